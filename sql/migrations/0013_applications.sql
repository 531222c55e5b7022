-- What members ask of their society (docs/decisions/0018): one row an application, whatever it asks for, and beside it
-- what it says. Its number makes the receipt number (domain/receipt_number.hpp).

CREATE TABLE applications (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  programme_id BIGINT NULL,                           -- of a screening; it has no rows of its own before migration 0014
  applicant_id BIGINT NOT NULL,                       -- the member who applied, and who alone sees it
  member_id BIGINT NOT NULL,                          -- whom it is for
  status VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  message VARCHAR(500) NOT NULL DEFAULT '',           -- the society's words with the status
  revision INT NOT NULL DEFAULT 1,                    -- one more with each act of the member: what is exported once
  applied_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  open_member_id BIGINT AS (CASE WHEN kind = 'limit_certificate' AND status IN ('received', 'checking', 'returned')
                                   OR kind = 'screening' AND status <> 'withdrawn' THEN member_id END) VIRTUAL,
  open_programme_id BIGINT AS (COALESCE(programme_id, 0)) VIRTUAL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  KEY by_applicant (society_id, applicant_id, id),
  KEY by_change (society_id, kind, changed_at, id),
  UNIQUE KEY one_open (society_id, open_member_id, kind, open_programme_id),
  FOREIGN KEY (society_id, applicant_id) REFERENCES members (society_id, id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id),
  CHECK (kind IN ('limit_certificate', 'screening')),
  CHECK (status IN ('received', 'checking', 'returned', 'approved', 'sent', 'withdrawn')),
  CHECK ((kind = 'screening') = (programme_id IS NOT NULL))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE limit_applications (                     -- 限度額申請: what it says
  society_id BIGINT NOT NULL,
  application_id BIGINT NOT NULL,
  from_month DATE NOT NULL,                           -- 必要期間: first days of months, both included
  to_month DATE NOT NULL,
  postal_code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- where the certificate is sent
  address VARCHAR(300) NOT NULL,
  telephone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  proxy_name VARCHAR(100) NOT NULL DEFAULT '',        -- who applied in the applicant's place; empty: nobody
  proxy_relation VARCHAR(50) NOT NULL DEFAULT '',
  proxy_reason VARCHAR(200) NOT NULL DEFAULT '',
  PRIMARY KEY (society_id, application_id),
  FOREIGN KEY (society_id, application_id) REFERENCES applications (society_id, id),
  CHECK (to_month >= from_month),
  CHECK ((proxy_name = '') = (proxy_relation = '') AND (proxy_name = '') = (proxy_reason = ''))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE application_exports (                    -- files for the core system
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  file_name VARCHAR(200) NOT NULL,
  operator VARCHAR(64) NOT NULL,                      -- the OS user
  exported_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE application_export_lines (               -- the key lets each revision out once
  society_id BIGINT NOT NULL,
  application_id BIGINT NOT NULL,
  revision INT NOT NULL,
  export_id BIGINT NOT NULL,
  line TEXT NOT NULL,                                 -- as it stood in the file, which can be written again
  PRIMARY KEY (society_id, application_id, revision),
  KEY by_export (society_id, export_id, application_id),
  FOREIGN KEY (society_id, application_id) REFERENCES applications (society_id, id),
  FOREIGN KEY (society_id, export_id) REFERENCES application_exports (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
