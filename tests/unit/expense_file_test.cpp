#include "domain/expenses/expense_file.hpp"

#include <fstream>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <stdlib.h>

#include "domain/expenses/expense_check.hpp"
#include "sql/household/member_roster.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;

constexpr auto today = 2026y / 11 / 22;
const std::vector<std::string> columns{"レセプト番号", "記号",       "番号",       "枝番",       "診療年月",
                                       "診療区分",     "医療機関名", "日数",       "医療費総額", "健保負担額",
                                       "公費負担額",   "窓口負担額", "食事療養費", "高額療養費", "付加給付"};
using Cells = std::vector<std::string>;
const Cells sound{"R1",   "12", "0001001", "00", "2026-04", "医科外来", "見本クリニック", "2", "10000",
                  "7000", "0",  "3000",    "0",  "0",       "0"};

std::string joined(const Cells& cells) {
  std::string line;
  for (const std::string& cell : cells) line += cell + ",";
  line.pop_back();
  return line + "\r\n";
}

std::string with(const std::string& column, const std::string& value, const std::string& number = "R1") {
  Cells cells = sound;
  cells[0] = number;
  cells[static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin())] = value;
  return joined(cells);
}

struct Outcome {
  expense_file::Content content;
  std::vector<csv::Fault> faults;
};

roster::Roster two_members() {
  roster::Roster members;
  members.emplace(member_roster::key("12", "0001001", "00"),
                  roster::Insured{MemberId{7}, "ミホン　ハナコ", 1985y / 4 / 1, {}});
  members.emplace(member_roster::key("12", "0001002", "00"),
                  roster::Insured{MemberId{8}, "ミホン　タロウ", 1970y / 12 / 31, 2026y / 3 / 31});
  return members;
}

Outcome read(const std::string& bytes, const roster::Roster& members = two_members()) {
  std::string name = (std::filesystem::temp_directory_path() / "expense_file_test.XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const std::filesystem::path file = std::filesystem::path(name) / "expenses.csv";
  std::ofstream(file, std::ios::binary) << bytes;
  Outcome outcome{expense_file::read(file, members, today, [](std::size_t) {}), {}};
  outcome.faults = outcome.content.faults.in_order();
  std::filesystem::remove_all(name);
  return outcome;
}

Outcome read_rows(const std::string& rows) { return read(joined(columns) + rows); }

// The one fault of a file whose only row has this cell; its column, or what was read instead.
std::string fault_of(const std::string& column, const std::string& value) {
  const auto outcome = read_rows(with(column, value));
  if (outcome.faults.size() != 1) return std::to_string(outcome.faults.size()) + " faults";
  BOOST_TEST(outcome.faults.front().line == 2U);
  BOOST_TEST(!outcome.faults.front().remedy.empty());
  return outcome.faults.front().column;
}

std::string odd(expenses::Amounts amounts, int days = 1) { return expenses::what_is_odd(amounts, days); }

}  // namespace

BOOST_AUTO_TEST_SUITE(expense_files)

BOOST_AUTO_TEST_CASE(a_row_becomes_a_line_of_the_member_whose_numbers_it_names) {
  const auto outcome = read_rows(joined(sound));
  BOOST_TEST(outcome.faults.empty());
  BOOST_REQUIRE(outcome.content.lines.size() == 1U);
  const auto line = outcome.content.lines.front().view();
  BOOST_TEST((line.member == MemberId{7}));
  BOOST_TEST((line.month == 2026y / 4));
  BOOST_TEST(line.receipt_number == "R1");
  BOOST_TEST(line.category == "医科外来");
  BOOST_TEST(line.provider == "見本クリニック");
  BOOST_TEST(line.days == 2);
  BOOST_TEST((line.amounts == expenses::Amounts{10000, 7000, 0, 3000, 0, 0, 0}));
  BOOST_TEST(outcome.content.months.at(2026y / 4).total == 10000);
  BOOST_TEST(outcome.content.odd_count == 0U);
}

BOOST_AUTO_TEST_CASE(columns_may_come_in_any_order_and_one_that_nobody_knows_is_reported) {
  Cells names = columns;
  Cells cells = sound;
  std::ranges::reverse(names);
  std::ranges::reverse(cells);
  names.push_back("備考");
  cells.push_back("x");
  const auto outcome = read(joined(names) + joined(cells));
  BOOST_TEST(outcome.faults.empty());
  BOOST_TEST(outcome.content.lines.front().view().provider == "見本クリニック");
  BOOST_REQUIRE(outcome.content.notices.size() == 1U);
  BOOST_TEST(outcome.content.notices.front().find("備考") != std::string::npos);
}

// IM-02 of docs/security.md.
BOOST_AUTO_TEST_CASE(a_birth_date_or_kana_of_somebody_else_stops_the_file_that_has_these_columns) {
  Cells names = columns;
  names.insert(names.end(), {"生年月日", "フリガナ"});
  const auto fault_of = [&](const std::string& birth_date, const std::string& kana) {
    Cells cells = sound;
    cells.insert(cells.end(), {birth_date, kana});
    const auto outcome = read(joined(names) + joined(cells));
    std::string faults;
    for (const csv::Fault& fault : outcome.faults) faults += fault.column + "：" + fault.reason + "。";
    BOOST_TEST(outcome.content.lines.size() == (faults.empty() ? 1U : 0U));
    return faults;
  };
  BOOST_TEST(fault_of("1985-04-01", "ミホン　ハナコ") == "");
  BOOST_TEST(fault_of("S60.4.1", "ﾐﾎﾝ ﾊﾅｺ") == "");
  BOOST_TEST(fault_of("1985-04-02", "ミホン　ハナコ") == "生年月日：この番号の加入者の生年月日と違います。");
  BOOST_TEST(fault_of("1985-04-01", "ミホン　ハナエ") == "フリガナ：この番号の加入者のフリガナと違います。");
  BOOST_TEST(fault_of("", "") == "生年月日：値がありません。フリガナ：値がありません。");
}

BOOST_AUTO_TEST_CASE(of_ten_thousand_lines_with_a_digit_off_none_reaches_anybody_else) {
  constexpr int members_count = 10'000;
  const auto number_of = [](int member) { return fmt::format("{:07d}", member); };
  const auto kana_of = [](int member) { return "ミホン　" + std::string(member % 2 == 0 ? "ハナコ" : "タロウ"); };
  const auto born = [](int member) {
    return calendar::Date{std::chrono::sys_days{1950y / 1 / 1} + std::chrono::days{member / 2}};
  };
  roster::Roster members;
  for (int member = 0; member < members_count; ++member)
    members.emplace(member_roster::key("12", number_of(member), "00"),
                    roster::Insured{MemberId{member}, kana_of(member), born(member), {}});
  Cells names = columns;
  names.insert(names.end(), {"生年月日", "フリガナ"});
  std::string file = joined(names);
  for (int member = 0; member < members_count; ++member) {
    Cells cells = sound;
    cells[0] = fmt::format("R{}", member);
    cells[2] = number_of(member);
    char& digit = cells[2][static_cast<std::size_t>(3 + member % 4)];
    digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
    cells.insert(cells.end(), {to_sql(born(member)), kana_of(member)});
    file += joined(cells);
  }
  const auto outcome = read(file, members);
  BOOST_TEST(outcome.content.lines.size() == 0U);
  BOOST_TEST(outcome.faults.size() >= static_cast<std::size_t>(members_count));
}

BOOST_AUTO_TEST_CASE(a_column_missing_or_doubled_and_a_file_cut_in_half_are_faults) {
  Cells names = columns;
  names.pop_back();
  BOOST_TEST(read(joined(names)).faults.front().column == "付加給付");
  names.push_back("日数");
  BOOST_TEST(!read(joined(names) + joined(sound)).faults.empty());
  const std::string text = joined(columns) + joined(sound);
  const auto cut = read(text.substr(0, text.size() - 9));
  BOOST_REQUIRE(!cut.faults.empty());
  BOOST_TEST(cut.faults.front().reason.find("途中で切れて") != std::string::npos);
  BOOST_TEST(!read(joined(columns)).faults.empty());
}

BOOST_AUTO_TEST_CASE(months_are_read_in_every_form_and_never_guessed) {
  for (const char* form : {"2026-04", "2026/4", "202604", "令和8年4月", "R8.4", "r8/4", "２０２６年４月", "2026-04-01"})
    BOOST_TEST((read_rows(with("診療年月", form)).content.lines.at(0).month == 2026y / 4), form);
  for (const char* form : {"", "2026-13", "令和7年2月30日", "平成31年5月", "令和0年4月", "4月", "20264", "2026-1 2",
                           "26/4", "2026-12", "令和99年1月", "1999-12", "x"})
    BOOST_TEST(fault_of("診療年月", form) == "診療年月", form);
}

BOOST_AUTO_TEST_CASE(amounts_are_whole_yen_without_a_minus) {
  for (const char* form : {"10,000", "10000円", "１００００", "￥10000", " 10000 ", "0010000", "000000010000"}) {
    const std::string cell = std::string("\"") + form + "\"";
    BOOST_TEST(read_rows(with("医療費総額", cell)).content.lines.at(0).amounts.total == 10000, form);
  }
  for (const char* form :
       {"", "-100", "△100", "▲100", "(100)", "－100", "100.5", "1e5", "百円", "1234567890", "0x10", "🍣"})
    BOOST_TEST(fault_of("医療費総額", form) == "医療費総額", form);
  const auto minus = read_rows(with("窓口負担額", "-3000"));
  BOOST_TEST(minus.faults.front().remedy.find("同じレセプト番号") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_may_be_blank_is_nothing_and_what_may_not_is_a_fault) {
  for (const char* column : {"公費負担額", "食事療養費", "高額療養費", "付加給付", "医療機関名"})
    BOOST_TEST(read_rows(with(column, "")).faults.empty(), column);
  for (const char* column :
       {"レセプト番号", "番号", "枝番", "診療区分", "日数", "医療費総額", "健保負担額", "窓口負担額"})
    BOOST_TEST(fault_of(column, "") == column, column);
}

BOOST_AUTO_TEST_CASE(a_dash_alone_in_an_amount_is_nothing_and_no_minus) {
  for (const char* dash : {"-", "－", "ー", "―", " - ", "--"}) {
    const auto outcome = read_rows(with("公費負担額", dash));
    BOOST_TEST(outcome.faults.empty(), dash);
    BOOST_TEST(outcome.content.lines.at(0).amounts.public_funds == 0, dash);
    BOOST_TEST(read_rows(with("窓口負担額", dash)).faults.at(0).reason == "値がありません", dash);
    BOOST_TEST(read_rows(with("日数", dash)).faults.at(0).reason == "値がありません", dash);
  }
  BOOST_TEST(read_rows(with("公費負担額", "-1")).faults.at(0).reason == "マイナスの金額です");
  BOOST_TEST(read_rows(with("公費負担額", "0000000000")).content.lines.at(0).amounts.public_funds == 0);
}

BOOST_AUTO_TEST_CASE(a_known_category_is_known_in_any_width_and_with_spaces) {
  const auto outcome =
      read_rows(with("診療区分", "医科　外来") + with("診療区分", "ﾊﾘ・ｷｭｳ", "R2") + with("診療区分", "その 外", "R3"));
  BOOST_REQUIRE(outcome.content.lines.size() == 3U);
  BOOST_TEST(*outcome.content.lines[0].category == "医科外来");
  BOOST_TEST(*outcome.content.lines[2].category == "その 外");
  BOOST_TEST(outcome.content.odd_count == 2U);
}

BOOST_AUTO_TEST_CASE(an_unknown_member_is_a_fault_and_leading_zeros_count) {
  for (const char* number : {"1001", "0001003", "00001001"}) BOOST_TEST(fault_of("番号", number) == "番号", number);
  BOOST_TEST(fault_of("記号", "13") == "番号");
  BOOST_TEST(fault_of("枝番", "0") == "枝番");
  BOOST_TEST(read_rows(with("番号", "０００１００１")).faults.empty());
}

BOOST_AUTO_TEST_CASE(a_receipt_number_stands_once_in_a_file) {
  const auto outcome = read_rows(joined(sound) + with("日数", "3", "R2") + joined(sound));
  BOOST_REQUIRE(outcome.faults.size() == 1U);
  BOOST_TEST(outcome.faults.front().line == 4U);
  BOOST_TEST(outcome.faults.front().reason.find("2行目") != std::string::npos);
  for (const char* number : {"1.2E+10", "R 1あ", "1234567890123456789012345678901"})
    BOOST_TEST(fault_of("レセプト番号", number) != "0 faults", number);
}

BOOST_AUTO_TEST_CASE(control_characters_and_overlong_texts_are_faults) {
  BOOST_TEST(fault_of("医療機関名", "見本\x01病院") == "医療機関名");
  BOOST_TEST(fault_of("診療区分", std::string(21, 'x')) == "診療区分");
  std::string name;
  for (int count = 0; count < 101; ++count) name += "長";
  BOOST_TEST(fault_of("医療機関名", name) == "医療機関名");
  BOOST_TEST(fault_of("日数", "32") == "日数");
}

BOOST_AUTO_TEST_CASE(an_odd_line_is_named_and_stops_nothing) {
  const auto outcome =
      read_rows(with("健保負担額", "6000") + with("番号", "0001002", "R2") + with("診療区分", "その外", "R3"));
  BOOST_TEST(outcome.faults.empty());
  BOOST_TEST(outcome.content.odd_count == 3U);
  BOOST_REQUIRE(outcome.content.odd.size() == 3U);
  BOOST_TEST(outcome.content.odd[0].line == 2U);
  BOOST_TEST(outcome.content.odd[0].number == "0001001");
  BOOST_TEST(outcome.content.odd[0].what.find("合いません") != std::string::npos);
  BOOST_TEST(outcome.content.odd[1].what.find("資格を喪失") != std::string::npos);
  BOOST_TEST(outcome.content.odd[2].what.find("知らない診療区分") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_sum_fits_within_what_rounding_and_benefits_allow) {
  BOOST_TEST(odd({10000, 7000, 0, 3000, 0, 0, 0}) == "");
  BOOST_TEST(odd({10005, 7004, 0, 3000, 0, 0, 0}) == "");     // the window rounded
  BOOST_TEST(odd({10011, 7004, 0, 3000, 0, 0, 0}, 2) == "");  // twice
  BOOST_TEST(odd({10011, 7004, 0, 3000, 0, 0, 0}) != "");
  BOOST_TEST(odd({612340, 428638, 0, 88560, 17410, 95142, 63500}) == "");   // 高額療養費 taken off at the window
  BOOST_TEST(odd({612340, 428638, 0, 201112, 17410, 95142, 63500}) == "");  // meals in the window's amount
  BOOST_TEST(odd({10000, 7000, 3000, 0, 0, 0, 0}) == "");
  BOOST_TEST(odd({0, 0, 0, 0, 0, 0, 0}) == "");
  BOOST_TEST(odd({10000, 0, 0, 0, 0, 0, 0}) != "");
}

BOOST_AUTO_TEST_CASE(an_amount_ten_times_too_much_is_called_so) {
  BOOST_TEST(odd({10000, 7000, 0, 30000, 0, 0, 0}) == "窓口負担額30,000円が10倍になっていませんか");
  BOOST_TEST(odd({100000, 7000, 0, 3000, 0, 0, 0}) == "医療費総額100,000円が10倍になっていませんか");
  BOOST_TEST(odd({10000, 7000, 0, 300, 0, 0, 0}) == "窓口負担額300円が10分の1になっていませんか");
}

BOOST_AUTO_TEST_SUITE_END()
