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

std::vector<server_setup::User> users_of(const Config& config) {
  const auto& database = config.database;
  const bool on_hosts = !database.servers.hosts.empty();
  std::vector<server_setup::User> users;
  for (const DatabaseUser* user : {&database.web, &database.mail, &database.ctl, &database.migrate}) {
    if (!user->password_file.empty() && !on_hosts)
      throw Failure(
          Exit::bad_configuration,
          fmt::format("{} has a password_file; behind a socket this command makes users without passwords", user->name),
          "take password_file out of portal.toml, or make database and users by hand");
    demand_plain(user->name);
    users.push_back({user->name, read_password_file(user->password_file)});
    if (on_hosts && users.back().password.empty())
      throw Failure(Exit::bad_configuration, fmt::format("{} is empty", user->password_file.string()),
                    "write a password of 32 random bytes into it: docs/operating.md, \"Another machine's database\"");
  }
  return users;
}

// From where the users come: localhost behind a socket, or what --clients says of the portal's machines.
std::string clients_of(const Changing<ConfiguredCall>& call) {
  const auto clients = call.arguments.text_if_given("--clients");
  if (call.config.database.servers.hosts.empty()) {
    if (clients) throw Failure(Exit::usage, "--clients is for [database] hosts: a socket is this machine's alone");
    return "localhost";
  }
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view(".-%:/").find(c) != std::string_view::npos;
  };
  if (!clients || !std::ranges::all_of(*clients, is_plain))
    throw Failure(Exit::usage, "--clients must name the portal's machines as MariaDB does",
                  "an address (192.0.2.11), a network (192.0.2.% or 192.0.2.0/255.255.255.0), or a name");
  return *clients;
}

}  // namespace

Exit database_create(const Changing<ConfiguredCall>& call) {
  const auto& names = call.config.database;
  demand_plain(names.schema);
  const auto users = users_of(call.config);
  const auto statements = server_setup::statements(names.schema, users, names.migrate.name,
                                                   {clients_of(call), !names.servers.ca_file.empty()});
  if (!call.applies) {
    for (const std::string& statement : statements) fmt::print("{};\n", statement);
    return Exit::good;
  }
  if (!names.servers.hosts.empty())
    throw Failure(Exit::usage, "on a host, its own administrator makes database and users",
                  "run what the command prints without --apply there: portalctl database create … | ssh db1 mariadb");
  if (user_name() != administrator)
    throw Failure(Exit::no_permission, fmt::format("{} is not the database's administrator", user_name()),
                  "run it as root, or let the administrator run what the command prints without --apply");
  db::Database database({names.servers, std::string(administrator), "", ""});
  server_setup::run(database, statements);
  fmt::print("database {} and {} users are there; next: portalctl schema migrate --apply\n", names.schema,
             users.size());
  return Exit::good;
}

}  // namespace portal::admin
