#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "sql/audit.hpp"
#include "sql/retention.hpp"

namespace portal::admin {
namespace {

constexpr int rows_per_commit = 1000;  // far below two seconds

std::int64_t remove_all(db::SocietyDatabase& db, const retention::Kept& kept, Timestamp until) {
  std::int64_t removed = 0;
  for (std::uint64_t last = rows_per_commit; last == rows_per_commit;) {
    last = retention::remove(db, kept, until, rows_per_commit);
    removed += static_cast<std::int64_t>(last);
  }
  return removed;
}

// What was done is kept: deleting is an event like another.
void record(db::SocietyDatabase& db, Timestamp now) {
  audit::Entry entry{.event = "cleaned_up"};
  entry.origin.client_address = operator_name();
  audit::write(db, entry, now);
}

}  // namespace

// Each portion is a transaction of its own: a run that is cut off has done a part, and the next one does the rest.
Exit cleanup(const DatabaseCall& call) {
  Table table({"society", "rows", "kept_days", "since", call.dry_run ? "would_delete" : "deleted"});
  for (const Society& society : chosen_societies(call)) {
    db::SocietyDatabase db(call.database, society.id);
    std::int64_t deleted = 0;
    for (const retention::Kept& kept : retention::all()) {
      const Timestamp until = call.now - kept.kept;
      const std::int64_t count = call.dry_run ? retention::count(db, kept, until) : remove_all(db, kept, until);
      table.add({society.slug, kept.rows, std::int64_t{kept.kept.count() / 24}, kept.since, count});
      deleted += count;
    }
    if (deleted > 0 && !call.dry_run) record(db, call.now);
  }
  table.print(false);
  return Exit::good;
}

}  // namespace portal::admin
