#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/scene.hpp"
#include "sql/accounts/phone_desk.hpp"
#include "sql/household/household.hpp"

namespace portal::admin {
namespace {

// Protection hides a member on pages; what it can't reach, staff must know of.
void warn_of_shared_addresses(const SocietyCall& call, MemberId member) {
  for (const std::string& address : phone_desk::shared_addresses(call.db, member))
    fmt::print(stderr,
               "portalctl: {} belongs to another account too: mails to this member can be read there\n"
               "  -> ask the member for an address of their own\n",
               address);
}

std::string said(bool is_on, bool changes, bool dry_run) {
  if (!changes) return is_on ? "was protected already" : "was not protected";
  if (dry_run) return is_on ? "would be protected" : "would no longer be protected";
  return is_on ? "is protected: no one else of the household sees them, from the next page on"
               : "is no longer protected";
}

}  // namespace

// The reason is kept where the society keeps its papers, never here.
Exit member_protect(const SocietyCall& call) {
  const std::string name = call.arguments.text("MEMBER");
  const bool is_on = !call.arguments.has("--off");
  const MemberId member = find_member(call.db, name);
  db::Transaction transaction(call.database);
  const bool changes = household::protect(call.db, member, is_on);
  if (changes && !call.dry_run) {
    record(scene_of(call), is_on ? audit::Event::member_protected : audit::Event::member_unprotected,
           {.member = member});
    transaction.commit();
  }
  fmt::print("{} {}\n", name, said(is_on, changes, call.dry_run));
  if (is_on) warn_of_shared_addresses(call, member);
  return Exit::good;
}

}  // namespace portal::admin
