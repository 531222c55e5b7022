-- お知らせハガキ: what a society has printed on its cards.

CREATE TABLE postcard_texts (                         -- no row: what stands on all cards
  society_id BIGINT NOT NULL PRIMARY KEY,
  postage VARCHAR(100) NOT NULL,                      -- 料金後納郵便; may be empty, like all of these
  sender VARCHAR(400) NOT NULL,
  greeting VARCHAR(400) NOT NULL,
  note VARCHAR(400) NOT NULL,
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
