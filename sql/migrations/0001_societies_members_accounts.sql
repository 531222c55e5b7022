-- Societies, their members and accounts, the way in (postcards, mail links, steps), sessions, throttles, audit and imports.
-- Conventions: society_id first in every key, moments DATETIME(6) UTC, digests SHA-256 as 43 characters of base64url,
-- identifiers folded by the programs and compared byte by byte, names kept byte for byte.

CREATE TABLE societies (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slug VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  telephone VARCHAR(20) NOT NULL,
  hours VARCHAR(100) NOT NULL,                        -- 平日 9:30～18:00
  site_url VARCHAR(200) NULL,                         -- its own site, outside the portal
  mail_from VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  accent VARCHAR(7) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  listed BOOLEAN NOT NULL DEFAULT FALSE,              -- shown on the list of societies
  asks_birth_date BOOLEAN NOT NULL DEFAULT FALSE,     -- at registration, beside the postcard's password
  link_minutes INT NOT NULL DEFAULT 180,              -- how long a mail link lives
  password_days INT NOT NULL DEFAULT 365,             -- 0: never expires
  session_idle_minutes INT NOT NULL DEFAULT 30,
  session_minutes_max INT NOT NULL DEFAULT 720,
  principal_sees_household BOOLEAN NOT NULL DEFAULT TRUE,
  readable_months_after_leaving INT NOT NULL DEFAULT 12,
  expense_month_lag INT NOT NULL DEFAULT 2,           -- months from treatment to publication
  expense_day INT NOT NULL DEFAULT 10,                -- day of the month on which expenses come
  created_at DATETIME(6) NOT NULL,
  UNIQUE KEY by_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE front_items (                            -- the lead sentence, 公告, ニュースとお知らせ and links of a society's front page
  society_id BIGINT NOT NULL,
  position INT NOT NULL,
  section VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  published_on DATE NULL,
  title VARCHAR(200) NOT NULL,
  url VARCHAR(500) NULL,
  PRIMARY KEY (society_id, section, position),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  CHECK (section IN ('lead', 'announcement', 'news', 'link'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE imports (                                -- files taken in; the digest makes a second time impossible
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  file_name VARCHAR(200) NOT NULL,
  file_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  operator VARCHAR(64) NOT NULL,                      -- the OS user
  applied_at DATETIME(6) NOT NULL,
  rows_added INT NOT NULL,
  rows_changed INT NOT NULL,
  rows_unchanged INT NOT NULL,
  rows_ended INT NOT NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY once (society_id, kind, file_digest),
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE members (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  symbol VARCHAR(20) NOT NULL,                        -- 記号, may be empty
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  branch CHAR(2) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  relation VARCHAR(20) NOT NULL,                      -- 本人, or the relation to the principal
  name VARCHAR(100) NOT NULL,
  kana VARCHAR(100) NOT NULL,
  search_key VARCHAR(200) NOT NULL,                   -- folded name and kana, for staff's searches only
  birth_date DATE NOT NULL,
  sex CHAR(1) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  enrolled_on DATE NOT NULL,
  left_on DATE NULL,                                  -- 資格喪失日
  email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,  -- printed on the postcard
  postal_code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  address VARCHAR(300) NOT NULL,
  is_protected BOOLEAN NOT NULL DEFAULT FALSE,        -- DV and the like: invisible to the rest of the household
  import_id BIGINT NULL,                              -- the file that last changed the row
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_number (society_id, symbol, number, branch),
  KEY by_search_key (society_id, search_key),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  FOREIGN KEY (society_id, import_id) REFERENCES imports (society_id, id),
  CHECK (sex IN ('m', 'f'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE postcards (                              -- the initial login ID and password that a postcard carries
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  member_id BIGINT NOT NULL,
  login_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  pepper_id VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  issued_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  failures INT NOT NULL DEFAULT 0,                    -- dead after 10
  used_at DATETIME(6) NULL,
  replaced_at DATETIME(6) NULL,                       -- a newer postcard was issued
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_login_id (society_id, login_id),
  KEY by_member (society_id, member_id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE accounts (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  member_id BIGINT NOT NULL,
  login_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- folded: width and case
  password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  pepper_id VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  password_set_at DATETIME(6) NOT NULL,
  nickname VARCHAR(20) NOT NULL,                      -- may be empty
  created_at DATETIME(6) NOT NULL,
  signed_in_at DATETIME(6) NULL,                      -- the latest sign-in
  signed_in_before_at DATETIME(6) NULL,               -- the one before: what Home shows
  signed_in_before_with VARCHAR(40) NULL,             -- its device in words
  signed_in_with VARCHAR(40) NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_member (society_id, member_id),
  UNIQUE KEY by_login_id (society_id, login_id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE account_emails (                         -- proved addresses; exactly one is primary
  society_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  address VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  is_primary BOOLEAN NOT NULL,
  proved_at DATETIME(6) NOT NULL,
  bounced_at DATETIME(6) NULL,                        -- the receiving server refused it for good
  PRIMARY KEY (society_id, account_id, address),
  KEY by_address (society_id, address),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE mail_links (                             -- secrets sent by mail; single-purpose, used once
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  purpose VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  account_id BIGINT NULL,                             -- whose, where there is an account already
  address VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  token_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  replaced_at DATETIME(6) NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_token (society_id, token_digest),
  KEY by_address (society_id, address, purpose),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id),
  CHECK (purpose IN ('registration', 'reissue', 'address'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE steps (                                  -- between a provisional sign-in and the page that sets the account
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  token_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  purpose VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  member_id BIGINT NOT NULL,
  postcard_id BIGINT NULL,
  mail_link_id BIGINT NULL,                           -- none for the preset entry
  address VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- the proved one
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_token (society_id, token_digest),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id),
  FOREIGN KEY (society_id, postcard_id) REFERENCES postcards (society_id, id),
  FOREIGN KEY (society_id, mail_link_id) REFERENCES mail_links (society_id, id),
  CHECK (purpose IN ('registration', 'reissue'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE sessions (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  account_id BIGINT NOT NULL,
  token_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  seen_at DATETIME(6) NOT NULL,                       -- written at most once a minute
  expires_at DATETIME(6) NOT NULL,                    -- at most 12 hours after created_at
  authenticated_at DATETIME(6) NOT NULL,              -- when the password was last given
  device VARCHAR(40) NOT NULL,                        -- in words: iPhone, Windows の Edge
  ended_at DATETIME(6) NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_token (society_id, token_digest),
  KEY by_account (society_id, account_id, created_at),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE devices (                                -- browsers an account signed in from before
  society_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  token_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  seen_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, account_id, token_digest),
  FOREIGN KEY (society_id, account_id) REFERENCES accounts (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE form_nonces (                            -- one effect per page that was shown
  society_id BIGINT NOT NULL,
  nonce_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  location VARCHAR(2000) NOT NULL,                    -- where the first answer led
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, nonce_digest),
  KEY by_age (created_at),
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE throttles (                              -- counts of what may not be tried forever, keyed by HMAC: names no one
  society_id BIGINT NOT NULL,
  key_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  count INT NOT NULL,
  window_ends_at DATETIME(6) NOT NULL,                -- after this the count starts again
  blocked_until DATETIME(6) NULL,
  PRIMARY KEY (society_id, key_digest),
  KEY by_age (window_ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE sign_in_attempts (                       -- ids tried from one address lately: finds list attacks
  society_id BIGINT NOT NULL,
  network_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  login_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  failed BOOLEAN NOT NULL,
  tried_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, network_digest, login_digest),
  KEY by_age (tried_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE mailing_links (                          -- links of mails that are counted: /go?r=CODE&no=N
  society_id BIGINT NOT NULL,
  code VARCHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  number INT NOT NULL,
  target VARCHAR(500) NOT NULL,                       -- a path of the society's portal, or its own site
  clicks BIGINT NOT NULL DEFAULT 0,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, code, number),
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE audit_log (                              -- who saw or changed what; INSERT only, for every program
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  at DATETIME(6) NOT NULL,
  event VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  account_id BIGINT NULL,
  member_id BIGINT NULL,
  object_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  object_id BIGINT NULL,
  client_address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- or the OS user of portalctl
  request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  KEY by_account (society_id, account_id, at),
  KEY by_object (society_id, object_kind, object_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
