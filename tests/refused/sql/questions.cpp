// A reader takes questions alone: what changes nothing, and locks nothing.
#include "sql/database.hpp"

namespace {

void ask(portal::db::SocietyReader& reader, portal::db::SocietyDatabase& db) {
  // Refused: execute
  reader.execute("UPDATE members SET name = ? WHERE society_id = :society", "花子");

  // Refused: insert
  reader.insert<int>("INSERT INTO members (society_id, name) VALUES (:society, ?)", "花子");

  // Refused: a_question_changes_or_locks
  reader.select("SELECT m.id FROM members m WHERE m.society_id = :society FOR UPDATE");
  reader.select("SELECT m.id FROM members m WHERE m.society_id = :society LOCK IN SHARE MODE");
  reader.select("UPDATE members SET name = ? WHERE society_id = :society", "花子");

  reader.select("SELECT m.id FROM members m WHERE m.society_id = :society");
  db.select("SELECT m.id FROM members m WHERE m.society_id = :society FOR UPDATE");
  db.execute("UPDATE members SET name = ? WHERE society_id = :society", "花子");
}

}  // namespace
