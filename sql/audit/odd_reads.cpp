#include "sql/audit/odd_reads.hpp"

#include "base/limits.hpp"
#include "sql/audit/figures.hpp"

namespace portal::odd_reads {
namespace {

constexpr int rows_max = limits::report_rows_max;

// Staff's looks in the question's time.
constexpr db::Piece looks(R"( l.society_id = :society AND l.id >= ? AND l.at >= ? AND l.at < ? AND l.operator <> ''
      AND FIND_IN_SET(l.event, ?) > 0 )");
constexpr db::Piece days(
    "SELECT l.operator, DATE(l.at + INTERVAL 9 HOUR) AS day, COUNT(DISTINCT l.member_id) AS persons,"
    " COUNT(l.id) AS times FROM audit_log l WHERE ");
constexpr db::Piece ones(
    "SELECT l.operator, DATE(l.at + INTERVAL 9 HOUR) AS day, m.id, m.symbol, m.number, m.branch,"
    " COUNT(l.id) AS times FROM audit_log l"
    " JOIN members m ON m.society_id = l.society_id AND m.id = l.member_id WHERE ");

// A long import's rows stand behind later ones: a day more is looked through.
std::int64_t first_row(db::SocietyReader& db, const Question& question) {
  return figures::first_audit_row(db, question.from - std::chrono::hours{24});
}

std::vector<Day> read_days(db::Rows rows) {
  std::vector<Day> found;
  while (rows.next())
    found.push_back({rows.get<std::string>("operator"), rows.get<Date>("day"), rows.get<std::int64_t>("persons"),
                     rows.get<std::int64_t>("times")});
  return found;
}

std::vector<One> read_ones(db::Rows rows) {
  std::vector<One> found;
  while (rows.next())
    found.push_back({rows.get<std::string>("operator"), rows.get<Date>("day"), rows.get<MemberId>("id"),
                     rows.get<std::string>("symbol"), rows.get<std::string>("number"), rows.get<std::string>("branch"),
                     rows.get<std::int64_t>("times")});
  return found;
}

}  // namespace

std::vector<Day> many(db::SocietyReader& db, const Question& question, int persons_min) {
  return read_days(db.select(
      db::joined<days, looks, "GROUP BY l.operator, day HAVING persons >= ? ORDER BY l.operator, day LIMIT ?">,
      first_row(db, question), question.from, question.until, question.events, persons_min, rows_max));
}

std::vector<Day> at_night(db::SocietyReader& db, const Question& question, const std::string& morning,
                          const std::string& evening) {
  return read_days(db.select(db::joined<days, looks,
                                        "AND (DATE_FORMAT(l.at + INTERVAL 9 HOUR, '%H%i') < ? OR "
                                        "DATE_FORMAT(l.at + INTERVAL 9 HOUR, '%H%i') >= ?) "
                                        "GROUP BY l.operator, day ORDER BY l.operator, day LIMIT ?">,
                             first_row(db, question), question.from, question.until, question.events, morning, evening,
                             rows_max));
}

std::vector<One> of_protected(db::SocietyReader& db, const Question& question) {
  return read_ones(db.select(
      db::joined<
          ones, looks,
          "AND m.is_protected GROUP BY l.operator, day, m.id, m.symbol, m.number, m.branch ORDER BY day, m.id LIMIT ?">,
      first_row(db, question), question.from, question.until, question.events, rows_max));
}

std::vector<One> of_family_name(db::SocietyReader& db, const Question& question, const std::string& operator_name,
                                const std::string& family_name) {
  return read_ones(db.select(
      db::joined<ones, looks,
                 "AND l.operator = ? AND LOCATE(?, m.name) = 1 "
                 "GROUP BY l.operator, day, m.id, m.symbol, m.number, m.branch ORDER BY day, m.id LIMIT ?">,
      first_row(db, question), question.from, question.until, question.events, operator_name, family_name, rows_max));
}

std::vector<std::string> operators(db::SocietyReader& db, const Question& question) {
  auto rows =
      db.select(db::joined<"SELECT DISTINCT l.operator FROM audit_log l WHERE ", looks, "ORDER BY l.operator LIMIT ?">,
                first_row(db, question), question.from, question.until, question.events, rows_max);
  std::vector<std::string> found;
  while (rows.next()) found.push_back(rows.get<std::string>("operator"));
  return found;
}

}  // namespace portal::odd_reads
