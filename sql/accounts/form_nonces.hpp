#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

// One effect per page that was shown: a form sent twice, by a double click or after a broken connection, is known
// again.
namespace portal::form_nonces {

// What the first sending was answered.
struct Answer {
  std::string location;                       // where it led
  std::optional<std::string> sealed_cookies;  // none: it set none. ASCII, at most 4000 characters
};

// Takes the nonce for this transaction; a parallel one with the same nonce waits for it. When it was taken before: its
// answer.
std::optional<Answer> take(db::SocietyDatabase& db, std::string_view nonce, Timestamp now);
void keep(db::SocietyDatabase& db, std::string_view nonce, const Answer& answer);
void give_back(db::SocietyDatabase& db, std::string_view nonce);  // nothing happened

}  // namespace portal::form_nonces
