#pragma once
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scene.hpp"
#include "sql/audit/audit_days.hpp"

// Each day of the audit log holds the hash of the one before, so that a row which was changed, taken out or put in is
// found, and on which day (docs/decisions/0060). A day as text is a line of JSON that begins it, one for each row, and
// one with the hash: SHA-256, hex, of all lines before it, each with its end.
//   {"society":"mihon","day":"2026-11-29","after":12,"last":40,"before":"…"}
//   {"id":13,"at":"2026-11-28 15:00:01.000000","event":"sign_in",…}
//   {"hash":"…","rows":1}
namespace portal::audit_chain {

using audit_days::Date;
using audit_days::Day;

inline constexpr auto kept_in_database = std::chrono::hours{24 * 1096};  // three years
inline constexpr std::string_view nothing_before = "0000000000000000000000000000000000000000000000000000000000000000";

// Closes each day up to yesterday in Japan that is still open, oldest first, each in a transaction of its own. Those
// that it closed. Another one at work at the same time is let go first: nothing then.
std::vector<Day> close_days(const Scene& scene, db::Database& database);

// Writes the text of that day to `write` in parts, and says what it counted and hashed.
struct Told {
  std::int64_t rows;
  std::string hash;
};
Told tell(db::SocietyReader& db, std::string_view slug, const Day& day, const Day* before,
          const std::function<void(std::string_view)>& write);

// What is wrong, a line each: "2026-11-29: rows are missing: 17 were there when it was closed, 16 are".
std::vector<std::string> faults(db::SocietyReader& db, std::string_view slug, std::span<const Day> days);

// The days in a file that `tell` wrote, one or more of them, each with the hash that its lines have. Throws BadFile
// when a day isn't whole, doesn't hash to what it says or doesn't follow the one before it.
struct BadFile : std::runtime_error {
  using runtime_error::runtime_error;
};
struct InFile {
  std::string society, day, hash;
};
std::vector<InFile> read(const std::filesystem::path& file);

}  // namespace portal::audit_chain
