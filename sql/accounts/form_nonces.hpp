#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

// One effect per page that was shown: a form sent twice, by a double click or after a broken connection, is known
// again.
namespace portal::form_nonces {

// Takes the nonce for this transaction; a parallel one with the same nonce waits for it. When it was taken before:
// where its answer led.
std::optional<std::string> take(db::SocietyDatabase& db, std::string_view nonce, Timestamp now);
void set_location(db::SocietyDatabase& db, std::string_view nonce, std::string_view location);  // where the answer led
void give_back(db::SocietyDatabase& db, std::string_view nonce);                                // nothing happened
std::optional<std::string> location(db::SocietyDatabase& db, std::string_view nonce);

}  // namespace portal::form_nonces
