#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/imports/import_file.hpp"
#include "domain/scene.hpp"
#include "sql/household/member_roster.hpp"
#include "sql/imports/imports.hpp"

// Taking in a members file: what it would do to the roster, and doing it.
namespace portal::member_import {

inline constexpr const char* kind = "members";
inline constexpr const char* kind_full = "members-full";

struct Plan {
  bool full = false;
  std::string file_digest;
  std::vector<csv::Fault> faults;  // with any of them nothing may be applied
  std::vector<std::string> notices;
  imports::Counts counts;
  std::size_t enrolled_before = 0;
  std::vector<member_roster::Change> added, changed;
  std::vector<MemberId> lacking;  // with `full`: enrolled, but not in the file
  std::vector<import_file::Outcome> outcomes;

  // More than 5% of the enrolled members would end: only with the operator's word for it.
  bool ends_too_many(std::size_t ending_allowed) const;
};

// Reads and compares, changes nothing. `full`: the file is the whole roster, and who is not in it has left.
Plan plan(db::SocietyReader& db, const std::filesystem::path& file, bool full, member_roster::Date today,
          const import_file::Progress& progress);

// What is to be said of it.
csv::Fault too_many_ending(const Plan& plan);

// When and by which import this very file was taken in, in the same way.
std::optional<imports::Import> taken_already(db::SocietyReader& db, const Plan& plan);

// One transaction: all of the plan, its row in imports and its audit row, or nothing. The plan must have no faults and
// be made under imports::lock, so that the roster is still what it was. Conflict: the file was taken in meanwhile.
ImportId apply(const Scene& scene, db::Database& database, const Plan& plan, const std::filesystem::path& file);

// Undoes an import as a whole; the same file may then be taken in again. Whom it changed or ended is what they were;
// whom it added was never insured: 資格喪失日 is their 資格取得日, and nothing of them is deleted. "" when nothing is
// in its way; nothing: something is, or it was undone meanwhile.
std::string why_not_revert(db::SocietyReader& db, const imports::Import& import);
std::optional<member_roster::Reverted> revert(const Scene& scene, db::Database& database,
                                              const imports::Import& import);

}  // namespace portal::member_import
