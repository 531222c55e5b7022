#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/call.hpp"

namespace portal::admin {
namespace {

constexpr std::size_t operator_bytes_max = 64;  // audit_log.operator, imports.operator

bool is_printable_ascii(char c) { return c > ' ' && c < '\x7f'; }

}  // namespace

std::string user_name() {
  const passwd* entry = getpwuid(geteuid());
  return entry != nullptr ? entry->pw_name : std::to_string(geteuid());
}

std::string family_name_of(const std::string& user) {
  const passwd* entry = getpwnam(user.c_str());
  std::string name = entry != nullptr && entry->pw_gecos != nullptr ? entry->pw_gecos : "";
  for (const std::string_view end : {",", " ", "　"}) name.resize(std::min(name.find(end), name.size()));
  const bool is_ascii = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return is_ascii ? "" : name;
}

namespace {

// Who signed in on this machine, as the kernel keeps it through su and sudo; nothing where it doesn't know, or root.
std::string login_name() {
  std::uint32_t id = 0;
  if (!(std::ifstream("/proc/self/loginuid") >> id) || id == 0) return "";
  const passwd* entry = getpwuid(id);
  return entry != nullptr ? entry->pw_name : "";
}

std::string name_now() {
  std::string name = "os:" + user_name();
  const char* before_sudo = getuid() == 0 ? std::getenv("SUDO_USER") : nullptr;
  const std::string person = before_sudo != nullptr ? before_sudo : login_name();
  if (!person.empty() && person != user_name()) name += "/" + person;
  for (char& c : name) c = is_printable_ascii(c) ? c : '?';
  return name.substr(0, operator_bytes_max);
}

// Whose the password is; 0 (root) where there is no such file, which is said when it is read.
uid_t owner_of(const std::filesystem::path& password_file) {
  struct stat found{};
  return stat(password_file.c_str(), &found) == 0 ? found.st_uid : 0;
}

passwd account_of(const DatabaseUser& user) {
  const passwd* entry =
      user.password_file.empty() ? getpwnam(user.name.c_str()) : getpwuid(owner_of(user.password_file));
  if (entry != nullptr) return *entry;
  throw Failure(Exit::bad_configuration, fmt::format("there is no system user {}", user.name),
                "the package makes it; a user with another name stands in portal.toml as [database] …");
}

bool is_root_for(const DatabaseUser& user) {
  return geteuid() == 0 && (user.password_file.empty() || owner_of(user.password_file) != 0);
}

}  // namespace

// Told by the first call: afterwards we may be somebody else.
std::string operator_name() {
  static const std::string name = name_now();
  return name;
}

void become(const DatabaseUser& user) {
  if (!is_root_for(user)) return;
  static_cast<void>(operator_name());
  const passwd account = account_of(user);
  if (initgroups(account.pw_name, account.pw_gid) != 0 || setgid(account.pw_gid) != 0 || setuid(account.pw_uid) != 0)
    throw std::system_error(errno, std::generic_category(), user.name);
}

ActingAs::ActingAs(const DatabaseUser& user) : acts_(is_root_for(user)) {
  if (!acts_) return;
  static_cast<void>(operator_name());
  const passwd account = account_of(user);
  if (initgroups(account.pw_name, account.pw_gid) != 0 || setegid(account.pw_gid) != 0 || seteuid(account.pw_uid) != 0)
    throw std::system_error(errno, std::generic_category(), user.name);
}

ActingAs::~ActingAs() {
  if (!acts_) return;
  if (seteuid(0) != 0 || setegid(0) != 0 || setgroups(0, nullptr) != 0) std::abort();  // nobody goes on half as root
}

}  // namespace portal::admin
