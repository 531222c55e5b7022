#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/password_change.hpp"
#include "domain/accounts/session_start.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/mail_links.hpp"
#include "sql/accounts/step_tickets.hpp"

// パスワード再発行: from a registered mail address to a new password. Every function works in the caller's transaction,
// which is to be committed whatever it returns; only what it throws undoes. Two-step sign-in stays as it is.
namespace portal::reissue {

// One mail for each account that has the address, with a link and, unless the society leaves it out, a temporary
// password of its own; the links that those accounts had before die. Without one, a mail that says so, unless the
// society leaves that out. What is known of the address, and whether it was
// asked for too often, changes neither what the page says nor the work done for it. The codes beside the links are for
// the browser with that secret (domain/accounts/mail_code.hpp).
void request(const AccountScene& scene, const session_start::Visitor& visitor, const std::string& address,
             std::string_view browser_secret);

// What a member copies from the mail.
struct Entry {
  std::string login_id;  // folded
  std::string password;  // folded like it; empty where the mail holds none
};

// Provisional sign-in by a live link: the token of the step that the new password belongs to. Nothing for a wrong login
// ID or temporary password; five wrong ones, and the link is dead.
std::optional<std::string> begin(const AccountScene& scene, const MailLink& link, const Entry& entry);

// Whose password a step may set, and by which link.
struct Case {
  MailLink link;
  password_change::Owner owner;
};
// Nothing once the link was used, replaced, out of time or dead.
std::optional<Case> find_case(db::SocietyReader& db, const StepTicket& step, Timestamp now);

// The temporary password was mailed in plain text: it is never the new one.
bool is_temporary(const WebSecrets& secrets, const Case& found, std::string_view password);

// Sets the new password and uses the step and its link up. db::Conflict: another request was faster.
void complete(const AccountScene& scene, const StepTicket& step, const Case& found, std::string_view password);

}  // namespace portal::reissue
