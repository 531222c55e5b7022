#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sql/database.hpp"

// The expense lines (医療費明細) that a member may see: a year of a household, by the rule of
// sql/household/household.hpp.
namespace portal::expenses {

using Date = std::chrono::year_month_day;
using Month = std::chrono::year_month;

Month month_of(Date date);
Date first_day(Month month);

// Yen of one line; the import takes nine digits at most.
struct Amounts {
  std::int32_t total = 0;            // 医療費総額
  std::int32_t paid_by_society = 0;  // 健保負担額
  std::int32_t public_funds = 0;     // 公費負担額
  std::int32_t paid_at_window = 0;   // 窓口負担額
  std::int32_t meals = 0;            // 食事療養費
  std::int32_t high_cost = 0;        // 高額療養費
  std::int32_t additional = 0;       // 付加給付
  bool operator==(const Amounts&) const = default;
};
Amounts read_amounts(const db::Rows& rows);

// A line of nothing but 0 was withdrawn by its provider: it is kept, and shown to nobody. Of `e`, an expense.
inline constexpr db::Piece not_withdrawn(
    " e.total + e.paid_by_society + e.public_funds + e.paid_at_window + e.meals + e.high_cost + e.additional > 0 ");

// What is new to somebody who last looked at `known_at`: a month whose day has come since, or a line that a file
// brought since. Nothing of a month before `oldest`.
struct News {
  Date oldest, newest, known_through;  // first days of months; newest: shown by now; known_through: shown at known_at
  Timestamp known_at;
};
// The lines that are new, as `e`, joined to `seen` (household::sight). The four parameters are those of News.
inline constexpr db::Piece fresh(R"(
    JOIN expenses e FORCE INDEX (primary) ON e.society_id = seen.society_id AND e.member_id = seen.member_id
      AND e.month BETWEEN ? AND ?
      AND e.total + e.paid_by_society + e.public_funds + e.paid_at_window + e.meals + e.high_cost + e.additional > 0
    STRAIGHT_JOIN imports i FORCE INDEX (primary) ON i.society_id = e.society_id AND i.id = e.import_id
      AND (e.month > ? OR i.applied_at > ?))");

// What files in force have brought to the society.
struct Arrived {
  std::vector<Month> months;           // of any year, oldest first
  std::optional<Timestamp> latest_at;  // when the latest of them came; none: none has
};
Arrived arrived(db::KeptReader db);

// The newest month of which something is new to the viewer; none: nothing is.
std::optional<Month> newest_fresh(db::SocietyReader& db, MemberId viewer, Date today, const News& news);

struct Person {
  MemberId id;
  std::string branch, name;
};
struct Line {
  std::size_t person = 0;  // in Year::people
  Month month;
  std::string category, provider;  // as the core system wrote them; the provider may be empty
  int days = 0;
  Amounts amounts;
};

// A year as it is asked for. Branches limit the lines to some people of the household; none: all.
struct Question {
  MemberId viewer;
  Date today;
  int year;
  Month published_through;            // nothing later is read
  std::vector<std::string> branches;  // two digits each
};

// In one statement: everyone whose expenses the viewer may see, in the order of 枝番, and their lines, by person,
// newest month first, without those whose amounts are all nothing (withdrawn by the provider). And of the months that
// have arrived those that are published, oldest first.
struct Year {
  std::vector<Person> people;
  std::vector<Line> lines;
  std::vector<Month> arrived;
};
Year year(db::SocietyReader& db, const Question& question, const Arrived& arrived);
// The order that is said above, whatever the server's was.
void put_in_order(Year& year);

}  // namespace portal::expenses
