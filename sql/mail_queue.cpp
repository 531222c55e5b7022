#include "sql/mail_queue.hpp"

namespace portal::mail_queue {

void enqueue(db::SocietyDatabase& db, const NewMail& mail, Timestamp now) {
  db.execute(R"(
    INSERT INTO mail_queue (society_id, class, purpose, account_id, recipient, message_id, sealed_payload, queued_at, due_at,
                            not_after)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
             mail.mail_class, mail.purpose, mail.account_id, mail.recipient, mail.message_id, mail.sealed_payload, now,
             now, mail.not_after);
}

}  // namespace portal::mail_queue
