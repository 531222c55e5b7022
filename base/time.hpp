#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace portal {

// A moment, UTC. Always an argument: the one clock that decides is the database's, read with a request's first
// statement.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

// Since 1970, as cookies and proofs of ours say a moment.
inline std::int64_t seconds_of(Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

// "2026-11-22 04:20:00.000000", the text form of DATETIME(6).
std::string to_sql(Timestamp at);
Timestamp timestamp_from_sql(std::string_view text);  // throws std::invalid_argument on any other form

// "2026-11-22", the text form of DATE.
std::string to_sql(std::chrono::year_month_day date);
std::chrono::year_month_day date_from_sql(std::string_view text);  // throws std::invalid_argument

}  // namespace portal
