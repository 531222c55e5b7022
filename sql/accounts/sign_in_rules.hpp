#pragma once
#include <optional>

#include "sql/accounts/accounts.hpp"
#include "sql/societies.hpp"

// What a society asks of an account besides its password, and how long a password alone will do. The rules are the
// society's settings: password_days, two_factors_from, two_factors_spare_passwords.
namespace portal::sign_in_rules {

// An authenticator app that is on, or a passkey.
bool has_second_factor(db::SocietyReader& db, AccountId account);

// When the password has to be replaced. Nothing: later than `horizon`, or never.
std::optional<Timestamp> password_end(db::SocietyReader& db, const Society& society, const Account& account,
                                      Timestamp horizon);

// Whether a session has to show a second factor before its pages open, on that day in Japan.
bool asks_for_two_factors(const Society& society, std::chrono::year_month_day today);

}  // namespace portal::sign_in_rules
