// Text made at run time is for migrations and grants. (In a file of its own: g++ looks last at what stands by default.)
#include "sql/database.hpp"

namespace {

void run(portal::db::Database& database) {
  // Refused: sql_is_written_outside_sql
  database.run_script("DELETE FROM members");
}

}  // namespace
