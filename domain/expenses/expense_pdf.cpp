#include "domain/expenses/expense_pdf.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "domain/expenses/expense_notes.hpp"
#include "domain/expenses/expense_words.hpp"

namespace portal::expenses {
namespace {

using paper::Role;
using paper::Row;
using paper::Table;

Table lines_table() {
  return {{{"療養を受けた年月", 21},
           {"区分", 25},
           {"病院・診療所・薬局などの名称", 47},
           {"日数", 11},
           {"医療費の総額（円）", 20, true},
           {"健保の負担（円）", 19, true},
           {"公費の負担（円）", 17, true},
           {"窓口負担の額（計算）（円）", 20, true}},
          {}};
}

Row sum_row(std::string what, const Totals& totals) {
  return {{std::move(what), "", "", "", money::grouped(totals.total), money::grouped(totals.paid_by_society),
           money::grouped(totals.public_funds), money::grouped(totals.paid_at_window)},
          true};
}

Row line_row(const Line& line) {
  const Amounts& yen = line.amounts;
  return {{calendar::japanese_month(line.month), category_in_words(line.category),
           line.provider.empty() ? "（名称なし）" : line.provider, days_in_words(line.category, line.days),
           money::grouped(yen.total), money::grouped(yen.paid_by_society), money::grouped(yen.public_funds),
           money::grouped(yen.paid_at_window)},
          false};
}

// A month of one line is its own sum.
Totals add_month(Table& table, const MonthGroup& month, std::size_t person) {
  Totals totals;
  std::size_t count = 0;
  for (const Line* line : month.lines) {
    if (line->person != person) continue;
    table.rows.push_back(line_row(*line));
    totals.add(line->amounts);
    ++count;
  }
  if (count > 1)
    table.rows.push_back(sum_row(fmt::format("{}月の計", static_cast<unsigned>(month.month.month())), totals));
  return totals;
}

// Months in the order of the year, as on a notice; a person without a line is left out.
void add_person(paper::Document& document, const Year& year, const YearGroups& groups, std::size_t person) {
  Table table = lines_table();
  Totals totals;
  for (const MonthGroup& month : groups.months) totals.add(add_month(table, month, person));
  if (table.rows.empty()) return;
  table.rows.push_back(sum_row("合計", totals));
  document.add(Role::heading, "療養を受けた方：" + year.people[person].name);
  document.add(std::move(table));
}

void add_sums(paper::Document& document, const Year& year, const YearGroups& groups, const PdfQuestion& question) {
  const std::string year_name = calendar::japanese_year(question.year);
  if (year.lines.empty()) {
    document.add(Role::plain, year_name + "の明細は、まだありません。");
    return;
  }
  Table table = lines_table();
  for (paper::Column& column : table.columns)
    if (!column.is_number) column.head.clear();
  table.rows.push_back(sum_row(year_name, groups.totals));
  document.add(Role::heading, year_name + "の合計");
  document.add(std::move(table));
}

void add_notes(paper::Document& document, const YearGroups& groups, const PdfQuestion& question) {
  document.add(Role::heading, "確定申告（医療費控除）にお使いになるとき");
  for (std::string& words : what_comes(groups, question.society, question.published_through))
    document.add(Role::small, std::move(words));
  for (std::string& words : relief(groups)) document.add(Role::small, std::move(words));
  for (const char* words :
       {"「窓口負担の額（計算）」は、総額から健保と公費の負担を引いた額で、"
        "「支払った医療費の額」に当たります。実際に支払った額と違うときは、領収書の額で申告してください。",
        "高額療養費、付加給付、公費の助成、生命保険の給付金などで補われる額は、"
        "支払った医療費から差し引いて申告してください。",
        "（名称なし）の明細は、領収書をもとに「医療費控除の明細書」に書いてください。"
        "健康保険を使わない医療費は、載っていません。"})
    document.add(Role::small, words);
}

const char* mark(const Society& society) {
  return society.expense_pdf_is_official ? "この書類は、健康保険組合が発行した医療費通知（医療費のお知らせ）です。"
                                         : "参考　この書類は参考のためのもので、健康保険組合が発行する医療費通知ではあ"
                                           "りません。確定申告には添付できません。";
}

}  // namespace

paper::Document pdf_document(const Year& year, const YearGroups& groups, const PdfQuestion& question) {
  paper::Document document;
  const std::string printed_on = calendar::japanese_date(calendar::date_in_japan(question.now));
  document.title = fmt::format("医療費通知　{}", calendar::japanese_year(question.year));
  document.foot = fmt::format("{}　{}現在", question.society.name, printed_on);
  document.made_at = question.now;
  const std::string months = months_in(groups);
  document.add(Role::title,
               fmt::format("医療費通知　{}（{}年）診療分", calendar::japanese_year(question.year), question.year));
  document.add(Role::framed, mark(question.society));
  document.add(
      Table{{{"", 40}, {"", 140}},
            {{{"被保険者等の氏名", question.recipient}},
             {{"保険者等の名称", fmt::format("{}　電話 {}", question.society.name, question.society.telephone)}},
             {{"届いている月", months.empty() ? "ありません" : months + "診療分"}},
             {{"作成日", printed_on}}}});
  for (std::size_t person = 0; person < year.people.size(); ++person) add_person(document, year, groups, person);
  add_sums(document, year, groups, question);
  add_notes(document, groups, question);
  return document;
}

}  // namespace portal::expenses
