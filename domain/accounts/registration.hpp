#pragma once
#include <optional>
#include <string>

#include "base/calendar.hpp"
#include "base/password.hpp"
#include "domain/accounts/password_change.hpp"
#include "domain/accounts/session_start.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/mail_links.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/database.hpp"

// 新規利用登録: from the postcard to an account. Every function works in the caller's transaction, which is to be
// committed whatever it returns; only what it throws undoes.
namespace portal::registration {

// ① Sends the guide mail with a new link, which kills the ones that the address had before. Whether the address is
// known to anybody plays no part. Sends nothing when it was asked too often. The code beside the link is for the
// browser with that secret (domain/accounts/mail_code.hpp).
void request_guide(const AccountScene& scene, const session_start::Visitor& visitor, const std::string& address,
                   std::string_view browser_secret);

// ② Counts one try of the client; false: more than 30 in a minute, to be answered with 429.
bool may_try(const AccountScene& scene);

// What a member copies from the postcard.
struct PostcardEntry {
  std::string login_id, password;            // folded: both were made of lower case and digits
  std::optional<calendar::Date> birth_date;  // must be there where the society asks for it
};

// Provisional sign-in by the link's mail: the token of the step that ③ belongs to. Nothing for a postcard that is
// unknown, used, replaced, out of time or dead, and for a wrong password or birth date: all at the same cost. Ten wrong
// ones, and the postcard is dead.
std::optional<std::string> begin(const AccountScene& scene, const MailLink& link, const PostcardEntry& entry);

// The same without a link, by the address that the society holds. Nothing too where it holds none.
std::optional<std::string> begin_with_held_address(const AccountScene& scene, const PostcardEntry& entry);

// ③ False when a newer link or postcard has taken the step's place, or either was used.
bool is_open(db::SocietyReader& db, const StepTicket& step, Timestamp now);

bool is_initial_password(db::SocietyReader& db, const PasswordHasher& passwords, const StepTicket& step,
                         std::string_view password);

// The account that the step's ordered postcard sets anew, with what it has now; nothing: the step makes the first one.
std::optional<password_change::Owner> present_account(db::SocietyReader& db, const StepTicket& step, Timestamp now);

struct Choice {
  std::string login_id;  // folded
  std::string password;
  std::string nickname;  // may be empty
};
enum class Completion { done, login_id_taken };

// The account with the step's proved address; the postcard, the link and the step used up; the completion mail. An
// account that is there already is set anew (docs/decisions/0054): its other addresses go, every session ends, a lock
// by failed sign-ins opens, two-step sign-in stays, and every address that is or was known is told. All or, with
// login_id_taken, nothing. db::Conflict: another request was faster.
Completion complete(const AccountScene& scene, const StepTicket& step, const Choice& choice);

}  // namespace portal::registration
