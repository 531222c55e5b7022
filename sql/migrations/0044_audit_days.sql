-- The audit log's days, each with the hash of its rows and of the day before (docs/decisions/0060). A day's rows are those
-- numbered behind the day before's last: nobody but who owns the tables chooses a number, so no row comes into a day that
-- is closed.
CREATE TABLE audit_days (
  society_id BIGINT NOT NULL,
  day DATE NOT NULL,                                  -- of Japan
  last_id BIGINT NOT NULL,                            -- of audit_log
  row_count BIGINT NOT NULL,
  hash CHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- SHA-256, hex
  closed_at DATETIME(6) NOT NULL,
  archived_at DATETIME(6) NULL,                       -- its rows are in a file, and here no more
  PRIMARY KEY (society_id, day),
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
