-- プロフィール設定: a number for each address, so that pages and the audit log can name one without saying it.

ALTER TABLE account_emails
  ADD COLUMN id BIGINT NOT NULL AUTO_INCREMENT AFTER account_id,
  ADD KEY by_id (id);
