-- What a file for the core system was made with, so that it can be written again byte for byte; and 自己負担限度額 by
-- months of treatment, as the society loads them (docs/decisions/0021).

ALTER TABLE application_exports
  ADD COLUMN encoding VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL AFTER kind,
  ADD COLUMN head VARCHAR(1000) NOT NULL AFTER encoding,
  ADD CHECK (encoding IN ('utf-8', 'cp932'));

CREATE TABLE limit_schedules (                        -- the table of some months of treatment; in order, never overlapping
  society_id BIGINT NOT NULL,
  position INT NOT NULL,
  title VARCHAR(100) NOT NULL,
  from_month DATE NULL,                               -- first days of months, both included; NULL: no beginning, no end
  until_month DATE NULL,
  PRIMARY KEY (society_id, position),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  CHECK (until_month >= from_month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE limit_bands (                            -- its rows, in the words of the society
  society_id BIGINT NOT NULL,
  schedule INT NOT NULL,
  position INT NOT NULL,
  age VARCHAR(50) NOT NULL,                           -- 70歳未満
  name VARCHAR(50) NOT NULL,                          -- ア
  who VARCHAR(200) NOT NULL,
  amount VARCHAR(200) NOT NULL,
  repeated VARCHAR(200) NOT NULL,                     -- 多数回該当; may be empty
  PRIMARY KEY (society_id, schedule, position),
  FOREIGN KEY (society_id, schedule) REFERENCES limit_schedules (society_id, position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
