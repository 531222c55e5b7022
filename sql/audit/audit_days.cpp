#include "sql/audit/audit_days.hpp"

namespace portal::audit_days {
namespace {

constexpr int days_max = 100'000;

constexpr db::Piece row_columns(R"(
    SELECT id, at, event, account_id, member_id, object_kind, object_id, client_address, request_id, operator
    FROM audit_log WHERE society_id = :society AND id > ? AND id <= ? ORDER BY id LIMIT ?)");

std::vector<Row> read_rows(db::Rows rows) {
  std::vector<Row> found;
  while (rows.next())
    found.push_back({rows.get<std::int64_t>("id"), rows.get<Timestamp>("at"), rows.get<std::string>("event"),
                     rows.get<std::optional<std::int64_t>>("account_id"),
                     rows.get<std::optional<std::int64_t>>("member_id"),
                     rows.get<std::optional<std::int64_t>>("object_id"),
                     rows.get<std::optional<std::string>>("object_kind"), rows.get<std::string>("client_address"),
                     rows.get<std::string>("request_id"), rows.get<std::string>("operator")});
  return found;
}

std::vector<Day> read_days(db::Rows rows) {
  std::vector<Day> found;
  while (rows.next())
    found.push_back({rows.get<Date>("day"), rows.get<std::int64_t>("last_id"), rows.get<std::int64_t>("row_count"),
                     rows.get<std::string>("hash"), rows.get<bool>("is_archived")});
  return found;
}

}  // namespace

std::vector<Day> all(db::SocietyReader& db) {
  return read_days(db.select(R"(
    SELECT day, last_id, row_count, hash, archived_at IS NOT NULL AS is_archived
    FROM audit_days WHERE society_id = :society ORDER BY day LIMIT ?)",
                             days_max));
}

std::optional<Day> latest(db::SocietyReader& db) {
  auto found = read_days(db.select(R"(
    SELECT day, last_id, row_count, hash, archived_at IS NOT NULL AS is_archived
    FROM audit_days WHERE society_id = :society ORDER BY day DESC LIMIT 1)"));
  if (found.empty()) return {};
  return std::move(found.front());
}

std::vector<Last> last_of_days(db::SocietyReader& db, std::int64_t after, Timestamp before) {
  auto rows = db.select(R"(
    SELECT DATE(at + INTERVAL 9 HOUR) AS day, MAX(id) AS id
    FROM audit_log WHERE society_id = :society AND id > ? AND at < ?
    GROUP BY day ORDER BY day LIMIT ?)",
                        after, before, days_max);
  std::vector<Last> found;
  while (rows.next()) found.push_back({rows.get<Date>("day"), rows.get<std::int64_t>("id")});
  return found;
}

std::vector<Row> rows(db::SocietyReader& db, std::int64_t after, std::int64_t last, int count_max) {
  return read_rows(db.select(db::joined<row_columns>, after, last, count_max));
}

std::vector<Row> settled_rows(db::SocietyDatabase& db, std::int64_t after, std::int64_t last, int count_max) {
  return read_rows(db.select(db::joined<row_columns, " LOCK IN SHARE MODE">, after, last, count_max));
}

void add(db::SocietyDatabase& db, const Day& day, Timestamp now) {
  db.execute(
      "INSERT INTO audit_days (society_id, day, last_id, row_count, hash, closed_at) VALUES (:society, ?, ?, ?, ?, ?)",
      day.day, day.last_id, day.rows, day.hash, now);
}

void mark_archived(db::SocietyDatabase& db, Date from, Date until, Timestamp now) {
  db.execute(
      "UPDATE audit_days SET archived_at = ? WHERE society_id = :society AND day >= ? AND day <= ?"
      " AND archived_at IS NULL",
      now, from, until);
}

std::uint64_t remove_rows(db::SocietyDatabase& db, std::int64_t after, std::int64_t last, int rows_max) {
  return db.execute("DELETE FROM audit_log WHERE society_id = :society AND id > ? AND id <= ? LIMIT ?", after, last,
                    rows_max);
}

}  // namespace portal::audit_days
