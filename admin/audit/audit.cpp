#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "sql/audit/audit_events.hpp"
#include "sql/audit/audit_search.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {
namespace {

int count_max(const SocietyCall& call) {
  constexpr int most = 100'000;
  constexpr int ordinary = 1000;
  return call.arguments.integer_if_given("--last", 1, most).value_or(ordinary);
}

Table table_of(const std::vector<audit_search::Sight>& sights) {
  Table table({"at", "event", "what", "account", "operator", "of_member", "object_kind", "object", "client_address",
               "request"});
  for (const auto& one : sights) {
    const audit::Words* words = audit::find(one.event);
    table.add({one.at, one.event, words == nullptr ? Cell{} : Cell{std::string(words->sentence)},
               one.login_id ? Cell{*one.login_id} : Cell{},
               one.operator_name.empty() ? Cell{} : Cell{one.operator_name},
               one.number.empty() ? Cell{} : Cell{member_roster::written(one.symbol, one.number, one.branch)},
               one.object_kind, one.object_id, one.client_address, one.request_id});
  }
  return table;
}

}  // namespace

Sight audit_who_saw(const SocietyCall& call) {
  constexpr int most = 2'000'000'000;
  const int id = call.arguments.integer_if_given("DOCUMENT", 1, most).value();
  const auto document = document_batches::find(call.db, DocumentId{id});
  if (!document)
    throw Failure(Exit::no_input, fmt::format("there is no document {}", id), "portalctl document list shows them");
  return sight(call, audit::Event::staff_audit_read, {{.member = document->member}},
               [table = table_of(audit_search::who_saw(call.db, document->id, count_max(call))), json = call.json] {
                 table.print(json);
               });
}

Sight audit_seen_by(const SocietyCall& call) {
  const MemberId member = find_member(call.db, call.arguments.text("MEMBER"));
  return sight(call, audit::Event::staff_audit_read, {{.member = member}},
               [table = table_of(audit_search::seen_by(call.db, member, count_max(call))), json = call.json] {
                 table.print(json);
               });
}

}  // namespace portal::admin
