#include "admin/actions.hpp"
#include "admin/imports/import_command.hpp"
#include "admin/output.hpp"
#include "base/calendar.hpp"
#include "domain/expenses/expense_calendar.hpp"
#include "domain/expenses/expense_import.hpp"

namespace portal::admin {

Exit expense_import(const Changing<SocietyCall>& call) {
  return import_command::take_in(call, import_kinds::take_in<expense_import::Expenses>);
}

Exit expense_status(const SocietyCall& call) {
  const auto today = calendar::date_in_japan(call.now);
  Table table(
      {"month", "lines", "total", "paid_by_society", "public_funds", "paid_at_window", "comes_on", "published"});
  const auto months = expense_batches::status(call.db);
  for (auto one = months.rbegin(); one != months.rend(); ++one) {
    const auto& [month, totals] = *one;
    const auto comes_on = expenses::comes_on(call.society, month);
    table.add({to_sql(expenses::first_day(month)).substr(0, 7), totals.line_count, totals.total, totals.paid_by_society,
               totals.public_funds, totals.paid_at_window, to_sql(comes_on), comes_on <= today});
  }
  table.print(call.json);
  return Exit::good;
}

}  // namespace portal::admin
