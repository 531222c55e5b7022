#include "sql/mails/restored_copies.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "sql/migrate.hpp"

namespace portal::restored_copies {

std::string mark(Timestamp made_at) {
  const auto all = migrate::all();
  const auto found = std::ranges::find(all, "0027_restored_copies", &migrate::Migration::name);
  if (found == all.end()) throw std::logic_error("there is no table for the mark");
  return fmt::format("DROP TABLE IF EXISTS {};\n{}INSERT INTO {} VALUES ('{}');\n", table, found->text, table,
                     to_sql(made_at));
}

std::optional<Timestamp> latest(db::Database& database) {
  auto rows = database.select("SELECT made_at FROM restored_copies ORDER BY made_at DESC LIMIT 1");
  if (!rows.next()) return {};
  return rows.get<Timestamp>("made_at");
}

void resume(db::Database& database) { database.execute("DELETE FROM restored_copies"); }

}  // namespace portal::restored_copies
