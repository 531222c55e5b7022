#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/session_start.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/throttles.hpp"

// 2段階ログイン: a code of an authenticator app (TOTP), or one of ten recovery codes (予備コード), after the password.
// Every function works in the caller's transaction, which is to be committed whatever it returns. Neither 再発行 nor a
// change of the password touches any of this.
namespace portal::two_step {

struct Owner {
  AccountId account;
  MemberId member;
};

// What was typed, without spaces and dashes, in half-width small letters; in a recovery code o is 0, i and l are 1.
std::string fold_code(std::string_view typed);
// Six digits of an app or the sixteen letters of a recovery code; anything else is not worth a try.
bool looks_like_code(std::string_view folded);
std::string shown_recovery_code(std::string_view code);  // in groups of four

// Begins the set-up on this session, with a secret that only its pages show. False: it is on already.
bool begin_setup(const AccountScene& scene, const Owner& owner, SessionId session);
// The secret of the set-up that this session began, for half an hour.
std::optional<std::string> setup_secret(db::SocietyReader& db, const WebSecrets& secrets, AccountId account,
                                        SessionId session, Timestamp now);
// Turns it on if the code is the app's: every other session ends, all addresses are told. The recovery codes, to be
// shown this once; nothing for a wrong code.
std::optional<std::vector<std::string>> turn_on(const AccountScene& scene, const Owner& owner, SessionId session,
                                                std::string_view code);

// By what a code proved itself; nothing: wrong, used before, or stopped after five wrong ones, which all look the same.
// A code is used up by this. Wrong ones are counted for the account, and for a browser that signed in before apart, so
// that a stranger who knows the password can't lock its owner out there.
std::optional<SignInWay> prove(const AccountScene& scene, const Owner& owner, std::string_view code,
                               const session_start::Visitor& visitor);

// After prove(); all addresses are told.
void turn_off(const AccountScene& scene, const Owner& owner);
std::vector<std::string> renew_recovery_codes(const AccountScene& scene, const Owner& owner);

// For the society's staff, when a member has lost what they sign in with beside the password: passkeys go, too, every
// session ends, all addresses are told. False: there was neither.
bool reset(const AccountScene& scene, const Owner& owner);
// Of the account's wrong codes and those of each browser that it knows, the hardest; `unlock` opens all of them.
throttles::State account_state(db::SocietyReader& db, std::string_view throttle_key, AccountId account, Timestamp now);
void unlock(db::SocietyDatabase& db, std::string_view throttle_key, AccountId account);

// How long codes are refused after the nth wrong one in a row; none: the next may be tried.
std::optional<std::chrono::seconds> block_after(int failures);

}  // namespace portal::two_step
