#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

// 2段階ログイン: an account's authenticator app and its recovery codes. An account without a row has it off.
namespace portal::two_step_rows {

// The app of an account that has it on.
struct App {
  std::string sealed_secret;
  std::int64_t used_step = 0;  // the latest stretch of 30 s whose code was taken
};
std::optional<App> find(db::SocietyReader& db, AccountId account);

// The secret of a set-up that this very session began after `began_since`; another session sees nothing of it.
std::optional<std::string> find_setup(db::SocietyReader& db, AccountId account, SessionId session,
                                      Timestamp began_since);
// Takes the place of an earlier set-up. False: it is on already, and stays as it is.
bool begin_setup(db::SocietyDatabase& db, AccountId account, SessionId session, std::string_view sealed_secret,
                 Timestamp now);
// False: it is on already, or another set-up took the place of the one with this secret.
bool turn_on(db::SocietyDatabase& db, AccountId account, std::string_view sealed_secret, std::int64_t used_step,
             Timestamp now);
// False: a code of this step or a later one was taken before, or it is off.
bool use_time_step(db::SocietyDatabase& db, AccountId account, std::int64_t step);
bool turn_off(db::SocietyDatabase& db, AccountId account);  // the codes go too; false: it was off

void replace_recovery_codes(db::SocietyDatabase& db, AccountId account, const std::vector<std::string>& codes,
                            Timestamp now);  // their digests alone are kept
// False: unknown, or used before.
bool use_recovery_code(db::SocietyDatabase& db, AccountId account, std::string_view code, Timestamp now);
int recovery_codes_left(db::SocietyReader& db, AccountId account);

}  // namespace portal::two_step_rows
