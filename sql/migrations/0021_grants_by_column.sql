-- What sql/grants.sql gives by column now was given for whole tables. Given once more first: a right that nobody has
-- can't be taken back, and on a new database nobody has any yet.
GRANT UPDATE ON {schema}.mail_links TO {web};
REVOKE UPDATE ON {schema}.mail_links FROM {web};
GRANT UPDATE ON {schema}.steps TO {web};
REVOKE UPDATE ON {schema}.steps FROM {web};
GRANT UPDATE ON {schema}.sessions TO {web};
REVOKE UPDATE ON {schema}.sessions FROM {web};
GRANT UPDATE ON {schema}.account_emails TO {web};
REVOKE UPDATE ON {schema}.account_emails FROM {web};
GRANT UPDATE ON {schema}.accounts TO {web};
REVOKE UPDATE ON {schema}.accounts FROM {web};
GRANT UPDATE ON {schema}.devices TO {web};
REVOKE UPDATE ON {schema}.devices FROM {web};
GRANT UPDATE ON {schema}.limit_applications TO {web};
REVOKE UPDATE ON {schema}.limit_applications FROM {web};
GRANT UPDATE ON {schema}.mail_queue TO {mail};
REVOKE UPDATE ON {schema}.mail_queue FROM {mail};
GRANT UPDATE ON {schema}.accounts TO {ctl};
REVOKE UPDATE ON {schema}.accounts FROM {ctl};
GRANT UPDATE ON {schema}.account_emails TO {ctl};
REVOKE UPDATE ON {schema}.account_emails FROM {ctl};
GRANT UPDATE ON {schema}.mail_links TO {ctl};
REVOKE UPDATE ON {schema}.mail_links FROM {ctl};
GRANT UPDATE ON {schema}.sessions TO {ctl};
REVOKE UPDATE ON {schema}.sessions FROM {ctl};
GRANT UPDATE ON {schema}.throttles TO {ctl};
REVOKE UPDATE ON {schema}.throttles FROM {ctl};
