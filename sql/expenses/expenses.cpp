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

std::optional<Month> newest_fresh(db::SocietyReader& db, MemberId viewer, Date today, const News& news) {
  auto rows = db.select(db::joined<"SELECT MAX(e.month) AS newest FROM ", household::sight, " AS seen", fresh>, today,
                        viewer, news.oldest, news.newest, news.known_through, news.known_at);
  rows.next();
  const auto newest = rows.get<std::optional<Date>>("newest");
  return newest ? std::optional(month_of(*newest)) : std::nullopt;
}

// A person without a line is one row without a month; a month that has come is one without a person.
Year year(db::SocietyReader& db, const Question& question) {
  const Month first = std::chrono::year{question.year} / std::chrono::January;
  const Month last = std::min(question.published_through, std::chrono::year{question.year} / std::chrono::December);
  const std::string branches = joined(question.branches);
  auto rows = db.select(db::joined<R"(
    SELECT seen.member_id, seen.branch, seen.name, e.month, e.receipt_number, e.category, e.provider, e.days, e.total,
           e.paid_by_society, e.public_funds, e.paid_at_window, e.meals, e.high_cost, e.additional
    FROM )",
                                   household::sight, R"( AS seen
    LEFT JOIN expenses e ON e.society_id = seen.society_id AND e.member_id = seen.member_id AND e.month BETWEEN ? AND ?
      AND (? = '' OR FIND_IN_SET(seen.branch, ?))
      AND e.total + e.paid_by_society + e.public_funds + e.paid_at_window + e.meals + e.high_cost + e.additional > 0
    UNION ALL
    SELECT DISTINCT NULL, '', '', m.month, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM expense_months m WHERE m.society_id = :society AND m.month <= ?
    ORDER BY branch, member_id, month DESC, receipt_number LIMIT ?)">,
                        question.today, question.viewer, first_day(first), first_day(last), branches, branches,
                        first_day(question.published_through), limits::expense_rows_max);
  Year found;
  std::size_t count = 0;
  while (rows.next()) {
    if (++count == limits::expense_rows_max) throw std::runtime_error("more expenses than a page can sum up");
    const auto day = rows.get<std::optional<Date>>("month");
    if (!rows.get<std::optional<MemberId>>("member_id")) {
      found.arrived.push_back(month_of(day.value()));
      continue;
    }
    const std::size_t person = place_of(found.people, rows);
    if (day)
      found.lines.push_back({person, month_of(*day), rows.get<std::string>("category"),
                             rows.get<std::string>("provider"), rows.get<int>("days"), read_amounts(rows)});
  }
  std::ranges::sort(found.arrived);
  return found;
}

}  // namespace portal::expenses
