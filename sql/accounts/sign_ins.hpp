#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

namespace portal {

// By what a member signed in: the password alone, or with a second step; or a passkey, which stands for both.
enum class SignInWay { password, app_code, recovery, passkey };

// What /security shows of an account, and the record of its sign-ins (the audit log is the society's, and web can't
// read it).
namespace sign_ins {

struct SignIn {
  Timestamp at;
  std::string device;
  SignInWay way;
  int wrong_tries;  // since the one before
};
// Part of a sign-in, after accounts::note_sign_in().
void record(db::SocietyDatabase& db, AccountId account, std::string_view device, SignInWay way, Timestamp now);
std::vector<SignIn> latest(db::SocietyReader& db, AccountId account, Timestamp since, std::size_t count_max);

struct OpenSession {
  SessionId id;
  std::string device;
  Timestamp created_at, seen_at;
};
// Two-step sign-in, how many passkeys, the notice by mail and the sessions that are alive, the latest used first; one
// statement.
struct Overview {
  std::optional<Timestamp> two_step_since;
  int recovery_codes_left = 0;
  int passkeys = 0;
  bool mails_sign_ins = true;
  std::vector<OpenSession> sessions;
};
Overview overview(db::SocietyReader& db, AccountId account, Timestamp now);

bool set_mails(db::SocietyDatabase& db, AccountId account, bool wanted);  // false: it was so already

}  // namespace sign_ins
}  // namespace portal
