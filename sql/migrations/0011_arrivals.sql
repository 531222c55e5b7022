-- 新着のお知らせ: one mail a day and member for everything that is new, how it is stopped; and whose a mail's lease is.

CREATE TABLE arrival_mails (                          -- the key is the promise: at most one a day
  society_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  day DATE NOT NULL,                                  -- of Japan
  made_at DATETIME(6) NOT NULL,
  code_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- of the link that stops these mails
  PRIMARY KEY (society_id, member_id, day),
  UNIQUE KEY by_code (society_id, code_digest),
  KEY by_age (society_id, made_at),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

ALTER TABLE accounts ADD COLUMN mails_arrivals BOOLEAN NOT NULL DEFAULT TRUE;

ALTER TABLE mail_queue
  ADD COLUMN leased_by VARCHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL AFTER leased_at  -- the latest worker
;
