#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/calendar.hpp"
#include "domain/imports/import_row.hpp"
#include "sql/household/member_roster.hpp"

// The society's members by member_roster::key(), left or not: rows of a file are joined to them by 記号・番号・枝番,
// never by their order.
//
// A number with one digit off may be somebody else's. A file that has these columns, too, shows it: each must be what
// the roster says of who has the number (security-checks.md IM-02).
namespace portal::roster {

struct Insured {
  MemberId id;
  std::string kana;
  calendar::Date birth_date;
  std::optional<calendar::Date> left_on;
};
using Roster = std::unordered_map<std::string, Insured>;
Roster read(db::SocietyReader& db);

inline constexpr std::array<std::string_view, 2> optional_columns{"生年月日", "フリガナ"};

// Whose row it is; nullptr: nobody's, which is written down as the row's fault. `row` is of a file whose columns may
// be optional_columns.
const Insured* whose(import_row::Row& row, const Roster& members, const member_roster::Number& number);

}  // namespace portal::roster
