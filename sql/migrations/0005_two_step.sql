-- ログインの安全設定: two-step sign-in, the record of sign-ins, and whether one from a new device is told by mail.

CREATE TABLE two_step (                               -- an account's authenticator app
  society_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  sealed_secret VARCHAR(120) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- a dump without the key opens nothing
  setup_session_id BIGINT NULL,                       -- whose page shows the QR code; NULL once it is on
  began_at DATETIME(6) NOT NULL,
  on_since DATETIME(6) NULL,                          -- NULL: being set up, asks for no code yet
  used_step BIGINT NOT NULL DEFAULT 0,                -- the latest stretch of 30 s whose code was taken
  PRIMARY KEY (society_id, account_id),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE recovery_codes (                         -- 予備コード: for who has lost the app; each good once
  society_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  code_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  made_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  PRIMARY KEY (society_id, account_id, code_digest),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE sign_ins (                               -- what members see of their own; the audit log is for the society
  society_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  at DATETIME(6) NOT NULL,
  device VARCHAR(40) NOT NULL,                        -- in words: iPhone, Windows の Edge
  way VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  wrong_tries INT NOT NULL,                           -- since the sign-in before
  PRIMARY KEY (society_id, account_id, id),
  KEY by_id (id),
  KEY by_age (at),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id),
  CHECK (way IN ('password', 'app_code', 'recovery'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

ALTER TABLE accounts
  ADD COLUMN mails_sign_ins BOOLEAN NOT NULL DEFAULT TRUE,  -- ログインのお知らせ for a device that is new
  ADD COLUMN wrong_tries_before INT NOT NULL DEFAULT 0,  -- between the latest sign-in and the one before: what Home shows
  ADD COLUMN wrong_tries INT NOT NULL DEFAULT 0       -- since the latest one
;

ALTER TABLE steps
  ADD COLUMN account_id BIGINT NULL AFTER member_id,  -- of the second step of a sign-in, which a new password ends
  ADD KEY by_account (society_id, account_id),
  ADD FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id),
  DROP CONSTRAINT CONSTRAINT_1,
  ADD CONSTRAINT known_purpose CHECK (purpose IN ('registration', 'reissue', 'two_step'));
