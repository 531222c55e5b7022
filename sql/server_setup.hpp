#pragma once
#include <string>
#include <vector>

#include "sql/database.hpp"

// The database itself and its users, before there is any table: for the server's administrator, through `database`.
namespace portal::server_setup {

struct User {
  std::string name, password;
};

// Who may come in from where, and how.
struct Entrance {
  std::string clients = "localhost";  // as MariaDB names hosts: 192.0.2.%; localhost: by the socket
  bool over_tls = false;              // and no other way
};

// The statements, in order; said by a dry run, and safe to run again. A user without a password signs in as the system
// user of the same name (unix_socket); of the others' passwords a digest is in the statements, which brings a new one
// into force. `migrate` may do anything with the schema, and grant the others what sql/grants.sql names.
std::vector<std::string> statements(const std::string& schema, const std::vector<User>& users,
                                    const std::string& migrate, const Entrance& entrance);

void run(db::Database& database, const std::vector<std::string>& statements);

}  // namespace portal::server_setup
