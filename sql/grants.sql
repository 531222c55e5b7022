-- What each program may do; everything else the database refuses. Run by `portalctl schema migrate` after the migrations,
-- with {schema}, {web}, {mail} and {ctl} filled in from the configuration. Granting again changes nothing. What programs
-- need anew on a table that was there is granted by a migration, too; what is taken away from here, a migration of the
-- next generation has to revoke, and to give again in the same file what stays: the programs of the release before use it
-- (docs/architecture.md, "Two releases on one schema"). Where INSERT … ON DUPLICATE KEY UPDATE writes, UPDATE is for the
-- whole table: MariaDB demands it for every column that the INSERT names.
GRANT SELECT ON {schema}.schema_migrations TO {web}, {mail}, {ctl};
GRANT SELECT ON {schema}.key_fingerprints TO {web}, {mail}, {ctl};
GRANT SELECT ON {schema}.restored_copies TO {mail};
GRANT SELECT, DELETE ON {schema}.restored_copies TO {ctl};
GRANT SELECT ON {schema}.societies TO {web};
GRANT SELECT ON {schema}.society_revisions TO {web};
GRANT SELECT ON {schema}.front_items TO {web};
GRANT SELECT ON {schema}.members TO {web};
GRANT SELECT, INSERT, UPDATE ON {schema}.household_choices TO {web};
GRANT SELECT ON {schema}.expenses TO {web};
GRANT SELECT ON {schema}.expense_months TO {web};
GRANT SELECT, UPDATE (failures, used_at, replaced_at) ON {schema}.postcards TO {web};
GRANT SELECT, INSERT, UPDATE (stopped_at) ON {schema}.postcard_orders TO {web};
GRANT SELECT, INSERT,
  UPDATE (login_id, password_hash, pepper_id, password_set_at, nickname, mails_arrivals, mails_sign_ins, signed_in_at,
          signed_in_with, signed_in_before_at, signed_in_before_with, wrong_tries, wrong_tries_before,
          passkey_offered_at), DELETE
  ON {schema}.accounts TO {web};
GRANT SELECT, INSERT, UPDATE ON {schema}.closed_accounts TO {web};
GRANT SELECT, INSERT, UPDATE (is_primary, proved_at, bounced_at), DELETE ON {schema}.account_emails TO {web};
GRANT SELECT, INSERT, UPDATE (failures, used_at, replaced_at) ON {schema}.mail_links TO {web};
GRANT SELECT, INSERT, UPDATE (ended_at) ON {schema}.steps TO {web};
GRANT SELECT, INSERT, UPDATE (token_digest, seen_at, authenticated_at, ended_at, two_factors) ON {schema}.sessions TO {web};
GRANT SELECT, INSERT, UPDATE (seen_at), DELETE ON {schema}.devices TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.two_step TO {web};
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON {schema}.recovery_codes TO {web};
GRANT SELECT, INSERT, UPDATE (name, counter, backed_up, used_at), DELETE ON {schema}.passkeys TO {web};
GRANT SELECT, INSERT ON {schema}.sign_ins TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.form_nonces TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sent_forms TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.throttles TO {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sign_in_attempts TO {web};
GRANT SELECT, UPDATE (clicks) ON {schema}.mailing_links TO {web};
GRANT SELECT ON {schema}.arrival_mails TO {web};
GRANT SELECT (society_id, id, applied_at) ON {schema}.imports TO {web};
GRANT SELECT ON {schema}.notices TO {web};
GRANT SELECT ON {schema}.notice_audience TO {web};
GRANT SELECT, INSERT ON {schema}.notice_reads TO {web};
GRANT SELECT ON {schema}.topics TO {web};
GRANT SELECT ON {schema}.documents TO {web};
GRANT SELECT, INSERT ON {schema}.document_reads TO {web};
GRANT SELECT, INSERT, UPDATE (status, message, revision, changed_at) ON {schema}.applications TO {web};
GRANT SELECT, INSERT,
  UPDATE (from_month, to_month, postal_code, address, telephone, proxy_name, proxy_relation, proxy_reason)
  ON {schema}.limit_applications TO {web};
GRANT SELECT, UPDATE (taken) ON {schema}.screening_programmes TO {web};
GRANT SELECT, INSERT ON {schema}.screening_applications TO {web};
GRANT SELECT ON {schema}.limit_schedules TO {web};
GRANT SELECT ON {schema}.limit_bands TO {web};
GRANT SELECT (society_id, asker_digest, queued_at, outcome, finished_at), INSERT ON {schema}.mail_queue TO {web};
GRANT INSERT (society_id, at, event, account_id, member_id, object_kind, object_id, client_address, request_id)
  ON {schema}.audit_log TO {web};
GRANT SELECT, UPDATE (due_at, leased_at, leased_by, attempts, failures, last_reply, outcome, finished_at,
                      recipient_refused, sealed_payload, held_due_at) ON {schema}.mail_queue TO {mail};
GRANT SELECT, INSERT, UPDATE ON {schema}.societies TO {ctl};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.front_items TO {ctl};
GRANT SELECT, INSERT, UPDATE (applied_at, reverted_at) ON {schema}.imports TO {ctl};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.members TO {ctl};
GRANT SELECT, INSERT ON {schema}.erased_members TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.members_replaced TO {ctl};
GRANT SELECT ON {schema}.household_choices TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.expenses TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.expenses_replaced TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.expense_months TO {ctl};
GRANT SELECT, INSERT, UPDATE ON {schema}.postcards TO {ctl};
GRANT SELECT, UPDATE (issued_at, stopped_at), DELETE ON {schema}.postcard_orders TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.postcard_texts TO {ctl};
GRANT SELECT ON {schema}.accounts TO {ctl};
GRANT SELECT ON {schema}.closed_accounts TO {ctl};
GRANT SELECT ON {schema}.account_emails TO {ctl};
GRANT SELECT, DELETE ON {schema}.mail_links TO {ctl};
GRANT SELECT, DELETE ON {schema}.steps TO {ctl};
GRANT SELECT, UPDATE (ended_at), DELETE ON {schema}.sessions TO {ctl};
GRANT SELECT, DELETE ON {schema}.devices TO {ctl};
GRANT SELECT (society_id, account_id, began_at, on_since, used_step), DELETE ON {schema}.two_step TO {ctl};
GRANT SELECT (society_id, account_id, used_at), DELETE ON {schema}.recovery_codes TO {ctl};
GRANT SELECT (society_id, account_id), DELETE ON {schema}.passkeys TO {ctl};
GRANT SELECT, DELETE ON {schema}.sign_ins TO {ctl};
GRANT SELECT, DELETE ON {schema}.form_nonces TO {ctl};
GRANT SELECT (society_id, account_id, sent_at), DELETE ON {schema}.sent_forms TO {ctl};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.throttles TO {ctl};
GRANT SELECT, DELETE ON {schema}.sign_in_attempts TO {ctl};
GRANT SELECT, INSERT ON {schema}.mailing_links TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.arrival_mails TO {ctl};
GRANT SELECT, INSERT, UPDATE ON {schema}.notices TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.notice_audience TO {ctl};
GRANT SELECT ON {schema}.notice_reads TO {ctl};
GRANT SELECT, INSERT, UPDATE ON {schema}.topics TO {ctl};
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON {schema}.documents TO {ctl};
GRANT SELECT ON {schema}.document_reads TO {ctl};
GRANT SELECT, UPDATE (status, message, changed_at), DELETE ON {schema}.applications TO {ctl};
GRANT SELECT ON {schema}.limit_applications TO {ctl};
GRANT SELECT, INSERT, UPDATE ON {schema}.screening_programmes TO {ctl};
GRANT SELECT ON {schema}.screening_applications TO {ctl};
GRANT SELECT, INSERT ON {schema}.application_exports TO {ctl};
GRANT SELECT, INSERT, UPDATE (line) ON {schema}.application_export_lines TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.limit_schedules TO {ctl};
GRANT SELECT, INSERT, DELETE ON {schema}.limit_bands TO {ctl};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.mail_queue TO {ctl};
GRANT SELECT,
  INSERT (society_id, at, event, account_id, member_id, object_kind, object_id, client_address, request_id, operator)
  ON {schema}.audit_log TO {ctl};
GRANT SELECT, INSERT (society_id, day, last_id, row_count, hash, closed_at) ON {schema}.audit_days TO {ctl};
