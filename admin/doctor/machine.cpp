#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include "admin/call.hpp"
#include "admin/doctor/parts.hpp"
#include "admin/doctor/reach.hpp"
#include "base/service.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

struct Unit {
  Role role;  // on whose machine it must be at work
  const char* name;
};

constexpr std::array<Unit, 8> needed_units{{{Role::web, "portal-web.socket"},
                                            {Role::auth, "portal-auth.socket"},
                                            {Role::web, "portal-web@1.service"},
                                            {Role::auth, "portal-auth@1.service"},
                                            {Role::mailer, "portal-mailer.service"},
                                            {Role::ctl, "portal-cleanup.timer"},
                                            {Role::ctl, "portal-arrivals.timer"},
                                            {Role::ctl, "portal-audit.timer"}}};
// However many there are beside the first: each that portal.target wants, or that runs or failed.
constexpr std::array<Unit, 2> instances{{{Role::web, "portal-web@*.service"}, {Role::auth, "portal-auth@*.service"}}};
const std::vector<std::string> one_shots{
    "portal-cleanup.service", "portal-arrivals.service", "portal-audit.service",   "portal-error-pages.service",
    "portal-backup.service",  "portal-metrics.service",  "portal-report@*.service"};

// What must be at work for that role, each once.
std::set<std::string> units_of(std::optional<Role> role) {
  std::set<std::string> names;
  for (const Unit& unit : needed_units)
    if (plays(role, unit.role)) names.insert(unit.name);
  for (const Unit& unit : instances)
    if (plays(role, unit.role))
      for (const service::Unit& one : service::units_like({unit.name})) names.insert(one.name);
  return names;
}

bool check_at_work(Checks& checks, const std::string& unit, const char* remedy) {
  const std::string state = service::state_of_unit(unit).value_or("unknown");
  if (state == "active") return true;
  checks.bad(fmt::format("{} is {}", unit, state), fmt::format("{}; journalctl -u {}", remedy, unit));
  return false;
}

// Each death alone is over within a second, whatever it was; one after another is a fault that somebody must look for.
bool check_lives(Checks& checks, const std::string& unit) {
  constexpr std::uint32_t restarts_max = 9;
  constexpr auto forgotten_after = std::chrono::hours{24};
  const auto restarts = service::restarts_of(unit);
  if (!restarts || restarts->count <= restarts_max) return true;
  const auto ago = std::chrono::floor<std::chrono::minutes>(machine_now() - restarts->latest);
  if (ago > forgotten_after) return true;
  checks.bad(fmt::format("{} died {} times and was started again, the last time {} minutes ago", unit, restarts->count,
                         ago.count()),
             fmt::format("journalctl -u {0} -p warning; systemctl restart {0} begins to count anew", unit));
  return false;
}

// What runs now and then: one that never ran is "inactive", and so is one that ended well.
void check_latest_runs(Checks& checks) {
  bool good = true;
  for (const service::Unit& unit : service::units_like(one_shots)) {
    if (unit.state != "failed") continue;
    good = false;
    checks.bad(fmt::format("the latest run of {} failed", unit.name),
               fmt::format("journalctl -u {0} -n 50; then systemctl start {0}", unit.name));
  }
  if (good) checks.good("what timers start went well the last time");
}

}  // namespace

bool is_run_by_systemd() { return service::state_of_unit("portal.target").value_or("not-found") != "not-found"; }

void check_units(Checks& checks, const Config& config, std::optional<Role> role) {
  if (!config.demo && service::is_at_work() && !service::state_of_unit("portal.target"))
    return checks.bad("systemd can't be asked for the units: this machine has no system bus",
                      "systemctl start dbus; apt install dbus; until then systemctl list-units 'portal*'");
  if (!is_run_by_systemd()) return;
  bool good = true;
  for (const std::string& unit : units_of(role)) {
    good = check_at_work(checks, unit, "systemctl start portal.target") && good;
    if (unit.ends_with(".service")) good = check_lives(checks, unit) && good;
  }
  if (plays(role, Role::ctl) && !config.backup.folder.empty() && !config.backup.recipient.empty())
    good = check_at_work(checks, "portal-backup.timer", "systemctl enable --now portal-backup.timer") && good;
  if (good) checks.good(role ? "what this role needs is at work" : "sockets, workers, mailer and timers are at work");
  if (plays(role, Role::ctl)) check_latest_runs(checks);
  if (!plays(role, Role::web)) return;
  constexpr int port_of_monitors = 8089;  // nginx/portal.conf
  const Reached page = ask_page(port_of_monitors, "/readyz");
  if (page.good())
    checks.good("nginx answers /readyz, through a worker that reaches the database");
  else
    checks.bad(fmt::format("nginx's /readyz: {}", page.why), "nginx -t; systemctl status nginx portal-web@1");
}

// A container's clock is its host's.
void check_clock_is_kept(Checks& checks) {
  if (!is_run_by_systemd()) return;
  if (fs::exists("/run/systemd/container"))
    return checks.skipped("the clock is that of this container's host", "timedatectl, on the host");
  timex asked{};
  const int state = adjtimex(&asked);
  if (state < 0) return checks.skipped("whether the clock is kept right can't be asked here", "timedatectl");
  if (state == TIME_ERROR || (asked.status & STA_UNSYNC) != 0)
    checks.bad("nobody keeps this machine's clock right", "timedatectl; apt install systemd-timesyncd (or chrony)");
  else
    checks.good("this machine's clock is kept right by NTP");
}

// The demo's sockets lie beside the database's, those of an installation where systemd makes them.
void check_workers(Checks& checks, const Config& config, std::optional<Role> role) {
  const fs::path beside = fs::path(config.database.servers.socket).parent_path();
  const fs::path folder = fs::exists(beside / "web.sock") ? beside : "/run/kenko-portal";
  constexpr std::array<std::pair<Role, const char*>, 2> pools{{{Role::web, "web"}, {Role::auth, "auth"}}};
  for (const auto& [of, pool] : pools) {
    if (!plays(role, of)) continue;
    const fs::path socket = folder / fmt::format("{}.sock", pool);
    const Reached worker = ask_worker(socket);
    if (worker.good())
      checks.good(fmt::format("a worker answers at {}", socket.string()));
    else if (worker.is_forbidden)
      checks.skipped(fmt::format("{} is nginx's alone", socket.string()), "sudo portalctl doctor");
    else
      checks.bad(fmt::format("no worker answers at {}: {}", socket.string(), worker.why),
                 fmt::format("systemctl status portal-{}.socket 'portal-{}@*'", pool, pool));
  }
}

void check_disk(Checks& checks, const fs::path& folder, std::string_view what) {
  constexpr std::uint64_t free_bytes_min = 1'000'000'000;
  constexpr std::uint64_t free_percent_min = 5;
  struct statvfs found{};
  if (statvfs(folder.c_str(), &found) != 0) return;  // on another machine, or not ours to look at
  const std::uint64_t available = std::uint64_t{found.f_bavail} * found.f_frsize;
  const std::uint64_t percent = found.f_blocks == 0 ? 0 : std::uint64_t{found.f_bavail} * 100 / found.f_blocks;
  const std::string said = fmt::format("{}: {} MB free ({}%)", what, available / 1'000'000, percent);
  if (available < free_bytes_min || percent < free_percent_min)
    checks.bad(said, fmt::format("df -h {}; du -xsh {}/*", folder.string(), folder.string()));
  else if (found.f_files != 0 && std::uint64_t{found.f_favail} * 100 / found.f_files < free_percent_min)
    checks.bad(fmt::format("{}: {} more files have room", what, std::uint64_t{found.f_favail}),
               fmt::format("df -i {}; many small files fill a disk, too", folder.string()));
  else
    checks.good(said);
}

// Each disk once, by the first of what lies on it.
void check_disks(Checks& checks, const Config& config, const fs::path& config_file) {
  const std::vector<std::pair<const char*, fs::path>> places{
      {"this machine's disk", fs::absolute(config_file).parent_path()},
      {"the documents' disk", config.paths.documents},
      {"the inbox's disk", config.inbox.folder},
      {"the backups' disk", config.backup.folder},
      {"the logs' disk", "/var/log"}};
  std::set<dev_t> seen;
  for (const auto& [what, folder] : places) {
    struct stat found{};
    if (folder.empty() || stat(folder.c_str(), &found) != 0 || !seen.insert(found.st_dev).second) continue;
    check_disk(checks, folder, what);
  }
}

}  // namespace portal::admin
