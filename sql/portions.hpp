#pragma once
#include <algorithm>
#include <cstddef>
#include <span>

namespace portal::db {

// Rows that one statement takes by JSON_TABLE(?). More of them cost the server memory, fewer cost round trips.
inline constexpr std::size_t rows_per_statement = 1000;

// Calls `use` with one portion after the other, until all rows had their turn.
template <class T, class Use>
void in_portions(std::span<const T> rows, Use use) {
  for (; !rows.empty(); rows = rows.subspan(std::min(rows.size(), rows_per_statement)))
    use(rows.first(std::min(rows.size(), rows_per_statement)));
}

}  // namespace portal::db
