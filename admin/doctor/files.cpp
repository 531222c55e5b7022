#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "admin/backup/archive.hpp"
#include "admin/doctor/parts.hpp"
#include "admin/publishing/error_pages.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

}  // namespace

void check_backups(Checks& checks, const Config& config, Timestamp now) {
  constexpr auto age_max = std::chrono::hours{31};  // daily, by when it began; it may take 6 hours and its time
  constexpr const char* remedy =
      "systemctl start portal-backup; journalctl -u portal-backup; systemctl enable --now portal-backup.timer";
  const fs::path& folder = config.backup.folder;
  if (folder.empty() || config.backup.recipient.empty())
    return checks.skipped("no backups are made: portal.toml names no folder and recipient in [backup]",
                          "docs/operating.md, \"Backup and restore\"; without, see to your own");
  backup::Found found;
  try {
    found = backup::look_in(folder, now);
  } catch (const std::system_error& error) {
    if (is_forbidden(error.code()))
      return checks.skipped(fmt::format("{} can't be looked at by this user", folder.string()),
                            "sudo portalctl doctor");
    return checks.bad(error.what(), "docs/operating.md, \"Backup and restore\", says how the folder is made");
  }
  if (!found.ahead.empty())
    checks.bad(fmt::format("{} is of the future, by a clock that ran ahead: nobody knows how old it is",
                           found.ahead.front().string()),
               "portalctl backup create --apply; then delete it; timedatectl");
  const auto& newest = found.newest;
  if (!newest) return checks.bad(fmt::format("there is no backup in {} yet", folder.string()), remedy);
  constexpr std::uint64_t mb = 1'000'000;
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(now - newest->made_at);
  const std::string said = fmt::format("the newest backup is {} hours old ({}, {} MB)", hours.count(),
                                       newest->file.filename().string(), newest->bytes / mb);
  if (now - newest->made_at > age_max)
    checks.bad(said, remedy);
  else
    checks.good(said);
}

void check_error_pages(Checks& checks, const Config& config, const std::vector<Society>& societies) {
  const fs::path& folder = config.paths.error_pages;
  if (!fs::exists(folder / "503.html")) return;  // there are none, which check_files() tells, or none are wanted
  const std::string remedy = fmt::format("portalctl society error-pages {} --apply", folder.string());
  if (const auto page = error_pages::outdated(config, societies))
    return checks.bad(fmt::format("{} is not what it would be if it were written now", page->string()), remedy);
  const fs::path assets = folder.parent_path() / "assets";
  if (const auto missing = error_pages::missing_asset(config, assets))
    return checks.bad(fmt::format("error pages name {}, which is not there", missing->string()),
                      "install the release again: dpkg-reconfigure kenko-portal");
  checks.good("nginx's error pages are those of this release and of what the societies set");
}

}  // namespace portal::admin
