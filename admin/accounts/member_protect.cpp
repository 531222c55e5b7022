#include <optional>

#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/applications/application_name.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "domain/household/protection.hpp"
#include "sql/accounts/phone_desk.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {
namespace {

using protection::Change;
using protection::Open;

void record_sights(const Scene& scene, const Change& change) {
  for (const Open& open : change.open)
    record(scene, audit::Event::application_shown_to_staff,
           {.member = open.application.applicant.id, .object = open.application.id});
}

// A dry run undoes all but the rows that say who looked at what.
Change carry_out(const Changing<SocietyCall>& call, MemberId member, bool is_on) {
  std::optional<db::Transaction> transaction(std::in_place, call.database);
  Change change = is_on ? protection::begin(call.db, member, call.now) : protection::end(call.db, member);
  if (!call.applies) {
    transaction.reset();
    transaction.emplace(call.database);
    record(scene_of(call), audit::Event::member_shown_to_staff, {.member = member});
  } else if (change.changes) {
    record(scene_of(call), is_on ? audit::Event::member_protected : audit::Event::member_unprotected,
           {.member = member});
  }
  record_sights(scene_of(call), change);
  transaction->commit();
  return change;
}

std::string said(bool is_on, bool changes, bool applies) {
  if (!changes) return is_on ? "was protected already" : "was not protected";
  if (!applies) return is_on ? "would be protected" : "would no longer be protected";
  return is_on ? "is protected: no one else of the household sees them, from the next page on"
               : "is no longer protected";
}

Cell gone_out(const Open& open) {
  if (open.sendings.empty()) return {};
  const auto& last = open.sendings.back();
  return fmt::format("export {}, {}", number(last.id), in_japan(last.exported_at));
}

void say_open(const Change& change, bool is_on) {
  if (change.open.empty()) return;
  Table table(
      {"receipt", "kind", "status", "applied_at", "applicant", "postal_code", "address", "telephone", "gone_out"});
  for (const Open& open : change.open) {
    const auto& one = open.application;
    table.add({receipt_number::of(one.kind, one.id), kind_words(one.kind),
               std::string(application_status::words(one.kind, one.status)), one.applied_at,
               member_roster::written(one.applicant.symbol, one.applicant.number, one.applicant.branch),
               open.postal_code, open.address, open.telephone, gone_out(open)});
  }
  fmt::print("\n{}\n", is_on ? "Applied for by somebody else, and now hidden from them; the paper would go to:"
                             : "Applied for by somebody else, who sees it again; the paper goes to:");
  table.print(false);
  fmt::print(
      "  -> {}\n",
      is_on ? "no export takes these along. Ask the member whether the paper is wanted, and where; they may\n"
              "     apply themselves. End these by application import-results (取下げ), and stop in the core system\n"
              "     what has gone_out"
            : "those that have not gone_out do so with the next export: is the address still right?");
}

// Protection hides a member on pages; what it can't reach, staff must know of.
void warn_of_shared_addresses(const SocietyCall& call, MemberId member) {
  for (const std::string& address : phone_desk::shared_addresses(call.db, member))
    tell(
        "portalctl: {} belongs to somebody else too: mails to this member can be read there\n"
        "  -> ask the member for an address of their own\n",
        address);
}

}  // namespace

// The reason is kept where the society keeps its papers, never here.
Exit member_protect(const Changing<SocietyCall>& call) {
  const std::string name = call.arguments.text("MEMBER");
  const bool is_on = !call.arguments.has("--off");
  const MemberId member = find_member(call.db, name);
  const Change change = carry_out(call, member, is_on);
  fmt::print("{} {}\n", name, said(is_on, change.changes, call.applies));
  if (is_on || change.changes) say_open(change, is_on);
  if (change.mails_taken_back > 0)
    fmt::print("\n{} waiting mails to others of the household {}\n", change.mails_taken_back,
               call.applies ? "were taken back" : "would be taken back");
  if (is_on) warn_of_shared_addresses(call, member);
  return Exit::good;
}

}  // namespace portal::admin
