-- What sql/grants.sql gives by column now was given for whole tables. Given once more first: a right that nobody has
-- can't be taken back, and on a new database nobody has any yet. What stays is given again at once, for the programs run.
GRANT UPDATE ON {schema}.mail_links TO {web};
REVOKE UPDATE ON {schema}.mail_links FROM {web};
GRANT UPDATE (failures, used_at, replaced_at) ON {schema}.mail_links TO {web};
GRANT UPDATE ON {schema}.steps TO {web};
REVOKE UPDATE ON {schema}.steps FROM {web};
GRANT UPDATE (ended_at) ON {schema}.steps TO {web};
GRANT UPDATE ON {schema}.sessions TO {web};
REVOKE UPDATE ON {schema}.sessions FROM {web};
GRANT UPDATE (token_digest, seen_at, authenticated_at, ended_at) ON {schema}.sessions TO {web};
GRANT UPDATE ON {schema}.account_emails TO {web};
REVOKE UPDATE ON {schema}.account_emails FROM {web};
GRANT UPDATE (is_primary, proved_at, bounced_at) ON {schema}.account_emails TO {web};
GRANT UPDATE ON {schema}.accounts TO {web};
REVOKE UPDATE ON {schema}.accounts FROM {web};
GRANT UPDATE (login_id, password_hash, pepper_id, password_set_at, nickname, mails_arrivals, mails_sign_ins,
  signed_in_at, signed_in_with, signed_in_before_at, signed_in_before_with, wrong_tries, wrong_tries_before)
  ON {schema}.accounts TO {web};
GRANT UPDATE ON {schema}.devices TO {web};
REVOKE UPDATE ON {schema}.devices FROM {web};
GRANT UPDATE (seen_at) ON {schema}.devices TO {web};
GRANT UPDATE ON {schema}.limit_applications TO {web};
REVOKE UPDATE ON {schema}.limit_applications FROM {web};
GRANT UPDATE (from_month, to_month, postal_code, address, telephone, proxy_name, proxy_relation, proxy_reason)
  ON {schema}.limit_applications TO {web};
GRANT UPDATE ON {schema}.mail_queue TO {mail};
REVOKE UPDATE ON {schema}.mail_queue FROM {mail};
GRANT UPDATE (due_at, leased_at, leased_by, attempts, failures, last_reply, outcome, finished_at,
  recipient_refused, sealed_payload, held_due_at)
  ON {schema}.mail_queue TO {mail};
GRANT UPDATE ON {schema}.accounts TO {ctl};
REVOKE UPDATE ON {schema}.accounts FROM {ctl};
GRANT UPDATE ON {schema}.account_emails TO {ctl};
REVOKE UPDATE ON {schema}.account_emails FROM {ctl};
GRANT UPDATE ON {schema}.mail_links TO {ctl};
REVOKE UPDATE ON {schema}.mail_links FROM {ctl};
GRANT UPDATE ON {schema}.sessions TO {ctl};
REVOKE UPDATE ON {schema}.sessions FROM {ctl};
GRANT UPDATE (ended_at) ON {schema}.sessions TO {ctl};
GRANT UPDATE ON {schema}.throttles TO {ctl};
REVOKE UPDATE ON {schema}.throttles FROM {ctl};
GRANT UPDATE (key_digest) ON {schema}.throttles TO {ctl};
