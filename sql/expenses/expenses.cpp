#include "sql/expenses/expenses.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "sql/household/household.hpp"

namespace portal::expenses {
namespace {

std::size_t place_of(std::vector<Person>& people, const db::Rows& rows) {
  const auto id = rows.get<MemberId>("member_id");
  const auto place = static_cast<std::size_t>(std::ranges::find(people, id, &Person::id) - people.begin());
  if (place == people.size()) people.push_back({id, rows.get<std::string>("branch"), rows.get<std::string>("name")});
  return place;
}

// For FIND_IN_SET.
std::string joined(const std::vector<std::string>& branches) {
  std::string list;
  for (const std::string& branch : branches) list += (list.empty() ? "" : ",") + branch;
  return list;
}

}  // namespace

Month month_of(Date date) { return date.year() / date.month(); }
Date first_day(Month month) { return month / 1; }

Amounts read_amounts(const db::Rows& rows) {
  return {rows.get<std::int32_t>("total"),        rows.get<std::int32_t>("paid_by_society"),
          rows.get<std::int32_t>("public_funds"), rows.get<std::int32_t>("paid_at_window"),
          rows.get<std::int32_t>("meals"),        rows.get<std::int32_t>("high_cost"),
          rows.get<std::int32_t>("additional")};
}

Arrived arrived(db::KeptReader db) {
  auto rows = db.select(R"(
    SELECT m.month, MAX(i.applied_at) AS latest_at
    FROM expense_months m JOIN imports i ON i.society_id = m.society_id AND i.id = m.import_id
    WHERE m.society_id = :society GROUP BY m.month ORDER BY m.month LIMIT ?)",
                        limits::expense_months_max);
  Arrived found;
  while (rows.next()) {
    found.months.push_back(month_of(rows.get<Date>("month")));
    found.latest_at = std::max(found.latest_at, rows.get<std::optional<Timestamp>>("latest_at"));
  }
  return found;
}

std::optional<Month> newest_fresh(db::SocietyReader& db, MemberId viewer, Date today, const News& news) {
  auto rows = db.select(db::joined<"SELECT MAX(e.month) AS newest FROM ", household::sight, " AS seen", fresh>, viewer,
                        today, today, news.oldest, news.newest, news.known_through, news.known_at);
  rows.next();
  const auto newest = rows.get<std::optional<Date>>("newest");
  return newest ? std::optional(month_of(*newest)) : std::nullopt;
}

void put_in_order(Year& year) {
  const std::vector<Person> before = year.people;
  std::ranges::sort(year.people, {}, &Person::branch);
  for (Line& line : year.lines) {
    const auto now = std::ranges::find(year.people, before[line.person].id, &Person::id);
    line.person = static_cast<std::size_t>(now - year.people.begin());
  }
  std::ranges::stable_sort(year.lines, [](const Line& one, const Line& other) {
    return one.person != other.person ? one.person < other.person : one.month > other.month;
  });
}

// A person without a line is one row without a month. Of one person the lines come as their key has them, oldest month
// first. Sorted by the server, all would go through a temporary table first, a quarter of what the statement costs.
Year year(db::SocietyReader& db, const Question& question, const Arrived& arrived) {
  const Month first = std::chrono::year{question.year} / std::chrono::January;
  const Month last = std::min(question.published_through, std::chrono::year{question.year} / std::chrono::December);
  const std::string branches = joined(question.branches);
  auto rows = db.select(db::joined<R"(
    SELECT seen.member_id, seen.branch, seen.name, e.month, e.category, e.provider, e.days, e.total,
           e.paid_by_society, e.public_funds, e.paid_at_window, e.meals, e.high_cost, e.additional
    FROM )",
                                   household::sight, R"( AS seen
    LEFT JOIN expenses e FORCE INDEX (primary) ON e.society_id = seen.society_id AND e.member_id = seen.member_id
      AND e.month BETWEEN ? AND ?
      AND (? = '' OR FIND_IN_SET(seen.branch, ?)) AND)",
                                   not_withdrawn, " LIMIT ?">,
                        question.viewer, question.today, question.today, first_day(first), first_day(last), branches,
                        branches, limits::expense_rows_max);
  Year found;
  std::size_t count = 0;
  while (rows.next()) {
    if (++count == limits::expense_rows_max) throw std::runtime_error("more expenses than a page can sum up");
    const std::size_t person = place_of(found.people, rows);
    if (const auto day = rows.get<std::optional<Date>>("month"))
      found.lines.push_back({person, month_of(*day), rows.get<std::string>("category"),
                             rows.get<std::string>("provider"), rows.get<int>("days"), read_amounts(rows)});
  }
  put_in_order(found);
  std::ranges::copy_if(arrived.months, std::back_inserter(found.arrived),
                       [&question](Month month) { return month <= question.published_through; });
  return found;
}

}  // namespace portal::expenses
