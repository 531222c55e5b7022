// GET /{s}/expenses: 医療費通知: what treatments of the member, and of those whose expenses they see, cost in a year.
#include "gen/expenses.hpp"

#include <ranges>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "domain/expenses/expense_csv.hpp"
#include "domain/expenses/expense_notes.hpp"
#include "domain/expenses/expense_words.hpp"
#include "fcgi/visit.hpp"
#include "handlers/expenses/chart.hpp"
#include "handlers/expenses/pages.hpp"
#include "handlers/parts/file_size.hpp"

namespace portal {
namespace t = templates::expenses;
namespace {

using expense_pages::Shown;
using expenses::MonthGroup;

std::string target(const MemberVisit& visit, int year, std::string_view persons) {
  return expense_pages::target(visit, "/expenses", fmt::format("year={}", year), persons);
}

void show_choices(View& view, const MemberVisit& visit, const Shown& shown) {
  const auto& asked = shown.question;
  const std::string persons = expense_pages::persons_query(asked);
  for (const int year : shown.groups.years)
    view.add(t::YEAR)
        .set(t::YEAR_URL, target(visit, year, persons))
        .set(t::YEAR_LABEL, calendar::japanese_year(year))
        .show(t::YEAR_CURRENT, year == asked.year);
  const bool has_family = shown.year.people.size() > 1;
  view.show(t::FAMILY, has_family).show(t::ALONE, !has_family);
  if (!has_family) return;
  View& choice = view.add(t::PEOPLE);
  choice.set(t::EVERYONE_URL, target(visit, asked.year, "")).show(t::EVERYONE_CURRENT, persons.empty());
  for (const expenses::Person& person : shown.year.people)
    choice.add(t::PERSON)
        .set(t::PERSON_URL, target(visit, asked.year, "person=" + person.branch))
        .set(t::PERSON_NAME, person.name)
        .show(t::PERSON_CURRENT, persons == "person=" + person.branch);
}

void show_totals(View& view, const expenses::Totals& totals) {
  view.set(t::TOTAL, money::yen(totals.total))
      .set(t::BY_SOCIETY, money::yen(totals.paid_by_society))
      .set(t::BY_FUNDS, money::yen(totals.public_funds))
      .set(t::AT_WINDOW, money::yen(totals.paid_at_window));
}

void show_line(View& month, const Shown& shown, const expenses::Line& line) {
  View& row = month.add(t::LINE);
  row.set(t::NAME, shown.year.people[line.person].name)
      .set(t::CATEGORY, expenses::category_in_words(line.category))
      .set(t::PROVIDER, line.provider)
      .show(t::NAMELESS, line.provider.empty())
      .set(t::DAYS, expenses::days_in_words(line.category, line.days));
  expenses::Totals totals;
  totals.add(line.amounts);
  show_totals(row, totals);
  row.show(t::NO_FUNDS, totals.public_funds == 0);
  if (const std::string why = expenses::why_receipt_differs(line); !why.empty()) row.add(t::WHY).set(t::REASONS, why);
}

void show_lines(View& view, const Shown& shown) {
  view.show(t::NO_LINES, shown.year.lines.empty());
  if (shown.year.lines.empty()) return;
  View& table = view.add(t::LINES);
  show_totals(table, shown.groups.totals);
  bool has_nameless = false;
  for (const MonthGroup& month : shown.groups.months | std::views::reverse) {
    if (month.lines.empty()) continue;
    View& group = table.add(t::MONTH);
    group.set(t::MONTH_NUMBER, static_cast<unsigned>(month.month.month()));
    show_totals(group, month.totals);
    group.show(t::NO_FUNDS, month.totals.public_funds == 0);
    for (const expenses::Line* line : month.lines) {
      show_line(group, shown, *line);
      has_nameless = has_nameless || line->provider.empty();
    }
  }
  view.show(t::NAMELESS_EXPLAINED, has_nameless);
}

void show_files(View& view, const MemberVisit& visit, const Shown& shown) {
  const std::string persons = expense_pages::persons_query(shown.question);
  const int year = shown.question.year;
  const std::string csv = fmt::format("/expenses/{}.csv", year);
  view.set(t::CSV_URL, expense_pages::target(visit, csv, "", persons))
      .set(t::CSV_KILOBYTES, kilobytes(expenses::csv_bytes(shown.year, shown.groups)))
      .set(t::CP932_URL, expense_pages::target(visit, csv, "encoding=cp932", persons))
      .set(t::PDF_URL, expense_pages::target(visit, fmt::format("/expenses/{}.pdf", year), "", persons))
      .set(t::TAX_URL, expense_pages::target(visit, "/expenses/tax", fmt::format("year={}", year), persons));
}

}  // namespace

Response expenses_show(Recording<MemberVisit>& visit) {
  const Shown shown = expense_pages::read_and_record(visit, visit.request.query["year"], audit::Event::expenses_seen);
  View view(t::file);
  view.set(t::YEAR_NAME, calendar::japanese_year(shown.question.year)).set(t::YEAR_NUMBER, shown.question.year);
  show_choices(view, visit, shown);
  show_totals(view, shown.groups.totals);
  if (const std::string months = expenses::months_in(shown.groups); !months.empty())
    view.add(t::IN).set(t::MONTHS_IN, months);
  view.put(t::CHART, expense_chart(shown.groups, calendar::japanese_year(shown.question.year)));
  for (const std::string& note : expenses::what_comes(shown.groups, visit.society, shown.question.published_through))
    view.show_once(t::NOTES).add(t::NOTE).set(t::NOTE_TEXT, note);
  show_lines(view, shown);
  show_files(view, visit, shown);
  return {Page{std::move(view), "医療費通知", "expenses"}};
}

}  // namespace portal
