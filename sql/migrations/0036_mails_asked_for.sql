-- Mails that a visitor's form asks for: what their browser holds, as a digest, stands beside the link and the mail.
-- A second secret of a link, made of it and of the six digits in the mail (docs/decisions/0050).
ALTER TABLE mail_links
  ADD COLUMN code_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  ADD KEY by_code (society_id, code_digest);

-- Whose form asked for the mail: the page that follows it tells that browser what became of it (docs/decisions/0051).
ALTER TABLE mail_queue
  ADD COLUMN asker_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  ADD KEY by_asker (society_id, asker_digest, queued_at);
ALTER TABLE societies
  ADD COLUMN tells_unregistered BOOLEAN NOT NULL DEFAULT TRUE;
GRANT SELECT (society_id, asker_digest, queued_at, outcome, finished_at) ON {schema}.mail_queue TO {web};
