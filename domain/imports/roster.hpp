#pragma once
#include <optional>
#include <string>
#include <unordered_map>

#include "base/calendar.hpp"
#include "sql/database.hpp"

// The society's members by member_roster::key(), left or not: rows of a file are joined to them by 記号・番号・枝番,
// never by their order.
namespace portal::roster {

struct Insured {
  MemberId id;
  std::optional<calendar::Date> left_on;
};
using Roster = std::unordered_map<std::string, Insured>;
Roster read(db::SocietyReader& db);

}  // namespace portal::roster
