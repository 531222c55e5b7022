#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

namespace portal {

// One sign-in on one browser, alive until logout, idle end or absolute end.
struct Session {
  SessionId id;
  Timestamp seen_at, authenticated_at;
  Timestamp expires_at;  // whatever is done
  bool two_factors;      // a code or a passkey was shown in it, not a password alone
};

namespace sessions {

// When it ends if nothing more is asked for: after so long without a request, or at its absolute end.
Timestamp end_of(const Session& session, int idle_minutes);

// Opens one and ends the account's oldest beyond the allowed number. Only the token's digest is kept.
SessionId open(db::SocietyDatabase& db, AccountId account, std::string_view token, std::string_view device,
               Timestamp now, Timestamp expires_at);
void note_two_factors(db::SocietyDatabase& db, SessionId session);
void touch(db::SocietyDatabase& db, SessionId session, Timestamp now);
void end(db::SocietyDatabase& db, SessionId session, Timestamp now);
void end_by_token(db::SocietyDatabase& db, std::string_view token,
                  Timestamp now);  // a sign-in replaces what the browser had

// How the session of a token that opens nothing any more came to its end; none: alive, or never this society's.
enum class Ending { by_time, by_act };
std::optional<Ending> ending(db::SocietyReader& db, std::string_view token, int idle_minutes, Timestamp now);
// Whose session it was, of a token whose session came to its end by time alone.
std::optional<AccountId> late_owner(db::SocietyReader& db, std::string_view token, int idle_minutes, Timestamp now);

// The same session under a new token, its password just given: whoever held the old one holds nothing.
void renew(db::SocietyDatabase& db, SessionId session, std::string_view token, Timestamp now);
// The same without the password.
void change_token(db::SocietyDatabase& db, SessionId session, std::string_view token, Timestamp now);
void end_all(db::SocietyDatabase& db, AccountId account, std::optional<SessionId> but, Timestamp now);

// Of the whole society, those that haven't ended, idle ones included: how many there are, and ending them, which
// returns how many it ended.
std::int64_t count_of_society(db::SocietyReader& db, Timestamp now);
std::uint64_t end_of_society(db::SocietyDatabase& db, Timestamp now);

// Browsers an account signed in from before, known by a cookie of their own. Of a browser's tokens the account's;
// nothing: it has not signed in there since.
std::optional<std::string> known_device(db::SocietyReader& db, AccountId account, std::span<const std::string> tokens,
                                        Timestamp seen_since);
// The digest of the one of a browser's tokens by which an account with the address knows it; of several always the
// same. The work depends on the tokens alone, never on whose the address is.
std::optional<std::string> known_device_digest(db::SocietyReader& db, std::string_view address,
                                               std::span<const std::string> tokens, Timestamp seen_since);
std::vector<std::string> device_digests(db::SocietyReader& db,
                                        AccountId account);  // of their tokens, the latest first
void add_device(db::SocietyDatabase& db, AccountId account, std::string_view token, Timestamp now);
void touch_device(db::SocietyDatabase& db, AccountId account, std::string_view token, Timestamp now);

}  // namespace sessions
}  // namespace portal
