#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sql/database.hpp"

// What was typed into a form whose session had ended, sealed, for the member who signs in again on the same browser
// (docs/decisions/0042). Only a token's digest is kept.
namespace portal::sent_forms {

// An account has one: the latest. `sealed` is ASCII, at most 12,000 characters.
void keep(db::SocietyDatabase& db, AccountId account, std::string_view token, std::string_view sealed, Timestamp now);

std::optional<std::string> find(db::SocietyReader& db, AccountId account, std::string_view token, Timestamp now);

// Somebody signed in on the browser with that token: what another account's session left there is gone. Whether there
// was anything.
bool drop_of_others(db::SocietyDatabase& db, AccountId signed_in, std::string_view token);

}  // namespace portal::sent_forms
