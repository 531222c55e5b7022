#include "sql/server_setup.hpp"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace portal::server_setup {
namespace {

std::string sha1(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha1(), nullptr) != 1)
    throw std::runtime_error("libcrypto makes no SHA-1");
  return {digest.begin(), digest.begin() + size};
}

// As mysql_native_password keeps it. The passwords are 256 random bits: nobody finds them by their digest.
std::string digest_of(const std::string& password) {
  std::string text = "*";
  for (const char byte : sha1(sha1(password))) text += fmt::format("{:02X}", static_cast<unsigned char>(byte));
  return text;
}

std::string how_it_signs_in(const User& user, const Entrance& entrance) {
  if (user.password.empty()) return "IDENTIFIED VIA unix_socket";
  return fmt::format("IDENTIFIED VIA mysql_native_password USING '{}'{}", digest_of(user.password),
                     entrance.over_tls ? " REQUIRE SSL" : "");
}

}  // namespace

std::vector<std::string> statements(const std::string& schema, const std::vector<User>& users,
                                    const std::string& migrate, const Entrance& entrance) {
  std::vector<std::string> texts{
      fmt::format("CREATE DATABASE IF NOT EXISTS {} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", schema)};
  for (const User& user : users) {
    const std::string account = fmt::format("'{}'@'{}'", user.name, entrance.clients);
    const std::string how = how_it_signs_in(user, entrance);
    texts.push_back(fmt::format("CREATE USER IF NOT EXISTS {} {}", account, how));
    if (!user.password.empty()) texts.push_back(fmt::format("ALTER USER {} {}", account, how));
  }
  texts.push_back(fmt::format("GRANT ALL ON {}.* TO '{}'@'{}' WITH GRANT OPTION", schema, migrate, entrance.clients));
  return texts;
}

void run(db::Database& database, const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) database.run_script(statement);
}

}  // namespace portal::server_setup
