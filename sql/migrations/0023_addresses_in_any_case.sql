-- Mail addresses are kept and written to as they were given, and found and compared without regard to case: by their
-- columns, so that no statement can forget it. ASCII's own letters alone are meant, no language's.

-- Of an account's addresses that differ in case alone, one stays: the primary one, else the oldest.
DELETE e FROM account_emails e
JOIN account_emails kept ON kept.society_id = e.society_id AND kept.account_id = e.account_id AND kept.id <> e.id
  AND LOWER(kept.address) = LOWER(e.address)
WHERE NOT e.is_primary AND (kept.is_primary OR kept.id < e.id);

ALTER TABLE account_emails
  MODIFY address VARCHAR(254) CHARACTER SET ascii COLLATE ascii_general_nopad_ci NOT NULL;
ALTER TABLE members
  MODIFY email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_general_nopad_ci NULL;
ALTER TABLE mail_links
  MODIFY address VARCHAR(254) CHARACTER SET ascii COLLATE ascii_general_nopad_ci NOT NULL;
ALTER TABLE steps
  MODIFY address VARCHAR(254) CHARACTER SET ascii COLLATE ascii_general_nopad_ci NOT NULL;
ALTER TABLE mail_queue
  MODIFY recipient VARCHAR(254) CHARACTER SET ascii COLLATE ascii_general_nopad_ci NOT NULL;
ALTER TABLE members_replaced
  MODIFY email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_general_nopad_ci NULL;
