#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/imports/import_command.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "base/money.hpp"
#include "domain/expenses/expense_calendar.hpp"
#include "domain/expenses/expense_import.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

void say_months(const expense_batches::Months& months) {
  fmt::print("\n診療年月ごとの合計（変更なしの行も含む）\n");
  for (const auto& [month, totals] : months)
    fmt::print("{}　{}件　総額{}　健保{}　公費{}　窓口{}\n", calendar::japanese_month(month),
               money::grouped(totals.line_count), money::yen(totals.total), money::yen(totals.paid_by_society),
               money::yen(totals.public_funds), money::yen(totals.paid_at_window));
}

void say_plan(const fs::path& file, const expense_import::Plan& plan) {
  const auto grouped = [](std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); };
  fmt::print("追加　　　{}件\n変更　　　{}件\n変更なし　{}件\n", grouped(plan.counts.added),
             grouped(plan.counts.changed), grouped(plan.counts.unchanged));
  say_months(plan.content.months);
  fmt::print("\n");
  import_command::say_odd(file, plan.outcomes, plan.odd_count);
  import_command::say_notices(plan.notices);
}

Exit apply(const SocietyCall& call, const fs::path& file, expense_import::Plan& plan) {
  const ImportId id = [&] {
    Progress progress("取り込み中", plan.content.lines.size());
    return expense_import::apply(scene_of(call), call.database, plan, file,
                                 {.clock = [&call] { return call.database.now(); },
                                  .progress = [&progress](std::size_t done) { progress.at(done); }});
  }();
  return import_command::say_taken_in(id);
}

expense_import::Plan make_plan(const SocietyCall& call, const fs::path& file) {
  Progress progress(file.filename().string(), 0);
  return expense_import::plan(call.db, file, calendar::date_in_japan(call.now),
                              [&progress](std::size_t done) { progress.at(done); });
}

}  // namespace

Exit expense_import(const SocietyCall& call) {
  const fs::path file = import_command::the_file(call.arguments);
  const bool applying = import_command::begins_to_apply(call);
  expense_import::Plan plan = make_plan(call, file);
  if (const auto before = expense_import::taken_already(call.db, plan))
    return import_command::say_taken_already(*before);
  if (!plan.faults.empty()) return import_command::say_faults(file, plan.faults);
  say_plan(file, plan);
  import_command::write_report(file, plan.outcomes);
  return applying ? apply(call, file, plan) : import_command::say_nothing_changed();
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
