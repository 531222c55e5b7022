#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/child.hpp"
#include "admin/doctor/parts.hpp"

namespace portal::admin {
namespace {

constexpr const char* apt = "/usr/bin/apt-get";
constexpr const char* remedy = "apt update && apt upgrade; unattended-upgrades does both each day (docs/operating.md)";

// Nothing where apt doesn't say. What it would do is asked of the lists that it has; nobody is asked on the network.
std::optional<std::string> what_apt_would_do() {
  Pipe pipe = make_pipe();
  Child asked({apt, "--simulate", "--quiet=2", "-oAPT::Get::Show-User-Simulation-Note=false", "dist-upgrade"},
              {.output = pipe.writes.number()});
  pipe.writes.close();
  std::string said;
  std::array<char, 4096> part{};
  while (const std::size_t bytes = read_some(pipe.reads.number(), part.data(), part.size()))
    said.append(part.data(), bytes);
  if (asked.end() != 0) return {};
  return said;
}

// Of lines like "Inst zstd [1.5.4] (1.5.5 Debian-Security:12/stable-security [amd64])".
std::vector<std::string_view> packages_with_a_security_update(std::string_view said) {
  constexpr std::string_view start = "Inst ";
  std::vector<std::string_view> names;
  while (!said.empty()) {
    const std::string_view line = said.substr(0, said.find('\n'));
    said.remove_prefix(std::min(said.size(), line.size() + 1));
    if (!line.starts_with(start) || line.find("-security", line.find('(')) == line.npos) continue;
    const std::string_view rest = line.substr(start.size());
    names.push_back(rest.substr(0, rest.find(' ')));
  }
  return names;
}

std::string first_of(const std::vector<std::string_view>& names) {
  constexpr std::size_t named_max = 5;
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), named_max));
  return fmt::format("{}{}", fmt::join(names.begin(), end, ", "), end == names.end() ? "" : ", …");
}

// Since apt last asked whether there is anything new: it leaves the day in the folder of what it is just fetching.
std::chrono::days age_of_lists(Timestamp now) {
  Timestamp latest{};
  for (const char* folder : {"/var/lib/apt/lists", "/var/lib/apt/lists/partial"})
    if (struct stat found{}; stat(folder, &found) == 0)
      latest = std::max(latest, Timestamp(std::chrono::seconds{found.st_mtim.tv_sec}));
  return std::chrono::floor<std::chrono::days>(now - latest);
}

}  // namespace

void check_security_updates(Checks& checks, Timestamp now) {
  constexpr auto age_max = std::chrono::days{7};
  if (!is_run_by_systemd()) return;
  const auto said = access(apt, X_OK) == 0 ? what_apt_would_do() : std::optional<std::string>();
  if (!said) return checks.skipped("whether security updates wait can't be asked here", "apt upgrade --simulate");
  const auto names = packages_with_a_security_update(*said);
  const auto age = age_of_lists(now);
  if (!names.empty())
    checks.bad(fmt::format("{} security updates are not installed: {}", names.size(), first_of(names)), remedy);
  else if (age > age_max)
    checks.bad(fmt::format("nobody has looked for security updates for {} days", age.count()), remedy);
  else
    checks.good(fmt::format("no security update waits (looked for {} days ago)", age.count()));
}

}  // namespace portal::admin
