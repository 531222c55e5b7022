#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/password_change.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/mail_links.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/audit/audit.hpp"

// パスワード再発行: from a registered mail address to a new password. Every function works in the caller's transaction,
// which is to be committed whatever it returns; only what it throws undoes. Two-step sign-in stays as it is.
namespace portal::reissue {

using audit::Origin;

// One mail for each account that has the address, with a link and, unless the society leaves it out, a temporary
// password of its own; the links that those accounts had before die. What is known of the address, and whether it was
// asked for too often, changes neither what the page says nor the work done for it.
void request(db::SocietyDatabase& db, const Society& society, const Means& means, const std::string& address,
             const Origin& origin, Timestamp now);

// What a member copies from the mail.
struct Entry {
  std::string login_id;  // folded
  std::string password;  // folded like it; empty where the mail holds none
};

// Provisional sign-in by a live link: the token of the step that the new password belongs to. Nothing for a wrong login
// ID or temporary password; five wrong ones, and the link is dead.
std::optional<std::string> begin(db::SocietyDatabase& db, const Means& means, const MailLink& link, const Entry& entry,
                                 const Origin& origin, Timestamp now);

// Whose password a step may set, and by which link.
struct Case {
  MailLink link;
  password_change::Owner owner;
};
// Nothing once the link was used, replaced, out of time or dead.
std::optional<Case> find_case(db::SocietyDatabase& db, const StepTicket& step, Timestamp now);

// The temporary password was mailed in plain text: it is never the new one.
bool is_temporary(const Means& means, const Case& found, std::string_view password);

// Sets the new password and uses the step and its link up. db::Conflict: another request was faster.
void complete(db::SocietyDatabase& db, const Society& society, const Means& means, const StepTicket& step,
              const Case& found, std::string_view password, const Origin& origin, Timestamp now);

}  // namespace portal::reissue
