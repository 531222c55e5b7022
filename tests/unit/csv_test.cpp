#include "base/formats/csv.hpp"

#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"

namespace {

namespace csv = portal::csv;
using namespace std::string_literals;

// A file that is gone after the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) {
    std::string name = (std::filesystem::temp_directory_path() / "csv_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    std::ofstream(path(), std::ios::binary) << bytes;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }
  std::filesystem::path path() const { return folder_ / "file.csv"; }

 private:
  std::filesystem::path folder_;
};

constexpr std::array<std::string_view, 2> required = {"番号", "氏名"};
constexpr std::array<std::string_view, 1> optional = {"フリガナ"};
const csv::Columns columns = {required, optional};

struct Outcome {
  std::vector<std::string> numbers, names;
  std::vector<std::size_t> lines;
  std::vector<csv::Fault> faults;
  std::vector<std::string> unknown_columns;
  csv::Encoding encoding;
};

Outcome read(std::string_view bytes) {
  const TemporaryFile file(bytes);
  csv::Reader rows(file.path(), columns);
  Outcome outcome;
  while (rows.next()) {
    outcome.numbers.emplace_back(rows.get("番号"));
    outcome.names.emplace_back(rows.get("氏名"));
    outcome.lines.push_back(rows.line());
  }
  outcome.faults = rows.faults();
  outcome.unknown_columns = rows.unknown_columns();
  outcome.encoding = rows.encoding();
  return outcome;
}

std::string in_cp932(std::string_view utf8) {
  const csv::Cp932Text text = csv::to_cp932(utf8);
  BOOST_TEST_REQUIRE(text.replaced_count == 0U);
  return text.bytes;
}

const std::string names_of_cp932 = "髙橋﨑,①㈱～,表ソ能十,ｶﾞ,∥－―￢,\uE000";
using Strings = std::vector<std::string>;
using Lines = std::vector<std::size_t>;

BOOST_AUTO_TEST_SUITE(csv_test)

BOOST_AUTO_TEST_CASE(columns_are_joined_by_name_in_any_order) {
  const Outcome outcome = read("フリガナ,氏名,番号\nヤマダ,山田,0012\nサトウ,佐藤,7\n");
  BOOST_TEST(outcome.faults.empty());
  BOOST_TEST(outcome.numbers == (Strings{"0012", "7"}), boost::test_tools::per_element());
  BOOST_TEST(outcome.names == (Strings{"山田", "佐藤"}), boost::test_tools::per_element());
  BOOST_TEST(outcome.lines == (Lines{2, 3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(column_names_are_taken_in_any_width_and_with_spaces) {
  const TemporaryFile file(" 番号 ,\"氏名　\",ﾌﾘｶﾞﾅ\n1,山田,ヤマダ\n");
  csv::Reader rows(file.path(), columns);
  BOOST_TEST_REQUIRE(rows.next());
  BOOST_TEST(rows.get("フリガナ") == "ヤマダ");
  BOOST_TEST(rows.get("氏名") == "山田");
  BOOST_TEST(rows.has("フリガナ"));
}

BOOST_AUTO_TEST_CASE(an_optional_column_may_be_missing_and_an_undeclared_one_is_a_mistake_of_ours) {
  const TemporaryFile file("番号,氏名\n1,山田\n");
  csv::Reader rows(file.path(), columns);
  BOOST_TEST_REQUIRE(rows.next());
  BOOST_TEST(rows.get("フリガナ") == "");
  BOOST_TEST(!rows.has("フリガナ"));
  BOOST_CHECK_THROW(rows.get("住所"), std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_encoding_is_found_out) {
  const std::string text = "番号,氏名\n1,山田\n";
  const auto is = [](const Outcome& outcome, csv::Encoding encoding) {
    return outcome.faults.empty() && outcome.encoding == encoding && outcome.names == Strings{"山田"};
  };
  BOOST_TEST(is(read(text), csv::Encoding::utf8));
  BOOST_TEST(is(read("\uFEFF" + text), csv::Encoding::utf8));
  BOOST_TEST(is(read(in_cp932(text)), csv::Encoding::cp932));
}

BOOST_AUTO_TEST_CASE(names_come_through_byte_for_byte) {
  const Strings names = {"𠮷野", "髙橋 﨑",  "渡邉\U000E0102", "①㈱",    "～〜−－",
                         "表ソ", "神\uFA19", "が\u3099",       " 前後 ", "　"};
  std::string text = "番号,氏名\n";
  for (const std::string& name : names) text += "1," + name + "\n";
  const Outcome outcome = read(text);
  BOOST_TEST(outcome.faults.empty());
  BOOST_TEST(outcome.names == names, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(cp932_is_read_as_windows_reads_it) {
  const Outcome outcome = read(in_cp932("番号,氏名\n1,\"" + names_of_cp932 + "\"\n"));
  BOOST_TEST(outcome.faults.empty());
  BOOST_TEST(outcome.names == (Strings{names_of_cp932}), boost::test_tools::per_element());
  const Outcome wave = read("\x94\xD4\x8D\x86,\x8E\x81\x96\xBC\n1,\x81\x60\x81\x7C\xFB\xFC\xED\x95\n");
  BOOST_TEST(wave.names == (Strings{"～－髙﨑"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_line_end_counts_as_one_line) {
  for (const char* end : {"\n", "\r\n", "\r"}) {
    const std::string text = "番号,氏名"s + end + "1,\"山" + end + "田\"" + end + end + "2,佐藤" + end + "3,鈴木";
    const Outcome outcome = read(text);
    BOOST_TEST(outcome.faults.empty());
    BOOST_TEST(outcome.lines == (Lines{2, 5, 6}), boost::test_tools::per_element());
    BOOST_TEST(outcome.names == (Strings{"山"s + end + "田", "佐藤", "鈴木"}), boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(quotes_commas_and_blank_rows_are_understood) {
  const Outcome outcome = read("番号,氏名\n\"1\",\"山\"\"田,\"\n\n , \n,\n\"\",\"\"\n2,\n");
  BOOST_TEST(outcome.faults.empty());
  BOOST_TEST(outcome.numbers == (Strings{"1", "2"}), boost::test_tools::per_element());
  BOOST_TEST(outcome.names == (Strings{"山\"田,", ""}), boost::test_tools::per_element());
  BOOST_TEST(outcome.lines == (Lines{2, 7}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(unknown_columns_are_listed) {
  const Outcome outcome = read("番号,氏名,備考,,会社\n1,山田,a,b,c\n");
  BOOST_TEST(outcome.faults.empty());
  BOOST_TEST(outcome.unknown_columns == (Strings{"備考", "4列目", "会社"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(missing_and_double_columns_stop_the_file_and_are_all_reported) {
  const Outcome outcome = read("番号,フリガナ,番 号,番号,ﾌﾘｶﾞﾅ\n1,2,3,4,5\n");
  BOOST_TEST(outcome.numbers.empty());
  BOOST_TEST_REQUIRE(outcome.faults.size() == 3U);
  BOOST_TEST(outcome.faults[0].column == "番号");
  BOOST_TEST(outcome.faults[1].column == "フリガナ");
  BOOST_TEST(outcome.faults[2].column == "氏名");
  BOOST_TEST(outcome.faults[2].reason == "必要な列がありません。");
  BOOST_TEST(outcome.faults[2].line == 1U);
}

BOOST_AUTO_TEST_CASE(rows_of_another_width_are_reported_and_the_others_still_read) {
  const Outcome outcome = read("番号,氏名\n1,山田,太郎\n2,佐藤\n3\n4,鈴木\n");
  BOOST_TEST(outcome.numbers == (Strings{"2", "4"}), boost::test_tools::per_element());
  BOOST_TEST_REQUIRE(outcome.faults.size() == 2U);
  BOOST_TEST(outcome.faults[0].line == 2U);
  BOOST_TEST(outcome.faults[0].reason == "列の数が合いません（1行目は2列、この行は3列）。");
  BOOST_TEST(outcome.faults[1].line == 4U);
}

BOOST_AUTO_TEST_CASE(a_file_cut_off_in_its_last_row_is_reported) {
  const Outcome few = read("番号,フリガナ,氏名\n1,ヤマダ,山田\n2,サト");
  BOOST_TEST_REQUIRE(few.faults.size() == 1U);
  BOOST_TEST(few.faults[0].line == 3U);
  BOOST_TEST(few.faults[0].reason.find("途中で切れています") != std::string::npos);
  const Outcome open = read("番号,氏名\n1,山田\n2,\"佐\n藤");
  BOOST_TEST_REQUIRE(open.faults.size() == 1U);
  BOOST_TEST(open.faults[0].line == 3U);
  const Outcome within = read("\uFEFF番号,氏名\n1,山\xE7\x94");
  BOOST_TEST_REQUIRE(within.faults.size() == 1U);
  BOOST_TEST(within.faults[0].line == 2U);
  BOOST_TEST(within.faults[0].reason.find("途中で切れている") != std::string::npos);
  const Outcome whole = read("番号,氏名\n1,山田");
  BOOST_TEST(whole.faults.empty());
  BOOST_TEST(whole.numbers.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_file_cut_off_anywhere_never_gives_a_row_that_is_not_in_it) {
  const std::string whole = in_cp932("番号,氏名\r\n1,\"表,ソ\r\n\"\"能\"\r\n2,髙橋\r\n");
  const Strings names = read(whole).names;
  BOOST_TEST_REQUIRE(names.size() == 2U);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Outcome cut = read(whole.substr(0, size));
    for (std::size_t at = 0; at < cut.names.size(); ++at)
      BOOST_TEST(names[at].starts_with(cut.names[at]), "cut after byte " << size);
  }
}

BOOST_AUTO_TEST_CASE(what_closes_or_pads_a_file_is_no_row) {
  for (const std::string& end :
       {"\x1A"s, "\0"s, "\r\n\x1A\r\n"s, "\n\0\0\0\0\n\x1A"s, "\n\n\r\n"s, std::string(70000, '\0')}) {
    const Outcome outcome = read("番号,氏名\r\n1,山田\r\n" + end);
    BOOST_TEST(outcome.faults.empty());
    BOOST_TEST(outcome.names == Strings{"山田"}, boost::test_tools::per_element());
    BOOST_TEST(read(in_cp932("番号,氏名\n1,表") + end).names == Strings{"表"}, boost::test_tools::per_element());
  }
  BOOST_TEST(read("\x1A").faults.at(0).reason == "ファイルが空です。");
  BOOST_TEST(read("番号,フリガナ,氏名\n1,ヤマダ\x1A").faults.at(0).reason.find("途中で切れています") !=
             std::string::npos);
  BOOST_TEST(read("番号,氏名\n1,山\0田\n2,佐藤\n"s).faults.size() == 1U);
  BOOST_TEST(csv::to_utf8("本文\r\n\x1A\0"s).value() == "本文\r\n");
}

BOOST_AUTO_TEST_CASE(another_separator_or_encoding_is_named_instead_of_every_column) {
  for (const auto& [file, words] : std::vector<std::pair<std::string, std::string>>{
           {"番号\t氏名\n1\t山田\n", "タブ"},
           {"\"番号\"\t\"氏名\"\n\"1\"\t\"山,田\"\n", "タブ"},
           {in_cp932("番号;氏名\r\n1;山田\r\n"), "セミコロン"},
           {"\x1B$BHV9f\x1B(B,\x1B$B;aL>\x1B(B\r\n1,2\r\n", "JIS"},
           {"加入者一覧\n番号,氏名\n1,山田\n", "2行目"},
           {"加入者一覧,,\n2026年11月分,,\n\n番号,氏名,フリガナ\n1,山田,ヤマダ\n", "4行目"},
           {"1,山田\n2,佐藤\n", "1行目に列名がありません"},
           {"表題\n1,\"山\"田\n", "1行目に列名がありません"}}) {
    const Outcome outcome = read(file);
    BOOST_TEST_REQUIRE(outcome.faults.size() == 1U);
    BOOST_TEST(outcome.faults[0].reason.find(words) != std::string::npos, outcome.faults[0].reason);
    BOOST_TEST(outcome.numbers.empty());
  }
  BOOST_TEST(!csv::to_utf8("\x1B$BHV9f\x1B(B"));
}

BOOST_AUTO_TEST_CASE(a_misspelt_column_is_named_beside_the_one_that_is_missing) {
  const auto reason = [](const std::string& names) { return read(names + "\n1,2,3\n").faults.at(0).reason; };
  BOOST_TEST(reason("番号,氏名（漢字）,会社").find("「氏名（漢字）」") == std::string::npos);  // folded as names are
  BOOST_TEST(reason("番号,氏名（漢字）,会社").find("「氏名(漢字)」") != std::string::npos);
  BOOST_TEST(reason("番 号,氏名,会社").find("「番 号」") != std::string::npos);
  BOOST_TEST(reason("番号,会社,備考") == "必要な列がありません。");
  BOOST_TEST(read("番号,氏名,ふりがな\n1,2,3\n").unknown_columns == Strings{"ふりがな（「フリガナ」ではありませんか）"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(wrong_quotes_stop_the_file_at_their_line) {
  for (const char* row : {"2,\"佐\"藤", "2,佐\"藤", "2,\"佐藤\" "}) {
    const Outcome outcome = read("番号,氏名\n1,山田\n"s + row + "\n3,鈴木\n");
    BOOST_TEST_REQUIRE(outcome.faults.size() == 1U);
    BOOST_TEST(outcome.faults[0].line == 3U);
    BOOST_TEST(outcome.numbers.size() == 1U);
  }
}

BOOST_AUTO_TEST_CASE(a_file_in_no_known_encoding_is_refused_with_the_line) {
  const Outcome mixed = read("番号,氏名\n1,山田\n2,\xFF\xFE\xFD\n");
  BOOST_TEST_REQUIRE(mixed.faults.size() == 1U);
  BOOST_TEST(mixed.faults[0].line == 3U);
  BOOST_TEST(mixed.numbers.empty());
  const Outcome marked = read("\uFEFF番号,氏名\n1,\x8E\x52\n");
  BOOST_TEST_REQUIRE(marked.faults.size() == 1U);
  BOOST_TEST(marked.faults[0].line == 2U);
  BOOST_TEST(marked.faults[0].reason == "UTF-8として読めない文字があります。");
  BOOST_TEST(read("番号,氏名\n1,a\0b\n"s).faults.size() == 1U);
  BOOST_TEST(read("\xFF\xFE\0"s).faults.at(0).reason == "文字コードがUTF-16です。");
  BOOST_TEST(read("PK\x03\x04xxxx").faults.at(0).reason == "CSVではなくExcelのファイルです。");
}

BOOST_AUTO_TEST_CASE(a_file_without_content_or_without_a_file_is_refused) {
  for (const char* bytes : {"", "\n\r\n", "\uFEFF"})
    BOOST_TEST(read(bytes).faults.at(0).reason == "ファイルが空です。");
  csv::Reader missing("/nowhere/file.csv", columns);
  BOOST_TEST(!missing.next());
  BOOST_TEST(missing.faults().at(0).reason == "ファイルを読めません。");
  csv::Reader folder(std::filesystem::temp_directory_path(), columns);
  BOOST_TEST(!folder.next());
  BOOST_TEST(folder.faults().at(0).reason == "ファイルを読めません。");
}

BOOST_AUTO_TEST_CASE(rows_columns_and_faults_are_bounded) {
  const std::string head = "番号,氏名\n";
  const Outcome longest = read(head + "1," + std::string(portal::limits::csv_row_bytes_max - 3, 'a') + "\n");
  BOOST_TEST(longest.faults.empty());
  BOOST_TEST(read(head + "1," + std::string(portal::limits::csv_row_bytes_max - 2, 'a') + "\n").faults.at(0).line ==
             2U);
  std::string open_quote = head + "1,\"山田\n";
  for (int row = 0; row < 10000; ++row) open_quote += "1,佐藤鈴木\n";
  BOOST_TEST(read(open_quote).faults.at(0).line == 2U);

  std::string wide = "番号,氏名";
  for (std::size_t at = 2; at < portal::limits::csv_columns_max; ++at) wide += ",c" + std::to_string(at);
  BOOST_TEST(read(wide + "\n").faults.empty());
  BOOST_TEST(read(wide + ",x\n").faults.size() == 1U);
  BOOST_TEST(read(head + std::string(1000, ',') + "1\n2,佐藤\n").faults.at(0).line == 2U);

  std::string faulty = head;
  for (int row = 0; row < 2000; ++row) faulty += "1\n";
  BOOST_TEST(read(faulty).faults.size() == portal::limits::csv_faults_max + 1);
}

BOOST_AUTO_TEST_CASE(no_bytes_make_a_reader_throw) {
  const std::string pieces[] = {"\"", ",", "\n", "\r", "1", "山田", "\x8E", "\xFF", " ", "\"\"", "番号,氏名\n"};
  unsigned state = 7;
  for (int round = 0; round < 500; ++round) {
    std::string bytes = round % 2 == 0 ? "番号,氏名\n" : "";
    for (int piece = 0; piece < 12; ++piece) {
      state = state * 1103515245U + 12345U;
      bytes += pieces[(state >> 16U) % std::size(pieces)];
    }
    BOOST_CHECK_NO_THROW(read(bytes));
  }
}

BOOST_AUTO_TEST_CASE(a_written_row_reads_back) {
  const Strings cells = {"1", "a,\"b\"\r\n\"", " 髙 ", "", "=1+1", "\",=1+1"};
  std::string text = "番号,氏名,c,d,e,f\r\n";
  csv::write_row(text, cells, csv::Formulas::kept);
  const TemporaryFile file(text);
  const std::array<std::string_view, 6> names = {"番号", "氏名", "c", "d", "e", "f"};
  csv::Reader rows(file.path(), {names, {}});
  BOOST_TEST_REQUIRE(rows.next());
  for (std::size_t at = 0; at < names.size(); ++at) BOOST_TEST(rows.get(names[at]) == cells[at]);
  BOOST_TEST(!rows.next());
  BOOST_TEST(rows.faults().empty());
}

BOOST_AUTO_TEST_CASE(rows_are_written_by_rfc_4180) {
  std::string out;
  csv::write_row(out, Strings{"a", "b c", "d,e", "f\"g", "h\ni", ""}, csv::Formulas::kept);
  BOOST_TEST(out == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\r\n");
}

BOOST_AUTO_TEST_CASE(cells_that_a_spreadsheet_would_run_are_guarded) {
  for (const char* lead : {"", "　", "\u00A0", " ", "　\u00A0 ", "\uFEFF"})
    for (const char* start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "ー", "−"}) {
      const std::string cell = std::string(lead) + start + "1+1";
      std::string guarded, kept;
      csv::write_row(guarded, Strings{cell}, csv::Formulas::guarded);
      csv::write_row(kept, Strings{cell}, csv::Formulas::kept);
      BOOST_TEST(guarded.starts_with(guarded.front() == '"' ? "\"'" : "'"), cell);
      BOOST_TEST(kept.find('\'') == std::string::npos, cell);
    }
  std::string plain;
  csv::write_row(plain, Strings{"山田", "1-1", "a=b", "サーバー", "", " ", "'x"}, csv::Formulas::guarded);
  BOOST_TEST(plain == "山田,1-1,a=b,サーバー,,\" \",'x\r\n");
}

BOOST_AUTO_TEST_CASE(characters_without_a_cp932_code_become_geta_and_are_counted) {
  const auto is = [](std::string_view text, std::string_view bytes, std::size_t replaced_count) {
    const csv::Cp932Text converted = csv::to_cp932(text);
    return converted.bytes == bytes && converted.replaced_count == replaced_count;
  };
  BOOST_TEST(is("𠮷野", "\x81\xAC\x96\xEC", 1));
  BOOST_TEST(is("渡邉\U000E0102", "\x93\x6E\x81\xAC", 1));
  BOOST_TEST(is("a\uFE0F", "a\x81\xAC", 1));
  BOOST_TEST(is("😀é", "\x81\xAC\x81\xAC", 2));
  BOOST_TEST(is("\xFF\xE3\x81", "\x81\xAC\x81\xAC\x81\xAC", 3));
  BOOST_TEST(is("〓", "\x81\xAC", 0));
  BOOST_TEST(is("", "", 0));
}

// It took the comma before it along, and every later cell stood one column too far left. Found by the fuzzer.
BOOST_AUTO_TEST_CASE(a_cell_that_begins_with_a_variation_selector_keeps_its_column) {
  csv::Writer writer(csv::Encoding::cp932, csv::Formulas::kept);
  BOOST_TEST(!writer.add(Strings{"1", "\uFE00", "\U000E0100,", "4"}));
  BOOST_TEST(writer.bytes() == "1,\x81\xAC,\"\x81\xAC,\",4\r\n");
}

// iconv takes it for written and writes nothing: a cell of nothing else left a blank row, which readers skip. Found by
// the fuzzer.
BOOST_AUTO_TEST_CASE(a_character_that_iconv_leaves_out_becomes_geta_too) {
  const csv::Cp932Text converted = csv::to_cp932("a\U000E0004\U000E0041z");
  BOOST_TEST(converted.bytes == "a\x81\xAC\x81\xACz");
  BOOST_TEST(converted.replaced_count == 2U);
}

BOOST_AUTO_TEST_CASE(look_alikes_take_the_codes_that_windows_gives_them) {
  BOOST_TEST(csv::to_cp932("〜−‖—").bytes == csv::to_cp932("～－∥―").bytes);
  BOOST_TEST(csv::to_cp932("〜−‖—\u00A0").replaced_count == 0U);
  BOOST_TEST(csv::to_cp932("a\u00A0b").bytes == "a b");
  BOOST_TEST(csv::to_cp932("表ソ").bytes == "\x95\x5C\x83\x5C");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
