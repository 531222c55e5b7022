-- Until when a member can expect to hear of an application: receipts say so.
ALTER TABLE societies
  ADD COLUMN handling_days INT NOT NULL DEFAULT 14;  -- from the day of receipt; 0: receipts say nothing
