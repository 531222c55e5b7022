#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "sql/server_setup.hpp"

namespace portal::admin {
namespace {

constexpr std::string_view administrator = "root";

// What goes into a statement as it is.
void demand_plain(const std::string& name) {
  const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!plain)
    throw Failure(Exit::bad_configuration, fmt::format("\"{}\" in [database] is no plain name", name),
                  "letters, digits and _ alone");
}

std::vector<std::string> users_of(const Config& config) {
  const auto& database = config.database;
  std::vector<std::string> names;
  for (const DatabaseUser* user : {&database.web, &database.mail, &database.ctl, &database.migrate}) {
    if (!user->password_file.empty())
      throw Failure(Exit::bad_configuration,
                    fmt::format("{} has a password_file; this command makes users without passwords", user->name),
                    "take password_file out of portal.toml, or make database and users by hand");
    demand_plain(user->name);
    names.push_back(user->name);
  }
  return names;
}

}  // namespace

Exit database_create(const Changing<ConfiguredCall>& call) {
  const auto& names = call.config.database;
  demand_plain(names.schema);
  const auto statements = server_setup::statements(names.schema, users_of(call.config), names.migrate.name);
  if (!call.applies) {
    for (const std::string& statement : statements) fmt::print("{};\n", statement);
    return Exit::good;
  }
  if (user_name() != administrator)
    throw Failure(Exit::no_permission, fmt::format("{} is not the database's administrator", user_name()),
                  "run it as root, or let the administrator run what the command prints without --apply");
  db::Database database({names.socket.string(), std::string(administrator), "", ""});
  server_setup::run(database, statements);
  fmt::print("database {} and {} users are there; next: portalctl schema migrate --apply\n", names.schema,
             users_of(call.config).size());
  return Exit::good;
}

}  // namespace portal::admin
