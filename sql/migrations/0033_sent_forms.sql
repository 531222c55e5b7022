-- What was typed into a form that was sent after its session's end, until its member has signed in again
-- (docs/decisions/0042). An account has one at most: the latest.
CREATE TABLE sent_forms (
  society_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,                         -- of the session that had ended: who alone gets it back
  token_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- of the browser's cookie
  sealed_input VARCHAR(12000) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- with a key made of that cookie
  sent_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, account_id),
  KEY by_token (society_id, token_digest),
  KEY by_age (society_id, sent_at),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
