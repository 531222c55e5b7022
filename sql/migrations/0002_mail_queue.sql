-- Mails to send. A row is complete: whoever sends it needs no other table and no key but the one that opens the payload.
-- State is when it is due: due_at <= now ready; in the future leased (leased_at set) or deferred; NULL held or finished.

CREATE TABLE mail_queue (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  society_id BIGINT NOT NULL,
  class TINYINT NOT NULL,                             -- 0 links, 1 security notices, 5 news
  purpose VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  account_id BIGINT NULL,
  recipient VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  message_id VARCHAR(120) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  sealed_payload MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,  -- sender, subject, text; wiped at the end
  queued_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NULL,
  not_after DATETIME(6) NOT NULL,                     -- of no use to the recipient after this: expires unsent
  held_due_at DATETIME(6) NULL,                       -- set by staff's hold: where due_at returns to at release
  leased_at DATETIME(6) NULL,
  attempts INT NOT NULL DEFAULT 0,                    -- claims; the fence: whoever finishes must name the attempt it made
  failures INT NOT NULL DEFAULT 0,                    -- tries that the mail server put off: what the back-off counts
  outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,
  finished_at DATETIME(6) NULL,
  last_reply VARCHAR(200) NULL,                       -- of the mail server, without addresses
  recipient_refused BOOLEAN NOT NULL DEFAULT FALSE,   -- 5xx at RCPT: the address itself is at fault
  UNIQUE KEY by_message_id (message_id),
  KEY by_due (class, due_at, id),                     -- serves the claim's order, so that SKIP LOCKED locks only what it takes
  KEY by_recipient (society_id, recipient, id),
  KEY by_account (society_id, account_id, id),
  KEY by_outcome (outcome, finished_at, id),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  CHECK (outcome IN ('sent', 'dead', 'expired', 'deleted'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- The mail worker may write this table alone; marking the refused address is the database's own doing.
CREATE TRIGGER mail_queue_marks_refused_address AFTER UPDATE ON mail_queue FOR EACH ROW
  UPDATE account_emails SET bounced_at = NEW.finished_at
  WHERE NEW.recipient_refused AND NOT OLD.recipient_refused
    AND society_id = NEW.society_id AND address = NEW.recipient;
