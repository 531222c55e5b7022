-- Members close their accounts (docs/decisions/0057). Who did gets no postcard but by their own order.
CREATE TABLE closed_accounts (
  society_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  closed_at DATETIME(6) NOT NULL,                     -- the latest, if they came back and went again
  PRIMARY KEY (society_id, member_id),
  CONSTRAINT closed_accounts_of_member FOREIGN KEY (society_id, member_id)
  REFERENCES members (society_id, id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Links and news that wait for a closed account are not sent; that it was closed is. The database's own doing, so that
-- pages need no right to change mails. A member who is erased takes the account along without this.
CREATE TRIGGER accounts_take_their_mails_along AFTER DELETE ON accounts FOR EACH ROW
  UPDATE mail_queue SET outcome = 'deleted', finished_at = UTC_TIMESTAMP(6), sealed_payload = NULL, due_at = NULL,
         held_due_at = NULL, leased_at = NULL
  WHERE society_id = OLD.society_id AND account_id = OLD.id AND outcome IS NULL AND class <> 1;

GRANT DELETE ON {schema}.accounts TO {web};
