#include "sql/server_setup.hpp"

#include <fmt/format.h>

namespace portal::server_setup {

std::vector<std::string> statements(const std::string& schema, const std::vector<std::string>& users,
                                    const std::string& migrate) {
  std::vector<std::string> texts{
      fmt::format("CREATE DATABASE IF NOT EXISTS {} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", schema)};
  for (const std::string& user : users)
    texts.push_back(fmt::format("CREATE USER IF NOT EXISTS '{}'@'localhost' IDENTIFIED VIA unix_socket", user));
  texts.push_back(fmt::format("GRANT ALL ON {}.* TO '{}'@'localhost' WITH GRANT OPTION", schema, migrate));
  return texts;
}

void run(db::Database& database, const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) database.run_script(statement);
}

}  // namespace portal::server_setup
