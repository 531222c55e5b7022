#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "sql/database.hpp"

// A household (世帯): the members of a society that share 記号 and 番号. Who of them sees whose expenses is one rule,
// said twice: here for statements, in domain/household/household.hpp as a function; a test holds both together.
namespace portal::household {

using Date = std::chrono::year_month_day;

// Whose expenses a viewer may see, themselves included, as a table of (society_id, member_id, branch, name). Three
// parameters: the viewer's number, and twice the day in Japan. Every statement that reads another member's data joins
// this one:
//   db.select(db::joined<"SELECT … FROM ", household::sight, " AS seen JOIN … ON … = seen.member_id">, viewer, today,
//             today)
inline constexpr db::Piece sight(R"((
    SELECT person.society_id, person.id AS member_id, person.branch, person.name
    FROM members viewer
    JOIN societies s ON s.id = viewer.society_id
    JOIN members person FORCE INDEX (by_number) ON person.society_id = viewer.society_id
      AND person.symbol = viewer.symbol AND person.number = viewer.number
    LEFT JOIN household_choices choice FORCE INDEX (primary) ON choice.society_id = person.society_id
      AND choice.member_id = person.id
    WHERE viewer.society_id = :society AND viewer.id = ?
      AND (person.id = viewer.id
           OR (s.principal_sees_household AND viewer.relation = '本人' AND person.relation <> '本人'
               AND NOT person.is_protected
               AND (person.left_on IS NULL OR person.left_on > ? OR person.left_on >= viewer.left_on)
               AND (NOT COALESCE(choice.hides_expenses, FALSE)
                    OR TIMESTAMPDIFF(YEAR, person.birth_date, ?) < 18)))))");

// The same for the page that says so: names of the others, in the order of 枝番.
struct Seen {
  MemberId id;
  std::string name;
};
std::vector<Seen> others_seen(db::SocietyReader& db, MemberId viewer, Date today);

// For whom a member may apply on a day (限度額申請): for themselves, and as the principal for the dependents, all
// insured that day; none when the member isn't. A protected dependent applies for themself alone: no other page names
// them or takes their number. Choices about expenses have nothing to do with it. The member first, then by 枝番.
struct Insured {
  MemberId id;
  std::string branch, name;
  std::optional<Date> left_on;  // a day to come
  Date birth_date;
};
std::vector<Insured> applies_for(db::SocietyReader& db, MemberId member, Date today);

// What a member chose about their own expenses; never chosen: they don't hide them.
bool hides_expenses(db::SocietyReader& db, MemberId member);
bool choose(db::SocietyDatabase& db, MemberId member, bool hides, Timestamp now);  // false: it was so already

// What the rule asks of a member.
struct Person {
  SocietyId society_id;
  MemberId id;
  std::string symbol, number;
  bool is_principal = false;
  Date birth_date;
  std::optional<Date> left_on;  // 資格喪失日: the first day without insurance
  bool is_protected = false;
  bool hides_expenses = false;
};
// Everyone of the member's household, left or not, the member included; by number in the database.
std::vector<Person> people(db::SocietyReader& db, MemberId member,
                           std::size_t count_max = limits::household_members_max);

// Staff's protection of a member from the rest of the household. False: it was so already.
bool protect(db::SocietyDatabase& db, MemberId member, bool is_protected);

}  // namespace portal::household
