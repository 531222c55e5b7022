-- What a protected member's household began for them vanishes from it (docs/decisions/0025): whom a waiting mail speaks of,
-- and a key that never lets one member's application meet another's.

ALTER TABLE mail_queue
  ADD COLUMN about_member_id BIGINT NULL AFTER account_id,  -- of an application's mails: taken back from others' accounts
  ADD KEY by_about (society_id, about_member_id)
;

ALTER TABLE applications
  DROP KEY one_open,
  ADD UNIQUE KEY one_open (society_id, open_member_id, kind, open_programme_id, applicant_id)
;
