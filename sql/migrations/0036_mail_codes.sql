-- A second secret of a mailed link: made of the six digits that stand beside it in the mail and of what the browser
-- that asked for the mail holds (docs/decisions/0050).
ALTER TABLE mail_links
  ADD COLUMN code_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  ADD KEY by_code (society_id, code_digest);
