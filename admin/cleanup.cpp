#include <cstdint>
#include <filesystem>

#include <fmt/format.h>
#include <sys/stat.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/retried.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "base/keys.hpp"
#include "base/limits.hpp"
#include "domain/audit/audit_chain.hpp"
#include "domain/documents/document_store.hpp"
#include "domain/imports/inbox.hpp"
#include "sql/audit/erasures.hpp"
#include "sql/audit/retention.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/imports/imports.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

constexpr int rows_per_commit = 1000;  // far below two seconds

std::int64_t remove_all(db::SocietyDatabase& db, const retention::Kept& kept, Timestamp until) {
  std::int64_t removed = 0;
  for (std::uint64_t last = rows_per_commit; last == rows_per_commit;) {
    last = retried([&] { return retention::remove(db, kept, until, rows_per_commit); });
    removed += static_cast<std::int64_t>(last);
  }
  return removed;
}

// Each in a transaction of their own: one may have thousands of rows. The first one's says that it was done at all.
std::int64_t erase_members(const Changing<DatabaseCall>& call, const Society& society, db::SocietyDatabase& db,
                           const erasures::Due& due) {
  const std::string key = read_throttle_keys(call.config.secrets_directory).front();
  std::int64_t erased = 0;
  for (auto some = erasures::find(db, due, rows_per_commit); !some.empty();
       some = erasures::find(db, due, rows_per_commit))
    for (const erasures::Member& member : some) {
      retried([&] {
        db::Transaction transaction(call.database);
        erasures::erase(db, member.id, erasures::number_digest(key, member), call.now);
        if (erased == 0) record(scene_of(call, society, db), audit::Event::staff_members_erased);
        transaction.commit();
      });
      ++erased;
    }
  return erased;
}

// The bytes of documents that nobody will ask for.
std::int64_t remove_documents(const Changing<DatabaseCall>& call, db::SocietyDatabase& db, SocietyId society) {
  if (call.config.paths.documents.empty()) return 0;
  const Timestamp since = call.now - limits::withdrawn_document_kept;
  const auto unneeded = [&db, since](std::span<const std::string> digests) {
    return document_batches::unneeded(db, digests, since);
  };
  return document_store::remove(call.config.paths.documents, society, unneeded, !call.applies);
}

// Not beside an import, which names members that it found before, and puts documents' bytes there before their rows.
struct Removed {
  std::int64_t members = 0, files = 0;
};
Removed remove_beside_no_import(const Changing<DatabaseCall>& call, const Society& society, db::SocietyDatabase& db,
                                const std::optional<erasures::Due>& due) {
  Removed removed;
  if (!imports::lock(db)) return removed;
  const std::int64_t members = due ? erasures::count(db, *due) : 0;
  removed.members = members > 0 && call.applies ? erase_members(call, society, db, *due) : members;
  removed.files = remove_documents(call, db, society.id);
  imports::unlock(db);
  return removed;
}

std::int64_t days_since(const erasures::Due& due, Timestamp now) {
  return (std::chrono::sys_days{calendar::date_in_japan(now)} - std::chrono::sys_days{due.left_before}).count();
}

// What was taken in or refused lies in the inbox folders for a term: it holds personal data.
inbox::Inbox::Emptied remove_from_inbox(const Changing<DatabaseCall>& call, const Society& society) {
  const auto& settings = call.config.inbox;
  return inbox::Inbox(settings.folder, society.slug).remove_finished(call.now - settings.kept, !call.applies);
}

// Cards with passwords that nobody has opened yet. Their index holds none, and is needed for cards that come back.
std::int64_t remove_printed(const Changing<DatabaseCall>& call) {
  const auto& settings = call.config.postcards;
  std::int64_t removed = 0;
  for (const auto& entry : fs::directory_iterator(settings.folder)) {
    struct stat found{};
    if (entry.path().string().ends_with(".index.csv") || lstat(entry.path().c_str(), &found) != 0 ||
        !S_ISREG(found.st_mode) || Timestamp(std::chrono::seconds{found.st_mtim.tv_sec}) > call.now - settings.kept)
      continue;
    if (call.applies) fs::remove(entry.path());
    ++removed;
  }
  return removed;
}

// What it says is noted by the journal, out of reach of who may change the database.
std::string close_audit_days(const Changing<DatabaseCall>& call, const Society& society, db::SocietyDatabase& db) {
  const auto days = audit_chain::close_days(scene_of(call, society, db), call.database);
  if (days.empty()) return "";
  return fmt::format("{}: {} days of the audit log closed; the hash of {}: {}\n", society.slug, days.size(),
                     to_sql(days.back().day), days.back().hash);
}

}  // namespace

// Each portion is a transaction of its own: a run that is cut off has done a part, and the next one does the rest.
Exit cleanup(const Changing<DatabaseCall>& call) {
  const auto& settings = call.config.inbox;
  std::int64_t batches_kept = 0;
  std::string closed;
  Table table({"society", "rows", "kept_days", "since", call.applies ? "deleted" : "would_delete"});
  for (const Society& society : chosen_societies(call)) {
    db::SocietyDatabase db(call.database, society.id);
    std::int64_t deleted = 0;
    for (const retention::Kept& kept : retention::all()) {
      const Timestamp until = call.now - kept.kept;
      const std::int64_t count = call.applies ? remove_all(db, kept, until) : retention::count(db, kept, until);
      table.add({society.slug, kept.rows, std::int64_t{kept.kept.count() / 24}, kept.since, count});
      deleted += count;
    }
    const auto due = erasures::due(db, call.now);
    const auto [members, files] = remove_beside_no_import(call, society, db, due);
    if (due)
      table.add({society.slug, "members, with all that is theirs", days_since(*due, call.now), "they left", members});
    constexpr auto kept_days = limits::withdrawn_document_kept.count() / 24;
    table.add({society.slug, "documents' PDFs", std::int64_t{kept_days}, "they were withdrawn", files});
    if (!settings.folder.empty()) {
      const auto emptied = remove_from_inbox(call, society);
      table.add({society.slug, "inbox files in done/ and failed/", std::int64_t{settings.kept.count()},
                 "they were taken in", emptied.removed});
      deleted += emptied.removed;
      batches_kept += emptied.kept;
    }
    if (deleted + files > 0 && call.applies) record(scene_of(call, society, db), audit::Event::cleaned_up);
    if (call.applies) closed += close_audit_days(call, society, db);
  }
  if (!call.society_slug && fs::is_directory(call.config.postcards.folder))
    table.add({"(all)", "printed postcards, with their passwords", std::int64_t{call.config.postcards.kept.count()},
               "they were written", remove_printed(call)});
  table.print(false);
  fmt::print("{}", closed);
  if (batches_kept > 0)
    throw Failure(
        Exit::no_permission,
        fmt::format("{} batches in done/ or failed/ can't be removed: folders of somebody else's", batches_kept),
        "docs/operating.md says which groups portal_ctl must be in; chmod g+rwx the folders in them");
  return Exit::good;
}

}  // namespace portal::admin
