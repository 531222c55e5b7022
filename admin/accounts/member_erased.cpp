#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "base/keys.hpp"
#include "sql/audit/erasures.hpp"

namespace portal::admin {

Sight member_erased(const SocietyCall& call) {
  const std::string name = call.arguments.text("NUMBER");
  const auto known = member_roster::read_number(name);
  if (!known)
    throw Failure(Exit::usage, fmt::format("\"{}\" is no member's number", name),
                  "name them 12-0001001-00 (記号-番号-枝番)");
  const std::vector<std::string> keys = read_throttle_keys(call.config.secrets_directory);
  Table table({"erased_at", "member_id"});
  std::vector<audit::About> of;
  for (const std::string& key : keys)
    for (const auto& one : erasures::erased(call.db, erasures::number_digest(key, *known))) {
      of.push_back({.member = one.member});
      table.add({one.at, number(one.member)});
    }
  return sight(call, audit::Event::member_shown_to_staff, of, [table, json = call.json] {
    table.print(json);
    if (table.empty()) tell("portalctl: nobody of that number was erased\n");
  });
}

}  // namespace portal::admin
