-- The same bytes may be taken in again once other files have come in between: whether a file changes anything is found out
-- by comparing it with what holds. And what a society sets about files that nobody watches.
ALTER TABLE imports
  ADD KEY by_digest (society_id, kind, file_digest, id),
  DROP KEY once_in_force;
ALTER TABLE societies
  ADD COLUMN contact_mail VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,  -- its clerks, told of inbox runs
  ADD COLUMN odd_percent_max INT NOT NULL DEFAULT 5;  -- more 確認 than that stop a file in the inbox
