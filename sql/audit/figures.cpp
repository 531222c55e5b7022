#include "sql/audit/figures.hpp"

#include <optional>

#include "base/limits.hpp"

namespace portal::figures {
namespace {

struct Row {
  std::int64_t id;
  Timestamp at;
};

std::optional<Row> first_of(db::Rows rows) {
  if (!rows.next()) return {};
  return Row{rows.get<std::int64_t>("id"), rows.get<Timestamp>("at")};
}

// The first number of a table whose rows come in the order of time and have no index by it: some thirty look-ups, each
// of one row. `from` gives the first row whose number is that or a higher one.
template <class From>
std::int64_t first_since(Timestamp since, std::int64_t last, From from) {
  std::int64_t low = 0, high = last + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const std::optional<Row> row = from(middle);
    if (!row || row->at >= since)
      high = middle;
    else
      low = row->id + 1;
  }
  return low;
}

std::int64_t first_session(db::SocietyReader& db, Timestamp since) {
  auto rows = db.select("SELECT COALESCE(MAX(id), 0) AS id FROM sessions WHERE society_id = :society");
  rows.next();
  return first_since(since, rows.get<std::int64_t>("id"), [&db](std::int64_t id) {
    return first_of(db.select(
        "SELECT id, created_at AS at FROM sessions WHERE society_id = :society AND id >= ? ORDER BY id LIMIT 1", id));
  });
}

}  // namespace

std::int64_t first_audit_row(db::SocietyReader& db, Timestamp since) {
  auto rows = db.select("SELECT COALESCE(MAX(id), 0) AS id FROM audit_log WHERE society_id = :society");
  rows.next();
  return first_since(since, rows.get<std::int64_t>("id"), [&db](std::int64_t id) {
    return first_of(
        db.select("SELECT id, at FROM audit_log WHERE society_id = :society AND id >= ? ORDER BY id LIMIT 1", id));
  });
}

std::map<std::string, std::int64_t, std::less<>> events_since(db::SocietyReader& db, Timestamp since) {
  auto rows = db.select(R"(
    SELECT event, COUNT(*) AS found FROM audit_log
    WHERE society_id = :society AND id >= ? AND at >= ?
    GROUP BY event ORDER BY event LIMIT ?)",
                        first_audit_row(db, since), since, limits::report_rows_max);
  std::map<std::string, std::int64_t, std::less<>> found;
  while (rows.next()) found[rows.get<std::string>("event")] = rows.get<std::int64_t>("found");
  return found;
}

std::int64_t sessions_open(db::SocietyReader& db, Timestamp since_max, Timestamp seen_since, Timestamp now) {
  auto rows = db.select(R"(
    SELECT COUNT(*) AS found FROM sessions
    WHERE society_id = :society AND id >= ? AND ended_at IS NULL AND expires_at > ? AND seen_at >= ?)",
                        first_session(db, since_max), now, seen_since);
  rows.next();
  return rows.get<std::int64_t>("found");
}

std::int64_t imports_since(db::SocietyReader& db, Timestamp since) {
  auto rows = db.select("SELECT COUNT(*) AS found FROM imports WHERE society_id = :society AND applied_at >= ?", since);
  rows.next();
  return rows.get<std::int64_t>("found");
}

}  // namespace portal::figures
