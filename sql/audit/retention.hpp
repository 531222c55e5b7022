#pragma once
#include <span>

#include "sql/database.hpp"

// What is kept for how long, and deleting what is past its time, or wiping what a row says when the row itself has to
// stay. Only rows that open nothing any more and that no page shows: the table is also docs/operating.md's.
namespace portal::retention {

struct Kept {
  const char* rows;                             // "sessions"
  std::chrono::hours kept;                      // after the moment that `since` names
  const char* since;                            // "their end"
  db::SocietyQuestion<Timestamp> count;         // older than the moment
  db::SocietyStatement<Timestamp, int> remove;  // of those at most so many
};

std::span<const Kept> all();

// Both take the moment up to which the rows are past their time: now - kept.
std::int64_t count(db::SocietyReader& db, const Kept& kept, Timestamp until);
std::uint64_t remove(db::SocietyDatabase& db, const Kept& kept, Timestamp until, int rows_max);

}  // namespace portal::retention
