#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

// The roster of a society's members as its staff sees and changes it: whole rows, by the thousand.
namespace portal::member_roster {

using Date = std::chrono::year_month_day;

// A member as the core system describes them. Names and addresses are byte for byte as they came.
struct Entry {
  std::string symbol, number, branch;  // the key: 記号, 番号, 枝番
  std::string relation, name, kana;
  Date birth_date;
  char sex = 'f';  // 'm' or 'f'
  Date enrolled_on;
  std::optional<Date> left_on;
  std::optional<std::string> email;
  std::string postal_code, address;
  bool operator==(const Entry&) const = default;
};

// 記号, 番号 and 枝番 as one text that no other member of the society has.
std::string key(std::string_view symbol, std::string_view number, std::string_view branch);

// The same as people write it: 12-0001001-00, without a 記号 0001001-00.
std::string written(std::string_view symbol, std::string_view number, std::string_view branch);

struct Number {
  std::string symbol, number, branch;
};
// What was written so, or typed: folded as an import folds 記号, 番号 and 枝番 (domain/imports/import_row.hpp). Any
// dash may stand between them; 記号 may hold dashes and spaces of its own. Nothing when it can't be a member's.
std::optional<Number> read_number(std::string_view typed);

struct Stored {
  MemberId id;
  Entry entry;
};
// `number` and `branch` are ASCII.
std::optional<MemberId> find(db::SocietyReader& db, std::string_view symbol, std::string_view number,
                             std::string_view branch);
// The same for many, in their order; symbols are UTF-8, the rest ASCII.
std::vector<std::optional<MemberId>> find_all(db::SocietyReader& db, std::span<const Number> numbers);
std::optional<MemberId> find_by_login_id(db::SocietyReader& db, std::string_view folded_login_id);

// Everyone, left or not, in the order of their numbers in the database, from the one after `after`.
std::vector<Stored> page(db::SocietyReader& db, MemberId after, int count_max);

// Whom a row of a file may belong to: everyone, as page() has them, without what no such row needs.
struct Insured {
  MemberId id;
  std::string symbol, number, branch, kana;
  Date birth_date;
  std::optional<Date> left_on;
};
std::vector<Insured> insured(db::SocietyReader& db, MemberId after, int count_max);

struct Size {
  std::size_t all = 0, enrolled = 0;  // enrolled: who hasn't left by that day
};
Size size(db::SocietyReader& db, Date today);

// Changes by an import: what a row said before goes into members_replaced. Each in as many portions as the number of
// rows needs, and `written` hears of each how many rows it had. `search_key` is made by the caller.
struct Change {
  MemberId id;  // of no meaning for a new member
  Entry entry;
  std::string search_key;
};
using Written = std::function<void(std::size_t rows)>;
void add(db::SocietyDatabase& db, std::span<const Change> members, ImportId import, const Written& written);
void change(db::SocietyDatabase& db, std::span<const Change> members, ImportId import, const Written& written);
void end(db::SocietyDatabase& db, std::span<const MemberId> members, Date left_on, ImportId import,
         const Written& written);

// Some member of this import was changed by a later one.
bool was_built_upon(db::SocietyReader& db, ImportId import);
// How many rows it changed or ended and what they said is still known.
std::size_t replaced_by(db::SocietyReader& db, ImportId import);
// Brings these rows back; whom the import added has left on the day of enrolment. How many of each.
struct Reverted {
  std::uint64_t restored = 0, ended = 0;
};
Reverted revert(db::SocietyDatabase& db, ImportId import);

}  // namespace portal::member_roster
