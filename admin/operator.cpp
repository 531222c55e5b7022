#include <cstdlib>

#include <pwd.h>
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

std::string operator_name() {
  std::string name = "os:" + user_name();
  const char* before_sudo = getuid() == 0 ? std::getenv("SUDO_USER") : nullptr;
  if (before_sudo != nullptr) name += std::string("/") + before_sudo;
  for (char& c : name) c = is_printable_ascii(c) ? c : '?';
  return name.substr(0, operator_bytes_max);
}

}  // namespace portal::admin
