#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

namespace portal {

// How urgent a mail is; the numbers are the queue's. A lower class always goes before a higher one.
enum class MailClass { link = 0, security = 1, news = 5 };

// A mail as a program that has one to send knows it. Complete: sending it needs no other row.
struct NewMail {
  MailClass mail_class;
  std::string purpose;  // for lists and figures, e.g. registration_guide; at most 30 ASCII characters
  std::optional<AccountId> account_id;
  std::string recipient;       // one address, ASCII
  std::string message_id;      // new_message_id() of base/mail_payload.hpp
  std::string sealed_payload;  // seal_payload() of base/mail_payload.hpp
  Timestamp not_after;         // never sent after this; for a link, 15 minutes before its end
};

namespace mail_queue {

// Queues the mail in the caller's transaction: it exists exactly when that commits. Conflict: the Message-ID is taken.
void enqueue(db::SocietyDatabase& db, const NewMail& mail, Timestamp now);

}  // namespace mail_queue
}  // namespace portal
