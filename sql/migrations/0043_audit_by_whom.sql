-- Who wrote a row of the audit log, the database knows by itself (docs/decisions/0060): pages have no right to name an
-- operator, and what staff alone does has one. Nobody but who owns the tables chooses a row's number.
ALTER TABLE audit_log ADD CONSTRAINT of_staff_by_staff CHECK (
  operator <> '' OR (LEFT(event, 6) <> 'staff_' AND event NOT IN (
    'two_step_reset', 'application_judged', 'application_exported', 'application_shown_to_staff',
    'applications_exported_again', 'results_imported', 'members_imported', 'members_reverted',
    'expenses_imported', 'expenses_reverted', 'documents_imported', 'documents_reverted', 'document_withdrawn',
    'limit_table_changed', 'screening_published', 'screening_changed', 'screening_withdrawn',
    'notice_published', 'notice_changed', 'notice_withdrawn', 'topic_published', 'topic_changed',
    'topic_withdrawn', 'postcard_issued', 'postcard_reissued', 'account_unlocked', 'member_protected',
    'member_unprotected', 'member_shown_to_staff', 'telephone_code_right', 'telephone_code_wrong',
    'unread_members_listed', 'arrival_mails_made', 'mail_held', 'mail_released', 'mail_retried', 'mail_deleted',
    'mail_resumed', 'backup_created', 'backup_verified', 'society_added', 'society_changed', 'cleaned_up')));

GRANT INSERT ON {schema}.audit_log TO {web};
REVOKE INSERT ON {schema}.audit_log FROM {web};
GRANT INSERT (society_id, at, event, account_id, member_id, object_kind, object_id, client_address, request_id)
  ON {schema}.audit_log TO {web};
GRANT INSERT ON {schema}.audit_log TO {ctl};
REVOKE INSERT ON {schema}.audit_log FROM {ctl};
GRANT INSERT (society_id, at, event, account_id, member_id, object_kind, object_id, client_address, request_id, operator)
  ON {schema}.audit_log TO {ctl};
