#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/keys.hpp"
#include "sql/audit/erasures.hpp"

namespace portal::admin {

// Looking for somebody is itself an event that is kept, as for those who are there.
Exit member_erased(const SocietyCall& call) {
  const std::string name = call.arguments.text("NUMBER");
  const auto known = member_roster::read_number(name);
  if (!known)
    throw Failure(Exit::usage, fmt::format("\"{}\" is no member's number", name),
                  "name them 12-0001001-00 (記号-番号-枝番)");
  const std::vector<std::string> keys = read_throttle_keys(call.config.secrets_directory);
  Table table({"erased_at", "member_id"});
  db::Transaction transaction(call.database);
  for (const std::string& key : keys)
    for (const auto& one : erasures::erased(call.db, erasures::number_digest(key, *known))) {
      record(scene_of(call), audit::Event::member_shown_to_staff, {.member = one.member});
      table.add({one.at, number(one.member)});
    }
  transaction.commit();
  table.print(call.json);
  if (table.empty()) tell("portalctl: nobody of that number was erased\n");
  return Exit::good;
}

}  // namespace portal::admin
