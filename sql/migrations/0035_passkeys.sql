-- Passkeys: what members sign in with instead of a password, several an account (docs/decisions/0047 to 0049).

CREATE TABLE passkeys (
  society_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  credential_id VARCHAR(1364) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- base64url of at most 1023 bytes
  user_handle VARCHAR(86) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- the account's, as the authenticator has it
  public_key VARCHAR(800) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- DER SubjectPublicKeyInfo
  counter BIGINT NOT NULL,                            -- of its signatures, 0 where it doesn't count
  transports VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- JSON: how a browser reaches it
  backed_up BOOLEAN NOT NULL,                         -- other devices of its owner have it, too
  name VARCHAR(40) NOT NULL,                          -- its owner's word for it
  created_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,                           -- the latest sign-in
  PRIMARY KEY (society_id, account_id, id),
  KEY by_id (id),
  UNIQUE KEY by_credential (society_id, credential_id),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

ALTER TABLE accounts
  ADD COLUMN passkey_offered_at DATETIME(6) NULL      -- after a sign-in by password: not again for a while
;

ALTER TABLE sign_ins
  DROP CONSTRAINT CONSTRAINT_1,
  ADD CONSTRAINT known_way CHECK (way IN ('password', 'app_code', 'recovery', 'passkey'));
