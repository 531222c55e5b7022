#include "domain/expenses/expense_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/expenses/expense_check.hpp"
#include "domain/expenses/expense_words.hpp"
#include "domain/imports/import_row.hpp"
#include "sql/household/member_roster.hpp"
#include "sql/household/members.hpp"

namespace portal::expense_file {
namespace {

constexpr std::array<std::string_view, 15> required = {
    "レセプト番号", "記号",       "番号",       "枝番",       "診療年月",   "診療区分",   "医療機関名", "日数",
    "医療費総額",   "健保負担額", "公費負担額", "窓口負担額", "食事療養費", "高額療養費", "付加給付"};

constexpr std::size_t receipt_characters_max = 30;
constexpr std::size_t category_characters_max = 20;
constexpr std::size_t provider_characters_max = 100;
constexpr std::size_t amount_digits_max = 9;
constexpr int days_max = 31;
constexpr auto first_month = std::chrono::year{2000} / std::chrono::January;  // of what a portal may have to show
constexpr const char* month_forms = "2026-04、2026/4、202604、令和8年4月、R8.4のどれかの形にしてください";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// Columns of a fixed width are filled up with zeros.
std::string without_zeros_before(std::string digits) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, first == digits.size() && first > 0 ? first - 1 : first);
  return digits;
}

// An amount as a core system or a spreadsheet writes it, without the signs that are no digits: 12,340円, ￥12,340.
std::string plain_amount(std::string_view cell) {
  if (import_row::is_nothing(cell)) return "";
  if (std::ranges::all_of(cell, is_digit)) return without_zeros_before(std::string(cell));
  std::string folded = text::fold_numeric(cell);
  std::erase(folded, ',');
  for (const std::string_view sign : {"¥", "\\"})
    if (folded.starts_with(sign)) folded.erase(0, sign.size());
  if (folded.ends_with("円")) folded.erase(folded.size() - std::string_view("円").size());
  return without_zeros_before(std::move(folded));
}

bool is_minus(std::string_view amount) {
  return std::ranges::any_of(std::array<std::string_view, 4>{"-", "△", "▲", "("},
                             [amount](std::string_view sign) { return amount.starts_with(sign); });
}

// The columns that only this file has.
class ExpenseRow : public import_row::Row {
 public:
  ExpenseRow(const csv::Reader& rows, Content& content) : Row(rows, content.faults), content_(content) {}

  std::string receipt_number() {
    std::string folded = text::fold_numeric(rows_.get("レセプト番号"));
    const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-'; };
    if (folded.empty() || folded.size() > receipt_characters_max || !std::ranges::all_of(folded, allowed))
      fail("レセプト番号", folded.empty() ? "値がありません" : "英数字ではない文字があるか、長すぎます",
           "30文字以内の英数字にしてください");
    if (folded.find("E+") != folded.npos)
      fail("レセプト番号", "表計算ソフトが桁を省いた形です", "列を文字列として、書き出しからやり直してください");
    return folded;
  }

  Month month(calendar::Date today) {
    const std::string_view cell = rows_.get("診療年月");
    const auto found = calendar::parse_month(cell);
    if (!found) {
      fail("診療年月", text::trim(cell).empty() ? "値がありません" : "年月として読めません", month_forms);
      return {};
    }
    if (*found > expenses::month_of(today)) fail("診療年月", "まだ来ていない月です", "年を確かめてください");
    if (*found < first_month) fail("診療年月", "2000年より前です", "年を確かめてください");
    return *found;
  }

  // A text met before has passed the checks, and is kept once.
  const std::string* kept(std::string_view column, std::size_t characters_max, bool may_be_empty) {
    const auto known = content_.texts.find(rows_.get(column));
    const bool fits = known != content_.texts.end() && (may_be_empty || !known->empty()) &&
                      text::code_points(*known) <= characters_max;
    if (fits) return &*known;
    return &*content_.texts.insert(text(column, characters_max, may_be_empty)).first;
  }
  // A known one as the portal writes it; any other is shown as it came.
  const std::string* category() {
    const std::string_view cell = rows_.get("診療区分");
    if (expenses::is_known_category(cell)) return kept("診療区分", category_characters_max, false);
    std::string folded = text::fold_word(cell);
    if (expenses::is_known_category(folded)) return &*content_.texts.insert(std::move(folded)).first;
    return kept("診療区分", category_characters_max, false);
  }
  const std::string* provider() { return kept("医療機関名", provider_characters_max, true); }

  int days() {
    const std::string_view cell = rows_.get("日数");
    const std::string digits = import_row::is_nothing(cell) ? "" : text::fold_numeric(cell);
    int days = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), days);
    if (error != std::errc{} || end != digits.data() + digits.size() || days < 0 || days > days_max)
      fail("日数", digits.empty() ? "値がありません" : "0から31までの数字ではありません", "日数を数字で入れてください");
    return days;
  }

  std::int32_t amount(std::string_view column, bool may_be_empty) {
    const std::string digits = plain_amount(rows_.get(column));
    if (digits.empty() && may_be_empty) return 0;
    if (digits.empty()) fail(column, "値がありません", "金額を入れてください。ないときは0にしてください");
    if (is_minus(digits))
      fail(column, "マイナスの金額です",
           "訂正は、同じレセプト番号の行を正しい金額にして送ってください（取り消しは0円）");
    else if (!digits.empty() && (digits.size() > amount_digits_max || !std::ranges::all_of(digits, is_digit)))
      fail(column, "9桁以内の数字ではありません", "円の単位の数字にしてください（小数は使えません）");
    std::int32_t yen = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), yen);
    return yen;
  }

  Amounts amounts() {
    Amounts yen;
    yen.total = amount("医療費総額", false);
    yen.paid_by_society = amount("健保負担額", false);
    yen.public_funds = amount("公費負担額", true);
    yen.paid_at_window = amount("窓口負担額", false);
    yen.meals = amount("食事療養費", true);
    yen.high_cost = amount("高額療養費", true);
    yen.additional = amount("付加給付", true);
    return yen;
  }

 private:
  Content& content_;
};

void note_odd(Content& content, std::size_t line, const member_roster::Number& key, std::string what) {
  ++content.odd_count;
  if (content.odd.size() < limits::import_faults_max)
    content.odd.push_back({"確認", line, key.symbol, key.number, key.branch, std::move(what)});
}

void look_at(Content& content, const Line& line, const member_roster::Number& key, const roster::Insured& insured) {
  const auto note = [&](const std::string& what) {
    note_odd(content, line.line, key, fmt::format("{}（レセプト番号{}）", what, line.receipt_number));
  };
  if (const std::string odd = expenses::what_is_odd(line.amounts, line.days); !odd.empty()) note(odd);
  if (has_left(insured.left_on, expenses::first_day(line.month))) note("資格を喪失したあとの診療です");
  if (!expenses::is_known_category(*line.category))
    note(fmt::format("知らない診療区分です。画面には「{}」と表示します", *line.category));
}

// Every column is looked at, so that one run names all the faults of a row.
void read_row(ExpenseRow& row, Content& content, const roster::Roster& members, calendar::Date today) {
  Line line;
  line.line = static_cast<std::uint32_t>(row.line());
  line.receipt_number = row.receipt_number();
  const member_roster::Number key{row.symbol(), row.number(), row.branch()};
  line.month = row.month(today);
  line.category = row.category();
  line.provider = row.provider();
  line.days = row.days();
  line.amounts = row.amounts();
  if (!row.sound()) return;
  const roster::Insured* const insured = roster::whose(row, members, key);
  if (insured == nullptr) return;
  line.member = insured->id;
  content.months[line.month].add(line.amounts);
  look_at(content, line, key, *insured);
  content.lines.push_back(std::move(line));
}

void refuse_doubles(Content& content) {
  for (std::size_t at = 1; at < content.lines.size(); ++at) {
    const Line& before = content.lines[at - 1];
    const Line& line = content.lines[at];
    if (before.receipt_number == line.receipt_number)
      content.faults.add(line.line, "レセプト番号", fmt::format("{}行目と同じレセプト番号です", before.line),
                         "1つのレセプト番号を1行にしてください");
  }
}

}  // namespace

Content read(const std::filesystem::path& file, const roster::Roster& members, expenses::Date today,
             const import_file::Progress& progress) {
  Content content;
  csv::Reader rows(file, {required, roster::optional_columns});
  while (rows.next() && !content.faults.full()) {
    ExpenseRow row(rows, content);
    if (++content.rows_count > limits::import_expense_rows_max) {
      row.fail("", fmt::format("{}行を超えています", limits::import_expense_rows_max), "ファイルを分けてください");
      break;
    }
    read_row(row, content, members, today);
    progress(content.rows_count);
  }
  content.faults.add(rows.faults());
  if (content.rows_count == 0 && rows.faults().empty())
    content.faults.add(0, "", "医療費の行がありません", "書き出しをやり直してください");
  std::ranges::sort(content.lines, [](const Line& one, const Line& other) {
    return std::tie(one.receipt_number, one.line) < std::tie(other.receipt_number, other.line);
  });
  refuse_doubles(content);
  if (std::string notice = import_row::notice_of_unknown_columns(rows); !notice.empty())
    content.notices.push_back(std::move(notice));
  return content;
}

}  // namespace portal::expense_file
