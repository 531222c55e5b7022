-- 医療費明細: what a member's treatment cost, as the core system feeds it; how to undo a file of them, and which months have come.

CREATE TABLE expenses (                               -- clustered by member and month: a page's lines lie together
  society_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  month DATE NOT NULL,                                -- 診療年月, as its first day
  receipt_number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- レセプト番号
  category VARCHAR(20) NOT NULL,                      -- 診療区分, as the core system writes it
  provider VARCHAR(100) NOT NULL,                     -- may be empty
  days SMALLINT NOT NULL,
  total BIGINT NOT NULL,                              -- yen, like all below
  paid_by_society BIGINT NOT NULL,
  public_funds BIGINT NOT NULL,
  paid_at_window BIGINT NOT NULL,
  meals BIGINT NOT NULL,                              -- 食事療養費
  high_cost BIGINT NOT NULL,                          -- 高額療養費
  additional BIGINT NOT NULL,                         -- 付加給付
  import_id BIGINT NOT NULL,                          -- the file that wrote the line as it is
  PRIMARY KEY (society_id, member_id, month, receipt_number),
  UNIQUE KEY by_receipt_number (society_id, receipt_number),
  KEY by_import (society_id, import_id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id),
  FOREIGN KEY (society_id, import_id) REFERENCES imports (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE expenses_replaced (                      -- what a line said before a file changed it: undoing the file brings it back
  society_id BIGINT NOT NULL,
  replaced_by BIGINT NOT NULL,
  receipt_number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  member_id BIGINT NOT NULL,
  month DATE NOT NULL,
  category VARCHAR(20) NOT NULL,
  provider VARCHAR(100) NOT NULL,
  days SMALLINT NOT NULL,
  total BIGINT NOT NULL,
  paid_by_society BIGINT NOT NULL,
  public_funds BIGINT NOT NULL,
  paid_at_window BIGINT NOT NULL,
  meals BIGINT NOT NULL,
  high_cost BIGINT NOT NULL,
  additional BIGINT NOT NULL,
  import_id BIGINT NOT NULL,                          -- the file that had written it
  PRIMARY KEY (society_id, replaced_by, receipt_number),
  KEY by_import (society_id, import_id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id),
  FOREIGN KEY (society_id, replaced_by) REFERENCES imports (society_id, id),
  FOREIGN KEY (society_id, import_id) REFERENCES imports (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE expense_months (                         -- the control totals of each file: says which months have come at all
  society_id BIGINT NOT NULL,
  month DATE NOT NULL,
  import_id BIGINT NOT NULL,
  line_count INT NOT NULL,
  total BIGINT NOT NULL,
  PRIMARY KEY (society_id, month, import_id),
  FOREIGN KEY (society_id, import_id) REFERENCES imports (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- A file that was undone may be taken in again: only files that are in force are unique.
ALTER TABLE imports
  ADD COLUMN reverted_at DATETIME(6) NULL,
  ADD COLUMN in_force BOOLEAN AS (IF(reverted_at IS NULL, TRUE, NULL)) PERSISTENT,
  ADD UNIQUE KEY once_in_force (society_id, kind, file_digest, in_force),
  DROP KEY once
;
