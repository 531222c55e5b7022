#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include "admin/actions.hpp"
#include "admin/doctor/parts.hpp"
#include "base/keys.hpp"
#include "base/service.hpp"
#include "domain/documents/document_store.hpp"
#include "domain/imports/inbox.hpp"
#include "sql/audit/erasures.hpp"
#include "sql/audit/retention.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/keys.hpp"
#include "sql/mails/mail_queue.hpp"
#include "sql/migrate.hpp"
#include "sql/server_check.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

// With unix_socket authentication only the OS user of the same name may come in as a database user.
// Root may be anybody.
bool may_sign_in(const DatabaseUser& user) { return !user.password_file.empty() || user.name == user_name(); }

void check_grants(Checks& checks, db::Database& database, const std::string& name, server_check::User user) {
  server_check::Grants grants;
  try {
    grants = server_check::try_grants(database, user);
  } catch (const db::Unavailable& error) {
    return checks.skipped(fmt::format("what {} may do can't be tried now", name), error.what());
  }
  for (const std::string_view statement : grants.wrongly_allowed)
    checks.bad(fmt::format("the database lets {} do: {}", name, statement),
               "take the right away (SHOW GRANTS shows from where it comes); sql/grants.sql is all that it needs");
  for (const std::string_view statement : grants.wrongly_refused)
    checks.bad(fmt::format("the database refuses {}: {}", name, statement), "portalctl schema migrate --apply");
  if (grants.wrongly_allowed.empty() && grants.wrongly_refused.empty())
    checks.good(fmt::format("{} may do what it needs and is refused the rest", name));
}

void check_user(Checks& checks, const Config& config, const DatabaseUser& user,
                std::optional<server_check::User> kind) {
  // In the demo and with passwords every user can be tried; else each by its own OS user.
  const ActingAs acting(user);
  try {
    db::Database database(connection(config, user));
    database.connect();
    checks.good(fmt::format("the database answers {} and is set as it must be", user.name));
    if (kind) check_grants(checks, database, user.name, *kind);
  } catch (const db::Unavailable& error) {
    if (may_sign_in(user))
      checks.bad(fmt::format("{}: {}", user.name, error.what()),
                 "systemctl status mariadb; a new database needs portalctl schema migrate --apply");
    else
      checks.skipped(fmt::format("{} signs in as the OS user of that name only", user.name),
                     fmt::format("sudo -u {} portalctl doctor", user.name));
  }
}

void check_clock(Checks& checks, db::Database& database) {
  using namespace std::chrono;
  constexpr auto skew_max = seconds{2};
  const Timestamp before = machine_now();
  const Timestamp there = database.now();
  const auto here = before + (machine_now() - before) / 2;
  const auto skew = abs(there - here);
  const std::string said = fmt::format("the database's clock differs from this machine's by {} ms", skew / 1ms);
  if (skew <= skew_max)
    checks.good(said);
  else
    checks.bad(said, "timedatectl; chronyc tracking, on both machines");
}

void check_writes(Checks& checks, db::Database& database) {
  try {
    server_check::demand_writes(database);
    checks.good("the database takes writes");
  } catch (const db::Unavailable& error) {
    checks.bad(error.what(), "SELECT @@read_only, @@innodb_read_only; does the socket lead to the present primary?");
  }
}

void check_future(Checks& checks, db::Database& database) {
  const server_check::Ahead ahead = server_check::written_ahead(database, database.now());
  if (ahead.mails > 0)
    checks.bad(fmt::format("{} mails are due in the future, by a clock that ran ahead", ahead.mails),
               "systemctl status portal-mailer: it brings them back within a minute");
  if (ahead.counts > 0)
    checks.bad(fmt::format("{} counts of tries are from the future, by a clock that ran ahead", ahead.counts),
               "timedatectl on the database's machine; none blocks, and each is put right when it next counts");
  if (ahead.two_step_apps > 0)
    checks.bad(fmt::format("the apps of {} accounts used a code of the future: theirs are refused until then",
                           ahead.two_step_apps),
               "a recovery code opens the account; portalctl member reset-two-step MEMBER --apply");
  if (ahead.mails + ahead.counts + ahead.two_step_apps == 0)
    checks.good("no mail, block or code is from a clock that ran ahead");
}

void check_societies(Checks& checks, db::Database& database) {
  const std::size_t count = societies::all(database).size();
  if (count == 0)
    checks.bad("there is no society yet", "portalctl society add --help");
  else
    checks.good(fmt::format("{} societies", count));
}

// A mail that is due is taken within a second or so: one that waits means that nobody takes it.
void check_mail_queue(Checks& checks, db::Database& database, Timestamp now) {
  constexpr auto waiting_max = std::chrono::minutes{5};
  for (const auto& figures : mail_queue::watched(database, now, now, now)) {
    if (figures.state != "ready" || !figures.oldest_due_at || now - *figures.oldest_due_at <= waiting_max) continue;
    checks.bad(fmt::format("{} mails of class {} are due, the oldest since {}", figures.count,
                           static_cast<int>(figures.mail_class), in_japan(*figures.oldest_due_at)),
               "systemctl status portal-mailer");
    return;
  }
  checks.good("no mail waits for longer than 5 minutes without having been tried");
}

// A row long past its time means that nobody has cleaned up for days.
void check_cleanup(Checks& checks, db::Database& database, Timestamp now) {
  constexpr auto patience = std::chrono::hours{24 * 3};
  for (const Society& society : societies::all(database)) {
    db::SocietyDatabase inside(database, society.id);
    for (const retention::Kept& kept : retention::all()) {
      if (retention::count(inside, kept, now - kept.kept - patience) == 0) continue;
      checks.bad(fmt::format("{}: {} are past their time by more than 3 days", society.slug, kept.rows),
                 "systemctl status portal-cleanup.timer; portalctl cleanup --apply");
      return;
    }
    if (const auto due = erasures::due(inside, now - patience); due && erasures::count(inside, *due) > 0) {
      checks.bad(fmt::format("{}: members who left are past their time by more than 3 days", society.slug),
                 "systemctl status portal-cleanup.timer; portalctl cleanup --apply");
      return;
    }
  }
  checks.good("nothing is kept for longer than it should be");
}

// A group that is two societies' drops files for both and reads what became of the other's. That of the folder above is
// portalctl's own, unless it hands it down.
void check_inbox_groups(Checks& checks, const fs::path& root, const std::vector<Society>& societies) {
  std::map<gid_t, std::string> seen;
  struct stat above{};
  stat(root.c_str(), &above);
  for (const Society& society : societies) {
    const fs::path folder = root / society.slug;
    struct stat found{};
    if (stat(folder.c_str(), &found) != 0) continue;
    const bool is_ours_alone =
        (found.st_mode & S_IRWXG) == 0 || (found.st_gid == above.st_gid && (above.st_mode & S_ISGID) == 0);
    if (!is_ours_alone)
      if (const auto [first, fresh] = seen.emplace(found.st_gid, society.slug); !fresh)
        return checks.bad(
            fmt::format("one group may drop and read the files of {} and of {}", first->second, society.slug),
            fmt::format("a group for each society: chgrp -R portal_inbox_{} {}; docs/operating.md", society.slug,
                        folder.string()));
    if ((found.st_mode & S_IRWXO) != 0)
      return checks.bad(fmt::format("anybody may look into {}", folder.string()),
                        fmt::format("chmod o= {}", folder.string()));
  }
  checks.good("each society's inbox is open to a group of its own at most");
}

// The run moves everything out again, good or not: what stays means that it doesn't run.
void check_inbox(Checks& checks, db::Database& database, const Config& config) {
  constexpr auto patience = std::chrono::minutes{15};
  const fs::path& root = config.inbox.folder;
  if (root.empty()) return;
  const fs::file_status status = fs::status(root);
  if (!fs::is_directory(status))
    return checks.bad(fmt::format("{}: no such folder", root.string()), "docs/operating.md says how it is made");
  if ((status.permissions() & fs::perms::others_write) != fs::perms::none)
    checks.bad(fmt::format("anybody may write into {}", root.string()), fmt::format("chmod o=x {}", root.string()));
  const std::vector<Society> societies = societies::all(database);
  check_inbox_groups(checks, root, societies);
  for (const Society& society : societies)
    for (const auto& one : inbox::Inbox(root, society.slug).dropped(machine_now(), patience))
      if (one.ready)
        return checks.bad(
            fmt::format("{}: a file waits in {} for longer than 15 minutes", society.slug, one.kind->name),
            fmt::format("systemctl status portal-import@{}.path; portalctl inbox run --apply", society.slug));
  checks.good(fmt::format("no file waits in {} for longer than 15 minutes", root.string()));
  for (const Society& society : societies) {
    const std::string unit = fmt::format("portal-import@{}.path", society.slug);
    if (!fs::is_directory(root / society.slug) || !is_run_by_systemd()) continue;
    if (service::state_of_unit(unit) != "active")
      checks.bad(fmt::format("{} has an inbox that nobody watches", society.slug),
                 fmt::format("systemctl enable --now {}", unit));
    if (service::state_of_unit(fmt::format("portal-import@{}.service", society.slug)) == "failed")
      checks.bad(fmt::format("{}: the latest files of the inbox were refused, or not taken in", society.slug),
                 fmt::format("ls -t {}/failed; journalctl -u portal-import@{} -n 20", (root / society.slug).string(),
                             society.slug));
  }
}

// The newest of each society: a folder that was not restored with the database lacks them.
void check_documents(Checks& checks, const Config& config, db::Database& database) {
  constexpr int looked_at_max = 1000;
  const fs::path& folder = config.paths.documents;
  for (const Society& society : societies::all(database)) {
    db::SocietyDatabase inside(database, society.id);
    for (const auto& one : document_batches::latest(inside, {}, looked_at_max)) {
      if (one.withdrawn_at || document_store::size(folder, society.id, one.file_digest) == one.bytes) continue;
      checks.bad(fmt::format("{}: the PDF of document {} is not in {}", society.slug, number(one.id), folder.string()),
                 "restore the folder of paths.documents from the backup of the same night as the database");
      return;
    }
  }
  checks.good("the newest documents have their PDFs");
}

void check_keys(Checks& checks, db::Database& database, const KeyFingerprints& ours) {
  if (ours.empty()) return checks.skipped("keys can't be read by this user", "sudo portalctl doctor");
  const auto faults = keys::faults(database, ours, keys::all_kinds);
  for (const std::string& fault : faults)
    checks.bad(fault, "restore the keys that belong to this database from their backup");
  if (faults.empty()) checks.good("the keys are those with which the data was made");
}

std::optional<server_check::User> kind_of(const Config& config, const DatabaseUser& user) {
  if (&user == &config.database.web) return server_check::User::web;
  if (&user == &config.database.mail) return server_check::User::mail;
  if (&user == &config.database.ctl) return server_check::User::ctl;
  return {};
}

// Each host by itself: the programs use the first that takes writes, and lose nothing when another takes its place.
void check_host(Checks& checks, const db::Settings& settings, int& writable) {
  const std::string name = settings.servers.said();
  db::Database database(settings);
  const server_check::Standing found = server_check::standing(database);
  if (!found.takes_writes) return checks.good(fmt::format("{} answers, and is read-only", name));
  ++writable;
  if (found.in_galera || found.waits_for_replicas)
    checks.good(fmt::format("{} takes writes, and acknowledges what another has, too", name));
  else
    checks.bad(fmt::format("{} takes writes, and acknowledges what it alone has: with it, that would be lost", name),
               "rpl_semi_sync_master_enabled = ON there, or a Galera cluster; docs/operating.md");
  if (writable > 1 && !found.in_galera)
    checks.bad(fmt::format("{} takes writes, and so does one before it: two primaries", name),
               "SET GLOBAL read_only = 1 on the one that isn't; docs/operating.md");
}

void check_hosts(Checks& checks, const Config& config) {
  const auto& hosts = config.database.servers.hosts;
  if (hosts.size() < 2) return;
  int writable = 0;
  for (const std::string& host : hosts) {
    db::Settings settings = connection(config, config.database.ctl);
    settings.servers.hosts = {host};
    try {
      check_host(checks, settings, writable);
    } catch (const db::Unavailable& error) {
      checks.bad(error.what(), fmt::format("systemctl status mariadb, on {}; its log", host));
    }
  }
}

// It says with what a lost disk leaves the sysadmin; that each COMMIT is in it, every connection demands.
void check_binary_log(Checks& checks, db::Database& database) {
  const server_check::BinaryLog log = server_check::binary_log(database);
  if (!log.is_on)
    return checks.skipped("MariaDB keeps no binary log: a lost disk takes all since the last backup along",
                          "log_bin = ON and binlog_expire_logs_seconds = 1209600 in /etc/mysql/mariadb.conf.d");
  constexpr std::int64_t seconds_a_day = 86'400;
  if (log.kept_seconds == 0)
    checks.bad("MariaDB keeps its binary log for ever: it fills the disk",
               "SET GLOBAL binlog_expire_logs_seconds = 1209600, and in /etc/mysql/mariadb.conf.d");
  else
    checks.good(fmt::format("MariaDB keeps a binary log for {} days, with each COMMIT in it",
                            log.kept_seconds / seconds_a_day));
}

// One part that falls over must not hide the others.
void guarded(Checks& checks, const std::function<void()>& part) {
  constexpr const char* look_above = "mend what stands above first, then run portalctl doctor again";
  try {
    part();
  } catch (const Failure& failure) {
    checks.bad(failure.what(), failure.remedy);
  } catch (const std::system_error& error) {
    checks.bad(error.what(), is_forbidden(error.code()) ? "sudo portalctl doctor" : "see to that file or disk");
  } catch (const std::exception& error) {
    checks.bad(error.what(), look_above);
  }
}

// What is asked of a database that answers and has our tables. One that goes away meanwhile is said once.
void check_contents(Checks& checks, const Config& config, db::Database& database) {
  const std::array<std::function<void()>, 11> parts{
      [&] { check_writes(checks, database); },
      [&] { check_clock(checks, database); },
      [&] { check_future(checks, database); },
      [&] { check_societies(checks, database); },
      [&] { check_mail_queue(checks, database, database.now()); },
      [&] { check_cleanup(checks, database, database.now()); },
      [&] { check_inbox(checks, database, config); },
      [&] { check_documents(checks, config, database); },
      [&] { check_error_pages(checks, config, societies::all(database)); },
      [&] { check_binary_log(checks, database); },
      [&] {
        if (config.database.servers.hosts.empty())  // a host's disk is another machine's
          check_disk(checks, server_check::data_folder(database), "the database's disk");
      }};
  for (const auto& part : parts) {
    static_cast<void>(database.now());  // throws when it is away
    guarded(checks, part);
  }
}

void check_database(Checks& checks, const Config& config, std::optional<Role> role) {
  const KeyFingerprints ours = key_fingerprints(config.secrets_directory);
  for (const DatabaseUser* user : users_of(config, role))
    guarded(checks, [&] { check_user(checks, config, *user, kind_of(config, *user)); });
  if (!plays(role, Role::ctl)) return;
  const ActingAs acting(config.database.ctl);
  check_hosts(checks, config);
  db::Database database(connection(config, config.database.ctl));
  check_tables(checks, database);
  migrate::demand_fitting(database);
  guarded(checks, [&] { check_keys(checks, database, ours); });
  check_contents(checks, config, database);
}

void check_all(Checks& checks, const Call& call, const Config& config, std::optional<Role> role) {
  checks.good(fmt::format("{} can be read; the portal is at {}", call.config_file.string(), config.origin));
  guarded(checks, [&] { check_files(checks, config, role); });
  guarded(checks, [&] { check_database(checks, config, role); });
  guarded(checks, [&] { check_workers(checks, config, role); });
  guarded(checks, [&] { check_units(checks, config, role); });
  if (plays(role, Role::web)) guarded(checks, [&] { check_certificate(checks, config.origin, machine_now()); });
  if (plays(role, Role::web)) guarded(checks, [&] { check_name_at_nginx(checks, config.origin); });
  if (plays(role, Role::mailer)) guarded(checks, [&] { check_mail_server(checks, config); });
  if (plays(role, Role::mailer)) guarded(checks, [&] { check_mailer_s_way(checks, config); });
  if (plays(role, Role::ctl)) guarded(checks, [&] { check_backups(checks, config, machine_now()); });
  guarded(checks, [&] { check_clock_is_kept(checks); });
  guarded(checks, [&] { check_security_updates(checks, machine_now()); });
  check_disks(checks, config, call.config_file);
}

}  // namespace

void check_tables(Checks& checks, db::Database& database) {
  const migrate::Status found = migrate::status(database);
  if (found.remedy().empty())
    checks.good(found.said());
  else
    checks.bad(found.said(), found.remedy());
}

Exit doctor(const Call& call) {
  const std::optional<Role> role = role_of(call.arguments);
  Checks checks(call.json);
  std::optional<Config> config;
  try {
    config = read_config(call.config_file);
  } catch (const ConfigError& error) {
    for (const std::string& fault : error.faults) checks.bad(fault, how_to_mend_configuration);
  }
  if (config) check_all(checks, call, *config, role);
  checks.finish();
  if (checks.all_good()) return Exit::good;
  if (!call.json) tell("portalctl: {} of these need attention\n", checks.bad_count());  // a monitor may read both
  return Exit::bad_configuration;
}

}  // namespace portal::admin
