-- When a count was last added to, and so when its block began: a block that begins in the future was made by a clock that
-- ran ahead, and is none.
ALTER TABLE throttles ADD COLUMN counted_at DATETIME(6) NULL AFTER window_ends_at;
