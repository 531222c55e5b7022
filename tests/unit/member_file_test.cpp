#include "domain/imports/member_file.hpp"

#include <fstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <stdlib.h>

#include "base/formats/csv.hpp"
#include "domain/imports/import_row.hpp"

namespace {

namespace member_file = portal::member_file;
using namespace std::chrono_literals;

constexpr auto today = 2026y / 11 / 22;
constexpr const char* heading =
    "記号,番号,枝番,続柄,氏名,フリガナ,生年月日,性別,資格取得日,資格喪失日,メールアドレス,郵便番号,住所\r\n";
constexpr const char* sound_row =
    "12,0001001,00,本人,見本　太郎,ミホン　タロウ,S50.4.1,男,H10.4.1,,taro@example.jp,100-0001,見本県見本市1-2-3\r\n";

// A file that is gone after the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes) {
    std::string name = (std::filesystem::temp_directory_path() / "member_file_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    std::ofstream(path(), std::ios::binary) << bytes;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }
  std::filesystem::path path() const { return folder_ / "members.csv"; }

 private:
  std::filesystem::path folder_;
};

struct Outcome {
  std::vector<member_file::Row> rows;
  std::vector<portal::csv::Fault> faults;
  std::vector<std::string> notices;
};

Outcome read(const std::string& bytes) {
  const TemporaryFile file(bytes);
  const auto content = member_file::read(file.path(), today, [](std::size_t) {});
  return {content.rows, content.faults.in_order(), content.notices};
}

// The sound row with one of its cells replaced.
std::string row_with(std::size_t column, const std::string& value) {
  std::vector<std::string> cells(1);
  for (const char* at = sound_row; *at != '\r'; ++at) {
    if (*at == ',')
      cells.emplace_back();
    else
      cells.back() += *at;
  }
  cells.at(column) = value;
  std::string row;
  for (const std::string& cell : cells) row += cell + ",";
  row.pop_back();
  return row + "\r\n";
}

enum Column { symbol, number, branch, relation, name, kana, birth, sex, enrolled, left, email, postal, address };

std::size_t odd_lines(const std::string& rows) {
  const TemporaryFile file(heading + rows);
  return member_file::read(file.path(), today, [](std::size_t) {}).odd_count;
}

std::string faulty_columns(const std::string& rows) {
  std::string found;
  for (const auto& fault : read(heading + rows).faults) found += (found.empty() ? "" : " ") + fault.column;
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(member_file_reading)

BOOST_AUTO_TEST_CASE(a_sound_row_is_read_whole) {
  const Outcome outcome = read(std::string(heading) + sound_row);
  BOOST_TEST(outcome.faults.empty());
  BOOST_REQUIRE(outcome.rows.size() == 1);
  const auto& entry = outcome.rows.front().entry;
  BOOST_TEST(outcome.rows.front().line == 2);
  BOOST_TEST(entry.symbol == "12");
  BOOST_TEST(entry.number == "0001001");
  BOOST_TEST(entry.branch == "00");
  BOOST_TEST(entry.name == "見本　太郎");
  BOOST_TEST((entry.birth_date == 1975y / 4 / 1));
  BOOST_TEST(entry.sex == 'm');
  BOOST_TEST((entry.enrolled_on == 1998y / 4 / 1));
  BOOST_TEST(!entry.left_on);
  BOOST_TEST(entry.email.value() == "taro@example.jp");
  BOOST_TEST(entry.postal_code == "100-0001");
}

BOOST_AUTO_TEST_CASE(numbers_are_folded_and_keep_their_zeros) {
  BOOST_TEST(read(heading + row_with(number, "０００１００１")).rows.at(0).entry.number == "0001001");
  BOOST_TEST(read(heading + row_with(branch, "０１")).rows.at(0).entry.branch == "01");
  BOOST_TEST(read(heading + row_with(symbol, "１２")).rows.at(0).entry.symbol == "12");
  BOOST_TEST(read(heading + row_with(symbol, "")).rows.at(0).entry.symbol == "");
  BOOST_TEST(read(heading + row_with(postal, "１０００００１")).rows.at(0).entry.postal_code == "100-0001");
}

BOOST_AUTO_TEST_CASE(names_stay_byte_for_byte) {
  for (const char* difficult : {"𠮷田", "髙橋", "山﨑", "邉󠄂", "神田", "㈱見本", "①", "ﾐﾎﾝ", "鷗", "彅"}) {
    const auto rows = read(heading + row_with(name, difficult)).rows;
    BOOST_REQUIRE(rows.size() == 1);
    BOOST_TEST(rows.front().entry.name == difficult);
  }
}

BOOST_AUTO_TEST_CASE(a_file_in_cp932_is_read_like_one_in_utf_8) {
  const std::string utf8 = heading + row_with(name, "髙橋　﨑①㈱～") + row_with(number, "0001002");
  const auto cp932 = portal::csv::to_cp932(utf8);
  BOOST_REQUIRE(cp932.replaced_count == 0);
  const Outcome one = read(utf8);
  const Outcome other = read(cp932.bytes);
  BOOST_TEST(other.faults.empty());
  BOOST_REQUIRE(other.rows.size() == 2);
  BOOST_TEST((other.rows[0].entry == one.rows[0].entry));
  BOOST_TEST((other.rows[1].entry == one.rows[1].entry));
}

BOOST_AUTO_TEST_CASE(every_form_of_a_date_is_taken) {
  for (const char* form : {"1975-04-01", "1975/4/1", "19750401", "昭和50年4月1日", "S50.4.1", "ｓ５０．４．１"})
    BOOST_TEST((read(heading + row_with(birth, form)).rows.at(0).entry.birth_date == 1975y / 4 / 1));
}

BOOST_AUTO_TEST_CASE(each_fault_names_its_column) {
  const std::vector<std::tuple<Column, const char*, const char*>> faulty = {
      {number, "", "番号"},
      {number, "12-34", "番号"},
      {number, "一二三", "番号"},
      {number, "123456789012345678901", "番号"},
      {branch, "", "枝番"},
      {branch, "0", "枝番"},
      {branch, "000", "枝番"},
      {branch, "aa", "枝番"},
      {relation, "", "続柄"},
      {name, "", "氏名"},
      {name, "　", "氏名"},
      {name, "見本\u202Eタ", "氏名"},
      {kana, "", "フリガナ"},
      {birth, "", "生年月日"},
      {birth, "R7.2.30", "生年月日"},
      {birth, "2026-11-23", "生年月日 資格取得日"},
      {sex, "", "性別"},
      {sex, "1", "性別"},
      {enrolled, "", "資格取得日"},
      {enrolled, "昭和64年1月8日", "資格取得日"},
      {enrolled, "S40.4.1", "資格取得日"},
      {left, "まだ", "資格喪失日"},
      {left, "H9.4.1", "資格喪失日"},
      {email, "taro.example.jp", "メールアドレス"},
      {postal, "100-000", "郵便番号"},
  };
  for (const auto& [column, value, expected] : faulty)
    BOOST_TEST(faulty_columns(row_with(column, value)) == expected, "for " << value);
}

BOOST_AUTO_TEST_CASE(all_faults_of_a_row_are_named_at_once) {
  BOOST_TEST(faulty_columns("12,,0,,,,,,,,x,1,\r\n") ==
             "番号 枝番 続柄 氏名 フリガナ 生年月日 性別 資格取得日 メールアドレス 郵便番号");
}

BOOST_AUTO_TEST_CASE(a_fault_says_its_line_reason_and_remedy) {
  const auto faults = read(std::string(heading) + sound_row + row_with(branch, "1")).faults;
  BOOST_REQUIRE(faults.size() == 1);
  BOOST_TEST(faults.front().line == 3);
  BOOST_TEST(!faults.front().reason.empty());
  BOOST_TEST(faults.front().remedy.find("先頭の0が消える") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_member_may_stand_once) {
  const auto faults = read(std::string(heading) + sound_row + row_with(number, "０００１００１")).faults;
  BOOST_REQUIRE(!faults.empty());
  BOOST_TEST(faults.front().reason == "2行目と同じ記号・番号・枝番です");
}

BOOST_AUTO_TEST_CASE(a_household_has_one_principal) {
  BOOST_TEST(faulty_columns(std::string(sound_row) + row_with(branch, "01")) == "続柄");
  std::string left_before = row_with(branch, "01");
  left_before.replace(left_before.find("H10.4.1,,"), 9, "H10.4.1,H20.4.1,");
  BOOST_TEST(faulty_columns(left_before + sound_row) == "");
}

BOOST_AUTO_TEST_CASE(a_date_that_stands_for_none_is_none_or_a_fault_and_never_a_fact) {
  for (const char* none :
       {"9999-12-31", "9999/12/31", "99991231", "99999999", "9999/99/99", "９９９９－１２－３１", "R99.12.31",
        "2099-12-31", "0000-00-00", "00000000", "0", "1900/1/0", "1899-12-30", "-", "－"}) {
    const Outcome outcome = read(heading + row_with(left, none));
    BOOST_TEST(outcome.faults.empty(), none);
    BOOST_REQUIRE(outcome.rows.size() == 1);
    BOOST_TEST(!outcome.rows.front().entry.left_on, none);
    BOOST_TEST(outcome.notices.size() == (portal::import_row::is_nothing(none) ? 0U : 1U), none);
    for (const Column column : {birth, enrolled})
      if (std::string_view(none) != "2099-12-31")
        BOOST_TEST(faulty_columns(row_with(column, none)) == (column == birth ? "生年月日" : "資格取得日"), none);
  }
  BOOST_TEST(faulty_columns(row_with(birth, "1900-01-01")) == "生年月日");
  BOOST_TEST(faulty_columns(row_with(birth, "1850-01-01")) == "生年月日");
  BOOST_TEST((read(heading + row_with(left, "2076-11-22")).rows.at(0).entry.left_on == 2076y / 11 / 22));
  BOOST_TEST((read(heading + row_with(left, "R9.9.30")).rows.at(0).entry.left_on == 2027y / 9 / 30));
}

BOOST_AUTO_TEST_CASE(the_principal_is_known_by_every_usual_word) {
  const auto relation_of = [](const char* word) {
    return read(heading + row_with(relation, word)).rows.at(0).entry.relation;
  };
  for (const char* word : {"本　人", " 本人 ", "本 人", "ﾎﾝﾆﾝ", "ほんにん", "被保険者", "本人（任意継続）",
                           "本人(任継)", "被保険者（本人）", "任意継続被保険者", "（本人）"})
    BOOST_TEST(relation_of(word) == "本人", word);
  for (const char* word : {"妻", "本人の妻", "本人（妻）", "00", "被扶養者", "夫"})
    BOOST_TEST(relation_of(word) == word, word);
}

BOOST_AUTO_TEST_CASE(a_word_that_may_mean_the_principal_is_noted) {
  for (const char* word : {"本人の妻", "本人（妻）", "00", "1"})
    BOOST_TEST(odd_lines(row_with(relation, word)) == 1U, word);
  for (const char* word : {"妻", "本人", "被扶養者", "長男"})
    BOOST_TEST(odd_lines(row_with(relation, word)) == 0U, word);
}

BOOST_AUTO_TEST_CASE(two_principals_written_differently_are_two) {
  std::string other = row_with(relation, "被保険者");
  other.replace(other.find(",00,"), 4, ",01,");
  BOOST_TEST(faulty_columns(sound_row + other) == "続柄");
}

BOOST_AUTO_TEST_CASE(the_sex_is_read_in_any_width_and_with_its_suffix) {
  for (const char* word : {"女", " 女　", "女性", "女 性"})
    BOOST_TEST(read(heading + row_with(sex, word)).rows.at(0).entry.sex == 'f', word);
}

BOOST_AUTO_TEST_CASE(a_principal_who_will_leave_is_one_until_then) {
  std::string leaving = row_with(left, "2027-03-31");
  leaving.replace(leaving.find(",00,"), 4, ",01,");
  BOOST_TEST(faulty_columns(sound_row + leaving) == "続柄");
}

BOOST_AUTO_TEST_CASE(a_line_break_in_a_cell_is_called_so) {
  const auto faults = read(heading + row_with(address, "\"見本県\n見本市\"")).faults;
  BOOST_REQUIRE(faults.size() == 1);
  BOOST_TEST(faults.front().reason == "改行が入っています");
}

BOOST_AUTO_TEST_CASE(a_missing_column_stops_the_file_and_an_unknown_one_is_noted) {
  BOOST_TEST(!read("記号,番号\r\n12,1\r\n").faults.empty());
  std::string wider = std::string(heading) + sound_row;
  wider.replace(wider.find("\r\n"), 2, ",備考\r\n");
  wider.replace(wider.rfind("\r\n"), 2, ",メモ\r\n");
  const Outcome outcome = read(wider);
  BOOST_TEST(outcome.faults.empty());
  BOOST_REQUIRE(outcome.notices.size() == 1);
  BOOST_TEST(outcome.notices.front() == "使わない列があります：備考");
}

BOOST_AUTO_TEST_CASE(a_file_without_rows_is_a_fault) { BOOST_TEST(read(heading).faults.size() == 1); }

BOOST_AUTO_TEST_CASE(characters_of_the_core_system_alone_are_noted) {
  const Outcome outcome = read(heading + row_with(name, "見\uE000本"));
  BOOST_TEST(outcome.faults.empty());
  BOOST_REQUIRE(outcome.notices.size() == 1);
  BOOST_TEST(outcome.notices.front().find("2行目") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
