#pragma once
#include <string>
#include <vector>

#include "sql/database.hpp"

// The database itself and its users, before there is any table: for the server's administrator, through `database`.
namespace portal::server_setup {

// The statements, in order; said by a dry run, and safe to run again. Every user signs in as the system user of the
// same name (unix_socket); `migrate` may do anything with the schema, and grant the others what sql/grants.sql names.
std::vector<std::string> statements(const std::string& schema, const std::vector<std::string>& users,
                                    const std::string& migrate);

void run(db::Database& database, const std::vector<std::string>& statements);

}  // namespace portal::server_setup
