// A handler calls sql/; it has no statement of its own.
#include "sql/database.hpp"

namespace {

using portal::db::joined;

void ask(portal::db::SocietyDatabase& db, portal::db::Database& database) {
  // Refused: sql_is_written_outside_sql
  db.select("SELECT id FROM members WHERE society_id = :society");
  db.execute("DELETE FROM devices WHERE society_id = :society AND id = ?", 1);
  db.insert<int>("INSERT INTO devices (society_id) VALUES (:society)");
  db.select(joined<"SELECT id FROM members ", "WHERE society_id = :society">);
  database.select("SELECT id FROM mail_queue WHERE id = ?", 1);
  database.execute("DELETE FROM mail_queue WHERE id = ?", 1);
  database.select_with_clock("SELECT UTC_TIMESTAMP(6) AS now");
  database.try_out("DELETE FROM members WHERE 1 = 0");
  portal::db::SocietyStatement<int> kept("DELETE FROM devices WHERE society_id = :society AND id = ?");

  const std::string made_at_run_time = "SELECT id FROM members WHERE society_id = :society";

  // Refused: cannot convert|no known conversion
  db.select(made_at_run_time);
  db.select(made_at_run_time.c_str());
}

}  // namespace
