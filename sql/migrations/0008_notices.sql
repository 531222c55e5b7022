-- 健保からのお知らせ for chosen members, what each has read of them, and トピックス for all.

CREATE TABLE notices (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(100) NOT NULL,                         -- the clerk's name for it: publishing it again changes this row
  title VARCHAR(100) NOT NULL,
  body MEDIUMTEXT NOT NULL,                           -- Markdown, checked when it was taken in
  shown_from DATE NOT NULL,                           -- days of Japan, both included
  shown_until DATE NOT NULL DEFAULT '9999-12-31',     -- that day: no end
  audience VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  sex CHAR(1) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  age_from INT NULL,                                  -- on the day of shown_from
  age_to INT NULL,
  is_listed BOOLEAN NOT NULL,                         -- only for those in notice_audience
  mails BOOLEAN NOT NULL,                             -- as the file says
  published_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  withdrawn_at DATETIME(6) NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_name (society_id, name),
  KEY by_end (society_id, shown_until),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  CHECK (audience IN ('all', 'principals', 'dependents')),
  CHECK (sex IN ('m', 'f'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE notice_audience (                        -- a list of members: nobody else sees the notice
  society_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  PRIMARY KEY (society_id, notice_id, member_id),
  FOREIGN KEY (society_id, notice_id) REFERENCES notices (society_id, id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE notice_reads (                           -- no row: unread
  society_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  read_at DATETIME(6) NOT NULL,                       -- when it was opened first
  PRIMARY KEY (society_id, member_id, notice_id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id),
  FOREIGN KEY (society_id, notice_id) REFERENCES notices (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE topics (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(100) NOT NULL,
  title VARCHAR(100) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  shown_from DATE NOT NULL,
  shown_until DATE NOT NULL DEFAULT '9999-12-31',
  published_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  withdrawn_at DATETIME(6) NULL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_name (society_id, name),
  KEY by_end (society_id, shown_until),
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
