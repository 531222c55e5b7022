#include "handlers/expenses/months.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/money.hpp"
#include "domain/expenses/expense_notes.hpp"
#include "domain/expenses/expense_words.hpp"
#include "gen/expenses.hpp"

namespace portal::expense_months {
namespace t = templates::expenses;
namespace {

using expense_pages::Shown;
using expenses::MonthGroup;

unsigned number_of(const MonthGroup& month) { return static_cast<unsigned>(month.month.month()); }

// From the month that opens downward, as long as there is room; all of a short year.
std::vector<unsigned> months_here(const Shown& shown, unsigned opens) {
  const bool is_short = shown.year.lines.size() <= limits::expense_lines_a_page;
  std::vector<unsigned> here;
  std::size_t room = limits::expense_lines_a_page;
  for (const MonthGroup& month : shown.groups.months | std::views::reverse) {
    if (month.lines.empty() || (!is_short && number_of(month) > opens)) continue;
    if (!here.empty() && month.lines.size() > room) break;
    here.push_back(number_of(month));
    room -= std::min(room, month.lines.size());
  }
  return here;
}

std::string who_paid(const expenses::Amounts& yen) {
  std::string words = fmt::format("健保が{}", money::yen(yen.paid_by_society));
  if (yen.public_funds > 0) words += fmt::format("、公費が{}", money::yen(yen.public_funds));
  return words + "を負担しました。";
}

void show_line(View& month, const Shown& shown, const expenses::Line& line) {
  month.add(t::LINE)
      .set(t::NAME, shown.year.people[line.person].name)
      .set(t::PROVIDER, line.provider.empty() ? "（名称なし）" : line.provider)
      .set(t::CATEGORY, expenses::category_in_words(line.category))
      .set(t::DAYS, expenses::days_in_words(line.category, line.days))
      .set(t::TOTAL, money::yen(line.amounts.total))
      .set(t::AT_WINDOW, money::yen(line.amounts.paid_at_window))
      .set(t::WHY, who_paid(line.amounts) + expenses::why_receipt_differs(line));
}

void show_month(View& view, const Shown& shown, const MonthGroup& month, bool opens) {
  View& here = view.add(t::HERE);
  here.show(t::OPEN, opens);
  const auto count = std::min<std::size_t>(month.lines.size(), limits::expense_lines_a_page);
  for (const expenses::Line* line : month.lines | std::views::take(count)) show_line(here, shown, *line);
  if (count < month.lines.size()) here.add(t::CUT).set(t::SHOWN_COUNT, count);
}

unsigned newest(const Shown& shown) {
  unsigned month = 0;
  for (const MonthGroup& one : shown.groups.months)
    if (!one.lines.empty()) month = number_of(one);
  return month;
}

}  // namespace

std::optional<unsigned> asked(const Fields& query) {
  constexpr unsigned months_of_a_year = 12;
  const std::string_view text = query["month"];
  if (text.empty()) return {};
  unsigned month = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), month);
  if (error != std::errc{} || end != text.data() + text.size() || month < 1 || month > months_of_a_year) not_found();
  return month;
}

std::string url(const MemberVisit& visit, const Shown& shown, unsigned month) {
  return expense_pages::target(visit, "/expenses", fmt::format("year={}&month={}", shown.question.year, month),
                               expense_pages::persons_query(shown.question)) +
         fmt::format("#m{}", month);
}

void show(View& lines, const MemberVisit& visit, const Shown& shown, std::optional<unsigned> month) {
  const unsigned opens = month.value_or(newest(shown));
  const std::vector<unsigned> here = months_here(shown, opens);
  bool some_away = false, has_nameless = false;
  for (const MonthGroup& one : shown.groups.months | std::views::reverse) {
    if (one.lines.empty()) continue;
    View& view = lines.add(t::MONTH);
    view.set(t::MONTH_NUMBER, number_of(one))
        .set(t::COUNT, one.lines.size())
        .set(t::AT_WINDOW, money::yen(one.totals.paid_at_window));
    const bool is_here = std::ranges::find(here, number_of(one)) != here.end();
    some_away = some_away || !is_here;
    if (!is_here) {
      view.add(t::AWAY).set(t::MONTH_URL, url(visit, shown, number_of(one)));
      continue;
    }
    show_month(view, shown, one, number_of(one) == opens);
    has_nameless =
        has_nameless || std::ranges::any_of(one.lines, [](const auto* line) { return line->provider.empty(); });
  }
  if (some_away) lines.add(t::SOME_AWAY).set(t::MONTHS_HERE, expenses::months_in_words(here));
  lines.show(t::NAMELESS_EXPLAINED, has_nameless);
}

}  // namespace portal::expense_months
