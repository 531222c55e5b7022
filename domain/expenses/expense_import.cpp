#include "domain/expenses/expense_import.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/money.hpp"
#include "base/secret.hpp"
#include "domain/expenses/expense_sample.hpp"

namespace portal::expense_import {
namespace {

using expense_batches::rows_per_statement;
using expense_file::Line;

std::string changed_columns(const expense_batches::Line& before, const expense_batches::Line& after) {
  const expenses::Amounts& old = before.amounts;
  const expenses::Amounts& fresh = after.amounts;
  const std::array<std::pair<const char*, bool>, 12> columns{{
      {"記号・番号・枝番（別の人の明細になります）", before.member != after.member},
      {"診療年月", before.month != after.month},
      {"診療区分", before.category != after.category},
      {"医療機関名", before.provider != after.provider},
      {"日数", before.days != after.days},
      {"医療費総額", old.total != fresh.total},
      {"健保負担額", old.paid_by_society != fresh.paid_by_society},
      {"公費負担額", old.public_funds != fresh.public_funds},
      {"窓口負担額", old.paid_at_window != fresh.paid_at_window},
      {"食事療養費", old.meals != fresh.meals},
      {"高額療養費", old.high_cost != fresh.high_cost},
      {"付加給付", old.additional != fresh.additional},
  }};
  std::string names;
  for (const auto& [name, changed] : columns)
    if (changed) names += (names.empty() ? "" : "、") + std::string(name);
  return names;
}

// Calls `use` with the receipt numbers of as many lines as one statement takes, until all had their turn.
template <class Lines, class Use>
void in_portions(const Lines& lines, Use use) {
  std::vector<std::string_view> numbers;
  for (const Line& line : lines) {
    numbers.push_back(line.receipt_number);
    if (numbers.size() < rows_per_statement) continue;
    use(numbers);
    numbers.clear();
  }
  if (!numbers.empty()) use(numbers);
}

// Both sides come by レセプト番号, so each stored line finds its own behind the one before. The lines to be replaced.
std::vector<expense_sample::Replaced> compare(db::SocietyReader& db, Plan& plan) {
  std::vector<expense_sample::Replaced> replaced;
  auto& lines = plan.content.lines;
  plan.counts.added = lines.size();
  if (!expense_batches::any_stored(db)) return replaced;
  std::vector<bool> unchanged(lines.size(), false);
  std::size_t at = 0;
  in_portions(lines, [&](const std::vector<std::string_view>& numbers) {
    const auto stored = expense_batches::stored(db, numbers);
    for (const auto& before : stored.lines) {
      while (lines[at].receipt_number != before.receipt_number) ++at;
      --plan.counts.added;
      const auto after = lines[at].view();
      unchanged[at] = after == before;
      ++(unchanged[at] ? plan.counts.unchanged : plan.counts.changed);
      if (unchanged[at]) continue;
      lines[at].replaces = true;
      replaced.push_back({before.member, before.amounts});
      if (plan.outcomes.size() < limits::import_faults_max)
        plan.outcomes.push_back(
            {"変更", lines[at].line, "", "", "",
             fmt::format("レセプト番号{}：{}", after.receipt_number, changed_columns(before, after))});
    }
  });
  std::size_t index = 0;
  std::erase_if(lines, [&](const Line&) { return unchanged[index++]; });
  return replaced;
}

// A whole file with one nought too many fits in itself: only what came before shows it.
void compare_with_former_files(db::SocietyReader& db, Plan& plan) {
  constexpr std::int64_t lines_min = 20;
  constexpr std::int64_t times = 5;
  expense_batches::MonthTotals file;
  for (const auto& [month, totals] : plan.content.months) {
    file.line_count += totals.line_count;
    file.total += totals.total;
  }
  const auto before = expense_batches::taken_so_far(db);
  if (file.line_count < lines_min || before.line_count < lines_min) return;
  const std::int64_t now = file.total / file.line_count;
  const std::int64_t usual = before.total / before.line_count;
  if (now > usual * times || now * times < usual)
    plan.notices.push_back(fmt::format(
        "1件あたりの医療費総額が、これまでと大きく違います（これまで{}、今回{}）。金額の桁を確かめてください",
        money::yen(usual), money::yen(now)));
}

void collect_outcomes(Plan& plan) {
  plan.odd_count = plan.content.odd_count;
  for (auto& notice : plan.content.notices) plan.notices.push_back(std::move(notice));
  plan.outcomes.insert(plan.outcomes.begin(), std::make_move_iterator(plan.content.odd.begin()),
                       std::make_move_iterator(plan.content.odd.end()));
  plan.content.odd.clear();
}

// The table is clustered by member and month: rows that come in its order are put beside each other.
void sort_by_member(std::deque<Line>& lines) {
  std::ranges::sort(lines, [](const Line& one, const Line& other) {
    return std::tie(one.member, one.month, one.receipt_number) <
           std::tie(other.member, other.month, other.receipt_number);
  });
}

std::string in_words(const expense_batches::Months& months) {
  std::string words;
  for (const auto& [month, totals] : months)
    words +=
        fmt::format("{}　{}件　総額{}　健保{}　公費{}　窓口{}\n", calendar::japanese_month(month),
                    money::grouped(totals.line_count), money::yen(totals.total), money::yen(totals.paid_by_society),
                    money::yen(totals.public_funds), money::yen(totals.paid_at_window));
  return words;
}

}  // namespace

Plan Expenses::plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                    const import_file::Progress& progress) {
  Plan plan;
  plan.file_digest = secret::file_digest(order.file);
  plan.content = expense_file::read(order.file, roster::read(db), today, progress);
  import_file::demand_unchanged(order.file, plan.file_digest, plan.content.faults);
  plan.faults = plan.content.faults.in_order();
  if (!plan.faults.empty()) return plan;
  const auto replaced = compare(db, plan);
  expense_sample::add(db, plan.content.lines, replaced, plan);
  compare_with_former_files(db, plan);
  collect_outcomes(plan);
  return plan;
}

std::string Expenses::figures(const Plan& plan) {
  const auto grouped = [](std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); };
  return fmt::format("追加　　　{}件\n変更　　　{}件\n変更なし　{}件\n\n診療年月ごとの合計（変更なしの行も含む）\n{}\n",
                     grouped(plan.counts.added), grouped(plan.counts.changed), grouped(plan.counts.unchanged),
                     in_words(plan.content.months));
}

void Expenses::write(const import_kinds::Writing& writing, Plan& plan) {
  auto& lines = plan.content.lines;
  sort_by_member(lines);
  std::vector<Line> replacing;
  std::ranges::copy_if(lines, std::back_inserter(replacing), &Line::replaces);
  in_portions(replacing, [&](const std::vector<std::string_view>& numbers) {
    expense_batches::replace(writing.db, numbers, writing.import);
  });
  expense_batches::Writer writer(writing.db, writing.import);
  std::size_t done = 0;
  for (const Line& line : lines) {
    writer.add(line.view());
    writing.progress(++done);
  }
  writer.finish();
  expense_batches::add_months(writing.db, plan.content.months, writing.import);
}

std::string Expenses::what_is_in_the_way(db::SocietyReader& db, const imports::Import& import) {
  return expense_batches::was_built_upon(db, import.id)
             ? fmt::format("a later import changed lines of import {}; nothing was done", number(import.id))
             : "";
}

std::string Expenses::take_back(const Scene& scene, ImportId import) {
  const auto undone = expense_batches::revert(scene.db, import);
  return fmt::format("{} lines taken away, {} of them as they were before", undone.removed, undone.restored);
}

}  // namespace portal::expense_import
