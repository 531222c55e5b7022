-- がん検診: what a society offers, as its clerks write it (docs/decisions/0019), and what an application for one says.

CREATE TABLE screening_programmes (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(100) NOT NULL,                         -- the clerk's name for it: importing it again changes this row
  title VARCHAR(100) NOT NULL,
  cancer VARCHAR(20) NOT NULL,                        -- 胃がん: what an interval is counted by
  items TEXT NOT NULL,                                -- what is done, a line each
  several_items BOOLEAN NOT NULL,                     -- more than one may be chosen
  audience VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  women_only BOOLEAN NOT NULL,
  age_from INT NULL,                                  -- both included
  age_to INT NULL,
  age_counted VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  fiscal_year INT NOT NULL,                           -- 2026: April 2026 to March 2027
  interval_years INT NOT NULL,                        -- 1: once in a fiscal year; 2: every other one; 0: no rule
  enrolled_on DATE NULL,                              -- only for those enrolled on that day
  opens_on DATE NOT NULL,                             -- days of Japan on which one may apply, both included
  closes_on DATE NOT NULL,
  capacity INT NULL,
  taken INT NOT NULL DEFAULT 0,                       -- places, by applications that were not withdrawn
  fee_yen INT NOT NULL,
  no_show_fee_yen INT NOT NULL,
  venue VARCHAR(200) NOT NULL,
  description TEXT NOT NULL,                          -- Markdown, checked when it was taken in
  consent TEXT NOT NULL,                              -- likewise
  version INT NOT NULL DEFAULT 1,                     -- one more with each change: an application says which one it read
  published_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  withdrawn_at DATETIME(6) NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_name (society_id, name),
  KEY by_year (society_id, fiscal_year, id),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  CHECK (audience IN ('all', 'principals', 'dependents')),
  CHECK (age_counted IN ('fiscal_year_end', 'april_first', 'on_the_day')),
  CHECK (closes_on >= opens_on),
  CHECK (taken >= 0),
  CHECK (capacity IS NULL OR taken <= capacity)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

ALTER TABLE applications
  ADD KEY by_programme (society_id, programme_id),
  ADD FOREIGN KEY (society_id, programme_id) REFERENCES screening_programmes (society_id, id);

CREATE TABLE screening_applications (                 -- what one says; fees and consent as they were agreed to
  society_id BIGINT NOT NULL,
  application_id BIGINT NOT NULL,
  items TEXT NOT NULL,                                -- those chosen, with 、 between them
  postal_code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- where the 受診券 is sent
  address VARCHAR(300) NOT NULL,
  telephone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  fee_yen INT NOT NULL,
  no_show_fee_yen INT NOT NULL,
  consent TEXT NOT NULL,
  PRIMARY KEY (society_id, application_id),
  FOREIGN KEY (society_id, application_id) REFERENCES applications (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
