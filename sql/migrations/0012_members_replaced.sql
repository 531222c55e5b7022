-- What a member's row said before a file changed it: undoing the file brings it back.

CREATE TABLE members_replaced (
  society_id BIGINT NOT NULL,
  replaced_by BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  relation VARCHAR(20) NOT NULL,
  name VARCHAR(100) NOT NULL,
  kana VARCHAR(100) NOT NULL,
  search_key VARCHAR(200) NOT NULL,
  birth_date DATE NOT NULL,
  sex CHAR(1) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  enrolled_on DATE NOT NULL,
  left_on DATE NULL,
  email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  postal_code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  address VARCHAR(300) NOT NULL,
  import_id BIGINT NULL,                              -- the file that had written it
  PRIMARY KEY (society_id, replaced_by, member_id),
  KEY by_import (society_id, import_id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id),
  FOREIGN KEY (society_id, replaced_by) REFERENCES imports (society_id, id),
  FOREIGN KEY (society_id, import_id) REFERENCES imports (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
