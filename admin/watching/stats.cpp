#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/backup/archive.hpp"
#include "admin/mails/mail_class.hpp"
#include "admin/watching/metrics.hpp"
#include "admin/whole_file.hpp"
#include "base/keys.hpp"
#include "domain/imports/inbox.hpp"
#include "sql/audit/figures.hpp"
#include "sql/keys.hpp"
#include "sql/migrate.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto hour = 1h;
constexpr auto day = 24h;
constexpr std::array classes{MailClass::link, MailClass::security, MailClass::news};
constexpr std::array<const char*, 4> waiting_states{"ready", "leased", "deferred", "held"};
constexpr std::array<const char*, 2> failed_states{"dead", "expired"};

std::int64_t seconds_from(Timestamp then, Timestamp now) {
  return std::max(std::chrono::duration_cast<std::chrono::seconds>(now - then), 0s).count();
}

// Each society has each of them, with 0 where there is none: what is missing would look as if nobody had counted.
void add_mails(std::vector<Metric>& metrics, const DatabaseCall& call, const std::vector<Society>& societies) {
  Metric waiting{
      "mails_waiting", "Mails that are not finished; held ones wait for staff.", {"society", "class", "state"}};
  Metric oldest{"mails_oldest_seconds",
                "For how long the oldest mail that is due waits to be taken; 0 without any.",
                {"society", "class"}};
  Metric sent{"mails_sent_last_hour", "Mails that the mail server took.", {"society", "class"}};
  Metric failed{
      "mails_failed_last_day", "Mails refused for good (dead) or too late (expired).", {"society", "class", "outcome"}};
  const auto found = mail_queue::watched(call.database, call.now - hour, call.now - day, call.now);
  for (const Society& society : societies)
    for (const MailClass mail_class : classes) {
      const auto of = [&](std::string_view state) {
        const auto at = std::ranges::find_if(found, [&](const auto& one) {
          return one.society == society.id && one.mail_class == mail_class && one.state == state;
        });
        return at == found.end() ? nullptr : &*at;
      };
      const auto count = [&](const char* state) { return of(state) != nullptr ? of(state)->count : 0; };
      std::int64_t age = 0;
      for (const char* state : waiting_states)
        waiting.samples.push_back({{society.slug, name_of(mail_class), state}, count(state)});
      if (const auto* ready = of("ready"); ready != nullptr && ready->oldest_due_at)
        age = seconds_from(*ready->oldest_due_at, call.now);
      oldest.samples.push_back({{society.slug, name_of(mail_class)}, age});
      sent.samples.push_back({{society.slug, name_of(mail_class)}, count("sent")});
      for (const char* state : failed_states)
        failed.samples.push_back({{society.slug, name_of(mail_class), state}, count(state)});
    }
  metrics.insert(metrics.end(), {waiting, oldest, sent, failed});
}

void add_members_acts(std::vector<Metric>& metrics, const DatabaseCall& call, const std::vector<Society>& societies) {
  Metric sign_ins{"sign_ins_last_hour",
                  "Sign-ins by what became of them: ok, failed, or blocked after wrong ones.",
                  {"society", "result"}};
  Metric registrations{"registrations_last_hour", "Members who finished 新規利用登録.", {"society"}};
  Metric documents{"documents_opened_last_hour", "Documents that members opened.", {"society"}};
  Metric sessions{"sessions_open", "Sessions that are neither ended nor idle for too long.", {"society"}};
  Metric imports{"imports_last_day", "Files that were taken in.", {"society"}};
  for (const Society& society : societies) {
    db::SocietyReader inside(call.database, society.id);
    const auto events = figures::events_since(inside, call.now - hour);
    const auto count = [&events](std::string_view event) {
      const auto at = events.find(event);
      return at == events.end() ? 0 : at->second;
    };
    sign_ins.samples.push_back({{society.slug, "ok"}, count("sign_in")});
    sign_ins.samples.push_back({{society.slug, "failed"}, count("sign_in_failed")});
    sign_ins.samples.push_back({{society.slug, "blocked"}, count("sign_in_blocked")});
    registrations.samples.push_back({{society.slug}, count("registered")});
    documents.samples.push_back({{society.slug}, count("document_opened")});
    sessions.samples.push_back(
        {{society.slug},
         figures::sessions_open(inside, call.now - std::chrono::minutes{society.session_minutes_max},
                                call.now - std::chrono::minutes{society.session_idle_minutes}, call.now)});
    imports.samples.push_back({{society.slug}, figures::imports_since(inside, call.now - day)});
  }
  metrics.insert(metrics.end(), {sign_ins, registrations, documents, sessions, imports});
}

void add_inboxes(std::vector<Metric>& metrics, const DatabaseCall& call, const std::vector<Society>& societies) {
  Metric waiting{"inbox_files_waiting", "Files in the inbox that are whole and not yet taken in.", {"society"}};
  Metric refused{"inbox_files_refused", "Batches in the inbox's failed/, as long as they are kept.", {"society"}};
  const fs::path& root = call.config.inbox.folder;
  for (const Society& society : societies) {
    if (root.empty() || !fs::is_directory(root / society.slug)) continue;
    const inbox::Inbox one(root, society.slug);
    const auto dropped = one.dropped(machine_now(), call.config.inbox.settle);
    waiting.samples.push_back({{society.slug}, std::ranges::count_if(dropped, &inbox::Dropped::ready)});
    refused.samples.push_back({{society.slug}, one.refused()});
  }
  metrics.insert(metrics.end(), {waiting, refused});
}

// Nothing where none are made, where there is no folder yet, or where this user may not look.
void add_backups(std::vector<Metric>& metrics, const DatabaseCall& call) {
  Metric age{"backup_age_seconds", "Age of the newest whole backup.", {}};
  Metric size{"backup_bytes", "Size of the newest whole backup.", {}};
  try {
    const fs::path& folder = call.config.backup.folder;
    if (const auto newest = folder.empty() ? std::nullopt : backup::look_in(folder, call.now).newest) {
      age.samples.push_back({{}, seconds_from(newest->made_at, call.now)});
      size.samples.push_back({{}, static_cast<std::int64_t>(newest->bytes)});
    }
  } catch (const std::system_error& error) {
    if (!is_forbidden(error.code()) && error.code() != std::errc::no_such_file_or_directory) throw;
  }
  metrics.insert(metrics.end(), {age, size});
}

void add_installation(std::vector<Metric>& metrics, const DatabaseCall& call) {
  constexpr std::array<std::string_view, 5> kinds{"form", "throttle", "mail-seal", "two-step", "pepper"};
  Metric schema{"schema_migrations", "Changes of the tables that the database has.", {}};
  schema.samples.push_back({{}, static_cast<std::int64_t>(migrate::status(call.database).applied.size())});
  Metric keys{"keys_wrong", "Keys that are missing or are not those of the data; only where they may be read.", {}};
  if (const KeyFingerprints ours = key_fingerprints(call.config.secrets_directory); !ours.empty())
    keys.samples.push_back({{}, static_cast<std::int64_t>(keys::faults(call.database, ours, kinds).size())});
  metrics.insert(metrics.end(), {schema, keys});
}

std::vector<Metric> look(const DatabaseCall& call) {
  const std::vector<Society> societies = chosen_societies(call);
  std::vector<Metric> metrics;
  add_mails(metrics, call, societies);
  add_members_acts(metrics, call, societies);
  add_inboxes(metrics, call, societies);
  add_backups(metrics, call);
  add_installation(metrics, call);
  return metrics;
}

// Where node_exporter isn't installed there is nothing to do for the timer.
Exit write_for_node_exporter(const DatabaseCall& call) {
  const fs::path& folder = call.config.metrics.folder;
  if (!fs::is_directory(folder)) {
    fmt::print("{}: no such folder; nothing is written ([metrics] folder in portal.toml)\n", folder.string());
    return Exit::good;
  }
  replace_file(folder / "portal.prom", in_prometheus_format(look(call)));
  return Exit::good;
}

}  // namespace

Exit stats(const DatabaseCall& call) {
  if (call.arguments.has("--write")) return write_for_node_exporter(call);
  const std::vector<Metric> metrics = look(call);
  if (call.arguments.has("--prometheus"))
    fmt::print("{}", in_prometheus_format(metrics));
  else
    print_sections(as_sections(metrics), call.json);
  return Exit::good;
}

}  // namespace portal::admin
