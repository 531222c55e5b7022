// GET /{s}/expenses/tax, GET /{s}/expenses/tax.csv: a year's sums for 医療費控除, and rows for 国税庁's form.
#include "gen/expenses/tax.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/money.hpp"
#include "domain/expenses/expense_notes.hpp"
#include "domain/expenses/expense_words.hpp"
#include "domain/expenses/tax_year.hpp"
#include "fcgi/visit.hpp"
#include "handlers/expenses/heading.hpp"
#include "handlers/expenses/pages.hpp"
#include "handlers/parts/file_size.hpp"

namespace portal {
namespace t = templates::expenses::tax;
namespace {

using expense_pages::Shown;

Shown read_and_record(const Recording<MemberVisit>& visit, audit::Event event) {
  return expense_pages::read_and_record(visit, visit.request.query["year"], event,
                                        tax_year::prepared_on(calendar::date_in_japan(visit.now)));
}

std::string target(const MemberVisit& visit, std::string_view path, const Shown& shown, int year) {
  return expense_pages::target(visit, path, fmt::format("year={}", year), expense_pages::persons_query(shown.question));
}

void show_choices(View& view, const MemberVisit& visit, const Shown& shown) {
  const auto& asked = shown.question;
  for (const int year : shown.groups.years)
    if (year != asked.year)
      view.show_once(t::OTHER_YEARS)
          .add(t::YEAR)
          .set(t::YEAR_URL, target(visit, "/expenses/tax", shown, year))
          .set(t::YEAR_LABEL, calendar::japanese_year(year));
  if (shown.year.people.size() < 2) return;
  View& choice = view.add(t::PEOPLE).set(t::YEAR_NUMBER, asked.year);
  choice.set(t::ALL_URL, expense_pages::target(visit, "/expenses/tax", fmt::format("year={}", asked.year), ""));
  for (const auto& person : shown.year.people)
    choice.add(t::PERSON)
        .set(t::BRANCH, person.branch)
        .set(t::PERSON_NAME, person.name)
        .show(t::CHOSEN, asked.branches.empty() || std::ranges::count(asked.branches, person.branch) > 0);
}

void show_line(View& row, const Shown& shown, const expenses::Line& line) {
  row.set(t::MONTH, static_cast<unsigned>(line.month.month()))
      .set(t::NAME, shown.year.people[line.person].name)
      .set(t::AT_WINDOW, money::yen(line.amounts.paid_at_window));
}

void show_summary(View& view, const Shown& shown) {
  const tax_year::Summary summary = tax_year::sum_up(shown.groups);
  view.set(t::NOTICED, money::yen(summary.noticed))
      .set(t::PAID, money::yen(summary.paid))
      .set(t::PAID_BACK, money::yen(summary.paid_back))
      .set(t::REST, money::yen(summary.paid - summary.paid_back));
  for (const expenses::Line* line : summary.paid_back_lines) {
    View& row = view.show_once(t::BACK).add(t::BACK_LINE);
    show_line(row, shown, *line);
    row.set(t::PROVIDER, line->provider).set(t::AMOUNT, money::yen(tax_year::paid_back(*line)));
  }
  if (summary.nameless_lines.empty()) return;
  View& left_out = view.add(t::NAMELESS).set(t::NAMELESS_SUM, money::yen(summary.nameless));
  for (const expenses::Line* line : summary.nameless_lines) {
    View& row = left_out.add(t::NAMELESS_LINE);
    show_line(row, shown, *line);
    row.set(t::CATEGORY, expenses::category_in_words(line->category));
  }
}

void show_form(View& view, const tax_year::Form& form, const std::string& csv_url) {
  view.show(t::NO_ROWS, form.rows.empty());
  if (form.rows.empty()) return;
  View& rows = view.add(t::ROWS).set(t::ROW_COUNT, form.rows.size());
  rows.set(t::CSV_URL, csv_url).set(t::CSV_KILOBYTES, kilobytes(tax_year::csv_bytes(form)));
  if (form.left_out_count > 0)
    view.add(t::TOO_MANY)
        .set(t::ROWS_MAX, limits::tax_form_rows_max)
        .set(t::LEFT_OUT_COUNT, form.left_out_count)
        .set(t::LEFT_OUT_PAID, money::yen(form.left_out_paid));
  for (const auto& [full, kept] : form.shortened)
    view.show_once(t::SHORTENED).add(t::SHORTENED_NAME).set(t::FULL, full).set(t::KEPT, kept);
}

}  // namespace

Response expenses_tax_show(Recording<MemberVisit>& visit) {
  const Shown shown = read_and_record(visit, audit::Event::expenses_tax_seen);
  const int year = shown.question.year;
  const std::string pdf_url = expense_pages::target(visit, fmt::format("/expenses/{}.pdf", year), "",
                                                    expense_pages::persons_query(shown.question));
  View view(t::file);
  const std::string whose = expense_pages::whose(shown);
  view.set(t::YEAR_NAME, calendar::japanese_year(year)).set(t::YEAR_NUMBER, year).set(t::WHOSE, whose);
  view.set(t::EXPENSES_URL, target(visit, "/expenses", shown, year));
  show_choices(view, visit, shown);
  show_summary(view, shown);
  view.add(visit.society.expense_pdf_is_official ? t::OFFICIAL : t::REFERENCE).set(t::PDF_URL, pdf_url);
  for (const std::string& note : expenses::what_comes(shown.groups, visit.society, shown.question.published_through))
    view.add(t::NOTE).set(t::NOTE_TEXT, note);
  show_form(view, tax_year::form(shown.year), target(visit, "/expenses/tax.csv", shown, year));
  return {
      Page{std::move(view), fmt::format("{}の医療費控除の準備 {}", expense_pages::year_in_words(year), whose), "tax"}};
}

Response expenses_tax_file(Recording<MemberVisit>& visit) {
  const Shown shown = read_and_record(visit, audit::Event::expenses_tax_saved);
  const int year = shown.question.year;
  FileName name{fmt::format("iryohi-{}-shukei.csv", year), fmt::format("医療費集計フォーム用_{}年.csv", year)};
  return {Download{std::move(name), "text/csv; charset=utf-8", tax_year::csv_file(tax_year::form(shown.year))}};
}

}  // namespace portal
