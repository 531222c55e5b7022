#pragma once
#include "sql/mails/mail_queue.hpp"

namespace portal::admin {

// As staff and monitors call it.
inline const char* name_of(MailClass mail_class) {
  return mail_class == MailClass::link ? "link" : mail_class == MailClass::security ? "security" : "news";
}

}  // namespace portal::admin
