-- The trigger of 0002 ran its UPDATE of account_emails after every change of a mail, to find that nothing was to be
-- marked. Now it runs when the address was refused, and only then.
CREATE OR REPLACE TRIGGER mail_queue_marks_refused_address AFTER UPDATE ON mail_queue FOR EACH ROW
  IF NEW.recipient_refused AND NOT OLD.recipient_refused THEN
    UPDATE account_emails SET bounced_at = NEW.finished_at
    WHERE society_id = NEW.society_id AND address = NEW.recipient; END IF;
