// GET /{s}/expenses: 医療費通知: what treatments of the member, and of those whose expenses they see, cost in a year.
#include "gen/expenses.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "domain/expenses/expense_csv.hpp"
#include "domain/expenses/expense_notes.hpp"
#include "fcgi/visit.hpp"
#include "gen/parts/icons/take.hpp"
#include "gen/parts/icons/tax.hpp"
#include "handlers/expenses/chart.hpp"
#include "handlers/expenses/heading.hpp"
#include "handlers/expenses/months.hpp"
#include "handlers/expenses/pages.hpp"
#include "handlers/parts/file_size.hpp"

namespace portal {
namespace t = templates::expenses;
namespace {

using expense_pages::Shown;

void show_choices(View& view, const Shown& shown) {
  const auto& asked = shown.question;
  const bool has_family = shown.year.people.size() > 1;
  if (!has_family && shown.groups.years.size() < 2) return;
  View& choice = view.add(t::CHOOSE);
  for (const int year : shown.groups.years)
    choice.add(t::YEAR)
        .set(t::OPTION_VALUE, year)
        .set(t::OPTION_LABEL, calendar::japanese_year(year))
        .show(t::CHOSEN, year == asked.year);
  if (!has_family) return;
  View& people = choice.add(t::PEOPLE);
  for (const expenses::Person& person : shown.year.people)
    people.add(t::PERSON)
        .set(t::OPTION_VALUE, person.branch)
        .set(t::OPTION_LABEL, person.name)
        .show(t::CHOSEN, asked.branches.size() == 1 && asked.branches.front() == person.branch);
}

void show_totals(View& view, const Shown& shown) {
  const expenses::Totals& totals = shown.groups.totals;
  view.set(t::TOTAL, money::yen(totals.total))
      .set(t::BY_SOCIETY, money::yen(totals.paid_by_society))
      .set(t::BY_FUNDS, money::yen(totals.public_funds))
      .set(t::AT_WINDOW, money::yen(totals.paid_at_window))
      .set(t::COUNT, shown.year.lines.size());
  if (const std::string months = expenses::months_in(shown.groups); !months.empty())
    view.add(t::IN).set(t::MONTHS_IN, months);
  for (const std::string& sentence : expenses::relief(shown.groups)) view.add(t::RELIEF).set(t::RELIEF_TEXT, sentence);
}

void show_files(View& view, const MemberVisit& visit, const Shown& shown) {
  const std::string persons = expense_pages::persons_query(shown.question);
  const int year = shown.question.year;
  const std::string csv = fmt::format("/expenses/{}.csv", year);
  view.set(t::CSV_URL, expense_pages::target(visit, csv, "", persons))
      .set(t::CSV_KILOBYTES, kilobytes(expenses::csv_bytes(shown.year, shown.groups)))
      .set(t::CP932_URL, expense_pages::target(visit, csv, "encoding=cp932", persons))
      .set(t::PDF_OPEN_URL, expense_pages::target(visit, fmt::format("/expenses/{}.pdf", year), to_open, persons))
      .set(t::PDF_URL, expense_pages::target(visit, fmt::format("/expenses/{}.pdf", year), "", persons))
      .set(t::TAX_URL, expense_pages::target(visit, "/expenses/tax", fmt::format("year={}", year), persons));
  view.put(t::PAPER_ICON, View(templates::parts::icons::tax::file));
  view.put(t::TAKE_ICON, View(templates::parts::icons::take::file));
}

}  // namespace

Response expenses_show(Recording<MemberVisit>& visit) {
  const auto month = expense_months::asked(visit.request.query);
  const Shown shown = expense_pages::read_and_record(visit, visit.request.query["year"], audit::Event::expenses_seen);
  const int year = shown.question.year;
  const std::string whose = expense_pages::whose(shown);
  View view(t::file);
  view.set(t::YEAR_NAME, calendar::japanese_year(year)).set(t::YEAR_NUMBER, year).set(t::WHOSE, whose);
  show_choices(view, shown);
  View& content = view.add(shown.year.lines.empty() ? t::NO_LINES : t::LINES);
  for (const std::string& note : expenses::what_comes(shown.groups, visit.society, shown.question.published_through))
    content.add(t::NOTE).set(t::NOTE_TEXT, note);
  if (!shown.year.lines.empty()) {
    show_totals(content, shown);
    show_files(content, visit, shown);
    content.put(t::CHART, expense_chart(shown.groups,
                                        [&](unsigned number) { return expense_months::url(visit, shown, number); }));
    expense_months::show(content, visit, shown, month);
  }
  return {
      Page{std::move(view), fmt::format("{}の医療費通知 {}", expense_pages::year_in_words(year), whose), "expenses"}};
}

}  // namespace portal
