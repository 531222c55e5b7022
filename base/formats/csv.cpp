#include "base/formats/csv.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <stdexcept>

#include <csv.h>
#include <fmt/format.h>
#include <iconv.h>

#include "base/formats/csv_names.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::csv {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view as_utf8 = "「CSV UTF-8（コンマ区切り）」で保存し直してください。";

// One direction of glibc's iconv. Its table "CP932" is that of Windows; "SHIFT_JIS" lacks ①, ㈱, 髙 and takes ～ for
// 〜.
class Converter {
 public:
  Converter(const char* to, const char* from) : descriptor_(iconv_open(to, from)) {
    if (descriptor_ == invalid()) throw std::runtime_error(fmt::format("iconv can't convert {} to {}", from, to));
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { iconv_close(descriptor_); }

  // Nothing when a byte sequence means nothing there or has no counterpart here.
  std::optional<std::string> convert(std::string_view text) const {
    std::string source(text);
    std::string target(text.size() * 3, '\0');  // a half-width kana: one byte becomes three
    char* in = source.data();
    char* out = target.data();
    std::size_t in_left = source.size();
    std::size_t out_left = target.size();
    iconv(descriptor_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(descriptor_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) return std::nullopt;
    target.resize(target.size() - out_left);
    return target;
  }

 private:
  static iconv_t invalid() { return reinterpret_cast<iconv_t>(-1); }
  iconv_t descriptor_;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// Core systems of old close a text with 0x1A, and some fill the last block up with NULs: the text ends before them. No
// second byte of a CP932 character is one of these.
constexpr std::string_view jis_escape = "\x1B$";  // begins Japanese text in ISO-2022-JP, whose bytes are all ASCII
constexpr std::string_view end_marks("\x1A\0", 2);
bool is_behind_text(char c) { return c == '\r' || c == '\n' || end_marks.find(c) != end_marks.npos; }

// A file's bytes up to the end of its text.
class Input {
 public:
  bool open(const std::filesystem::path& path) {
    file_.reset(std::fopen(path.c_str(), "rbe"));
    return file_ && find_end() && rewind();
  }
  bool rewind() {
    left_ = end_;
    return std::fseek(file_.get(), 0, SEEK_SET) == 0;
  }
  int get() {
    if (left_ == 0) return EOF;
    --left_;
    return std::getc(file_.get());
  }
  void put_back(int c) {
    ++left_;
    std::ungetc(c, file_.get());
  }
  bool has_failed() const { return std::ferror(file_.get()) != 0; }

 private:
  bool find_end() {
    if (std::fseek(file_.get(), 0, SEEK_END) != 0) return false;
    const long size = std::ftell(file_.get());
    if (size < 0) return false;
    end_ = size;
    std::string behind;  // what stands behind the text, its beginning at least
    while (end_ > 0) {
      const auto block = bytes_before(end_);
      if (!block) return false;
      const auto last = std::find_if_not(block->rbegin(), block->rend(), is_behind_text);
      const auto kept = static_cast<std::size_t>(block->rend() - last);
      behind = block->substr(kept) + behind.substr(0, 2);
      has_end_mark_ = has_end_mark_ || block->find_first_of(end_marks, kept) != block->npos;
      end_ -= static_cast<long>(block->size() - kept);
      if (kept > 0) break;
    }
    // One line's end stays: a last row without it may have been cut off.
    if (has_end_mark_)
      end_ += behind.starts_with("\r\n") ? 2 : behind.starts_with('\r') || behind.starts_with('\n') ? 1 : 0;
    else
      end_ = size;
    return true;
  }

  std::optional<std::string> bytes_before(long end) {
    constexpr long block_bytes = 64 * 1024;
    const long begin = std::max(0L, end - block_bytes);
    std::string block(static_cast<std::size_t>(end - begin), '\0');
    if (std::fseek(file_.get(), begin, SEEK_SET) != 0) return {};
    if (std::fread(block.data(), 1, block.size(), file_.get()) != block.size()) return {};
    return block;
  }

  std::unique_ptr<std::FILE, CloseFile> file_;
  long end_ = 0, left_ = 0;
  bool has_end_mark_ = false;
};

enum class Got { line, end, too_long, unreadable };

// One line with its end (LF, CRLF or CR). No second byte of a CP932 character is one of these, so this comes before any
// decoding.
Got read_line(Input& file, std::string& line) {
  line.clear();
  while (line.size() <= limits::csv_row_bytes_max) {
    const int c = file.get();
    if (c == EOF) {
      if (file.has_failed()) return Got::unreadable;
      return line.empty() ? Got::end : Got::line;
    }
    line.push_back(static_cast<char>(c));
    if (c == '\n') return Got::line;
    if (c != '\r') continue;
    if (const int next = file.get(); next == '\n') {
      line.push_back('\n');
    } else if (next != EOF) {
      file.put_back(next);
    }
    return Got::line;
  }
  return Got::too_long;
}

bool ends_line(std::string_view line) { return line.ends_with('\n') || line.ends_with('\r'); }

Fault fault_of(Got got, std::size_t line) {
  if (got == Got::unreadable)
    return {0, "", "ファイルを読めません。", "ファイルの場所と読み取りの権限を確かめてください。"};
  return {line, "", fmt::format("1行が長すぎます（{}KBまで）。", limits::csv_row_bytes_max / 1024),
          "引用符「\"」が閉じているか、CSVファイルかどうかを確かめてください。"};
}

// The first line at which each encoding stops being possible; 0 when it never does.
struct Survey {
  std::size_t not_utf8 = 0, not_cp932 = 0;
  bool has_utf8_mark = false;
  bool ends_within_line = false;
  std::optional<Fault> fault = std::nullopt;
};

std::optional<Fault> fault_of_first_bytes(std::string_view line) {
  if (line.starts_with("\xFF\xFE") || line.starts_with("\xFE\xFF"))
    return Fault{1, "", "文字コードがUTF-16です。", std::string(as_utf8)};
  if (line.find(jis_escape) != line.npos)
    return Fault{1, "", "文字コードがJIS（ISO-2022-JP）です。", std::string(as_utf8)};
  if (line.starts_with("PK\x03\x04"))
    return Fault{1, "", "CSVではなくExcelのファイルです。", "Excelで開き、" + std::string(as_utf8)};
  return std::nullopt;
}

Survey survey(Input& file, const Converter& from_cp932) {
  Survey found;
  std::string line;
  for (std::size_t number = 1;; ++number) {
    const Got got = read_line(file, line);
    if (got == Got::end) return found;
    if (number == 1) {
      found.has_utf8_mark = line.starts_with(utf8_mark);
      found.fault = fault_of_first_bytes(line);
    }
    if (got != Got::line && !found.fault) found.fault = fault_of(got, number);
    if (found.fault) return found;
    found.ends_within_line = !ends_line(line);
    const bool has_nul = line.find('\0') != std::string::npos;
    if (found.not_utf8 == 0 && !text::is_valid_utf8(line)) found.not_utf8 = number;
    if (found.not_cp932 == 0 && (has_nul || !from_cp932.convert(line))) found.not_cp932 = number;
    if (found.not_utf8 != 0 && found.not_cp932 != 0) return found;
  }
}

// UTF-8 wins when both fit: Japanese text in CP932 is next to never well-formed UTF-8, while UTF-8 often fits CP932.
std::optional<Encoding> encoding_of(const Survey& found) {
  if (found.not_utf8 == 0) return Encoding::utf8;
  if (found.not_cp932 == 0 && !found.has_utf8_mark) return Encoding::cp932;
  return std::nullopt;
}

// The encoding that fitted longer is the one that was meant.
Fault fault_of_encoding(const Survey& found) {
  const bool is_utf8 = found.has_utf8_mark || found.not_utf8 > found.not_cp932;
  if (found.ends_within_line)
    return {is_utf8 ? found.not_utf8 : found.not_cp932, "",
            "最後の行が文字の途中で切れているか、読めない文字があります。", "ファイルを出力し直してください。"};
  return {is_utf8 ? found.not_utf8 : found.not_cp932, "",
          fmt::format("{}として読めない文字があります。", is_utf8 ? "UTF-8" : "CP932（シフトJIS）"),
          fmt::format("この行の文字を確かめるか、{}", as_utf8)};
}

// What libcsv has found since the row began. It calls back from C.
struct Row {
  std::vector<std::string> fields;
  bool is_complete = false;
  bool has_too_many = false;
};

void end_field(void* bytes, std::size_t size, void* row_pointer) {
  Row& row = *static_cast<Row*>(row_pointer);
  row.has_too_many = row.fields.size() == limits::csv_columns_max;
  if (!row.has_too_many) row.fields.emplace_back(static_cast<const char*>(bytes), size);
}

void end_row(int, void* row_pointer) { static_cast<Row*>(row_pointer)->is_complete = true; }

// libcsv would cut white space off the ends of fields without quotes.
int is_never_space(unsigned char) { return 0; }

class Parser {
 public:
  Parser() {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::runtime_error("libcsv did not start");
    csv_set_space_func(&parser_, is_never_space);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&parser_); }

  bool feed(std::string_view bytes, Row& row) {
    return csv_parse(&parser_, bytes.data(), bytes.size(), end_field, end_row, &row) == bytes.size();
  }
  bool finish(Row& row) { return csv_fini(&parser_, end_field, end_row, &row) == 0; }

 private:
  csv_parser parser_;
};

bool is_blank(const std::vector<std::string>& fields) {
  return std::all_of(fields.begin(), fields.end(), [](const std::string& field) { return text::trim(field).empty(); });
}

Fault missing_column(const std::string& column, std::span<const std::string> unknown, std::size_t line) {
  const std::string meant = csv_names::resembling(column, unknown);
  if (meant.empty()) return {line, column, "必要な列がありません。", "1行目の列名を確かめてください。"};
  return {line, column, fmt::format("必要な列がありません。よく似た「{}」という列があります。", meant),
          fmt::format("それがこの列なら、1行目の列名を「{}」に直してください。", column)};
}

std::string unknown_column(const std::string& name, std::size_t at, std::span<const std::string> missing) {
  if (name.empty()) return fmt::format("{}列目", at + 1);
  const std::string meant = csv_names::resembling(name, missing);
  return meant.empty() ? name : fmt::format("{}（「{}」ではありませんか）", name, meant);
}

}  // namespace

struct Reader::State {
  Input file;
  Converter from_cp932{"UTF-8", "CP932"};
  Parser parser;
  Encoding encoding = Encoding::utf8;
  bool is_over = true;

  std::string bytes;  // the line being read
  Row row;
  std::size_t lines_read = 0;
  std::size_t row_line = 0;
  bool is_cut_off = false;  // the current row is the file's last and lacks its line end

  std::size_t width = 0;
  std::map<std::string, std::optional<std::size_t>, std::less<>> positions;  // of every declared column
  std::vector<std::string> unknown_columns;
  std::vector<Fault> faults;

  void open(const std::filesystem::path& path);
  void read_header(const Columns& columns);
  std::optional<Fault> fault_of_header(const Columns& columns);
  void place_columns(const Columns& columns, const std::vector<std::string>& names);
  bool read_row();
  std::string decoded_first_line();
  std::vector<std::string> names_in_row() const;
  bool feed_line();
  bool finish_last_row();
  bool is_sound_row();
  void give_up(Fault fault);
};

void Reader::State::give_up(Fault fault) {
  faults.push_back(std::move(fault));
  is_over = true;
}

void Reader::State::open(const std::filesystem::path& path) {
  if (!file.open(path)) return give_up(fault_of(Got::unreadable, 0));
  const Survey found = survey(file, from_cp932);
  if (found.fault) return give_up(*found.fault);
  const auto fitting = encoding_of(found);
  if (!fitting) return give_up(fault_of_encoding(found));
  if (!file.rewind()) return give_up(fault_of(Got::unreadable, 0));
  encoding = *fitting;
  is_over = false;
}

// Decodes the line just read and gives it to the parser.
bool Reader::State::feed_line() {
  std::string_view line = bytes;
  if (lines_read == 1 && line.starts_with(utf8_mark)) line.remove_prefix(utf8_mark.size());
  const auto decoded = encoding == Encoding::cp932 ? from_cp932.convert(line) : std::string(line);
  if (decoded && parser.feed(*decoded, row)) return true;
  // Only a file that was written to after the survey fails to decode here.
  give_up(
      {row_line, "", decoded ? "引用符「\"」の使い方が正しくありません。" : "読んでいる間にファイルが変わりました。",
       decoded ? "値の中の「\"」は「\"\"」と2つ重ね、値全体を「\"」で囲んでください。" : "もう一度実行してください。"});
  return false;
}

bool Reader::State::finish_last_row() {
  if (!parser.finish(row)) {
    give_up({row_line, "", "引用符「\"」が閉じないままファイルが終わっています。",
             "ファイルが途中で切れていないか確かめ、出力し直してください。"});
    return false;
  }
  is_over = true;
  return row.is_complete;
}

// The next row that is not an empty line, however many columns it has.
bool Reader::State::read_row() {
  row = {};
  std::size_t row_bytes = 0;
  bool has_begun = false;
  while (!is_over) {
    const Got got = read_line(file, bytes);
    if (got == Got::end) return finish_last_row();
    ++lines_read;
    if (!has_begun) row_line = lines_read;
    row_bytes += bytes.size();
    if (got != Got::line || row_bytes > limits::csv_row_bytes_max) {
      give_up(fault_of(got == Got::line ? Got::too_long : got, row_line));
      return false;
    }
    is_cut_off = !ends_line(bytes);
    if (!feed_line()) return false;
    if (row.is_complete) return true;
    has_begun = has_begun || bytes.find_first_not_of("\r\n") != std::string::npos;
    if (!has_begun) row_bytes = 0;
  }
  return false;
}

std::string Reader::State::decoded_first_line() {
  std::string line;
  const Got got = read_line(file, line);
  if (!file.rewind() || got != Got::line) return "";
  if (encoding == Encoding::cp932) line = from_cp932.convert(line).value_or("");
  return line.starts_with(utf8_mark) ? line.substr(utf8_mark.size()) : line;
}

std::vector<std::string> Reader::State::names_in_row() const {
  std::vector<std::string> names;
  for (const std::string& name : row.fields) names.push_back(csv_names::folded(name));
  return names;
}

// A first row that names next to none of what must be there is none of column names: naming each as missing would not
// help. Reads on, so that nothing can be read afterwards.
std::optional<Fault> Reader::State::fault_of_header(const Columns& columns) {
  constexpr int rows_looked_at = 5;
  const auto first = names_in_row();
  if (csv_names::are_in(first, columns.required)) return {};
  const std::size_t first_line = row_line;
  for (int ahead = 0; ahead < rows_looked_at && read_row(); ++ahead)
    if (csv_names::are_in(names_in_row(), columns.required))
      return Fault{first_line, "", fmt::format("列名が1行目ではなく、{}行目にあります。", row_line),
                   "列名より上の行（表題など）を消してください。"};
  const auto is_there = [&first](std::string_view name) {
    return std::ranges::find(first, csv_names::folded(name)) != first.end();
  };
  if (std::ranges::any_of(columns.required, is_there)) return {};
  return Fault{first_line, "", "1行目に列名がありません。",
               fmt::format("1行目に、次の列名を入れてください：{}", fmt::join(columns.required, "、"))};
}

void Reader::State::read_header(const Columns& columns) {
  if (is_over) return;
  if (const auto separator = csv_names::other_separator(decoded_first_line(), columns.required); !separator.empty())
    return give_up({1, "", fmt::format("コンマではなく{}で区切られています。", separator),
                    "コンマで区切った「CSV」で保存し直してください。"});
  if (!read_row()) {
    if (faults.empty()) give_up({0, "", "ファイルが空です。", "1行目に列名を入れてください。"});
    return;
  }
  if (row.has_too_many)
    return give_up({row_line, "", fmt::format("列が多すぎます（{}列まで）。", limits::csv_columns_max),
                    "使わない列を除いてください。"});
  const auto names = names_in_row();
  const std::size_t line = row_line;
  auto fault = fault_of_header(columns);
  faults.clear();  // what was met while looking ahead
  if (fault) return give_up(*std::move(fault));
  row_line = line;
  width = names.size();
  place_columns(columns, names);
  if (!faults.empty()) is_over = true;
}

void Reader::State::place_columns(const Columns& columns, const std::vector<std::string>& names) {
  std::map<std::string, std::size_t, std::less<>> first_positions;
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (names[at].empty()) continue;
    if (!first_positions.emplace(names[at], at).second)
      faults.push_back({row_line, names[at], "同じ列名が2つあります。", "どちらか一方の列を除いてください。"});
  }
  std::vector<bool> is_known(names.size());
  const auto place = [&](std::string_view column) {
    const auto found = first_positions.find(csv_names::folded(column));
    const bool is_there = found != first_positions.end();
    positions[std::string(column)] = is_there ? std::optional(found->second) : std::nullopt;
    if (is_there) is_known[found->second] = true;
    return is_there;
  };
  std::vector<std::string> missing;
  for (const std::string_view column : columns.required)
    if (!place(column)) missing.emplace_back(column);
  const std::size_t required_missing = missing.size();
  for (const std::string_view column : columns.optional)
    if (!place(column)) missing.emplace_back(column);
  std::vector<std::string> unknown;
  for (std::size_t at = 0; at < names.size(); ++at)
    if (!is_known[at] && !names[at].empty()) unknown.push_back(names[at]);
  for (std::size_t at = 0; at < required_missing; ++at)
    faults.push_back(missing_column(missing[at], unknown, row_line));
  for (std::size_t at = 0; at < names.size(); ++at)
    if (!is_known[at]) unknown_columns.push_back(unknown_column(names[at], at, missing));
}

bool Reader::State::is_sound_row() {
  const std::size_t count = row.fields.size();
  if (count == width && !row.has_too_many) return true;
  const std::string counts = fmt::format("1行目は{}列、この行は{}列{}", width, count, row.has_too_many ? "以上" : "");
  if (is_cut_off && count < width) {
    faults.push_back(
        {row_line, "", "最後の行が途中で切れています（" + counts + "）。", "ファイルを出力し直してください。"});
  } else {
    faults.push_back({row_line, "", "列の数が合いません（" + counts + "）。",
                      "値の中にコンマがあれば、その値を「\"」で囲んでください。"});
  }
  if (faults.size() == limits::csv_faults_max)
    give_up({row_line, "", "誤りが多いため、この先は調べていません。", "ここまでを直して、もう一度実行してください。"});
  return false;
}

Reader::Reader(const std::filesystem::path& file, const Columns& columns) : state_(std::make_unique<State>()) {
  for (const auto& declared : {columns.required, columns.optional})
    for (const std::string_view column : declared) state_->positions.emplace(column, std::nullopt);
  state_->open(file);
  state_->read_header(columns);
}

Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

bool Reader::next() {
  while (state_->read_row()) {
    const Row& row = state_->row;
    const bool has_usual_width = row.fields.size() == 1 || row.fields.size() == state_->width;
    if (has_usual_width && is_blank(row.fields)) continue;
    if (state_->is_sound_row()) return true;
  }
  state_->row = {};
  return false;
}

std::size_t Reader::line() const { return state_->row_line; }

std::string_view Reader::get(std::string_view column) const {
  const auto found = state_->positions.find(column);
  if (found == state_->positions.end()) throw std::logic_error(fmt::format("column {} was not declared", column));
  if (!found->second || *found->second >= state_->row.fields.size()) return "";
  return state_->row.fields[*found->second];
}

bool Reader::has(std::string_view column) const {
  const auto found = state_->positions.find(column);
  return found != state_->positions.end() && found->second.has_value();
}

Encoding Reader::encoding() const { return state_->encoding; }
const std::vector<std::string>& Reader::unknown_columns() const { return state_->unknown_columns; }
const std::vector<Fault>& Reader::faults() const { return state_->faults; }

namespace {

// Excel in Japanese reads the full-width forms as formulas too, looks past leading spaces, and − becomes － in CP932.
constexpr std::array<std::string_view, 15> formula_starts = {"=",  "+",  "-",  "@",  "\t", "\r", "\n", "＝",
                                                             "＋", "－", "＠", "ー", "−",  "ｰ",  "‐"};
constexpr std::array<std::string_view, 4> looked_past = {" ", "\u3000", "\u00A0", "\uFEFF"};

// Of most cells, one look at the first byte says that they are none.
constexpr std::array<bool, 256> is_suspicious = [] {
  std::array<bool, 256> table{};
  for (const std::string_view text : formula_starts) table[static_cast<unsigned char>(text.front())] = true;
  for (const std::string_view text : looked_past) table[static_cast<unsigned char>(text.front())] = true;
  return table;
}();

bool starts_formula(std::string_view cell) {
  if (cell.empty() || !is_suspicious[static_cast<unsigned char>(cell.front())]) return false;
  const auto begins = [&cell](std::string_view what) { return cell.starts_with(what); };
  for (auto space = looked_past.begin();
       (space = std::find_if(looked_past.begin(), looked_past.end(), begins)) != looked_past.end();)
    cell.remove_prefix(space->size());
  return std::any_of(formula_starts.begin(), formula_starts.end(), begins);
}

bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",\"\r\n") != std::string_view::npos || cell.starts_with(' ') || cell.ends_with(' ');
}

template <class Out>
void write_cell(Out& out, std::string_view cell, Formulas formulas) {
  const bool is_quoted = needs_quotes(cell);
  if (is_quoted) out += '"';
  if (formulas == Formulas::guarded && starts_formula(cell)) out += '\'';
  if (!is_quoted) {
    out += cell;
    return;
  }
  for (const char c : cell) {
    if (c == '"') out += c;
    out += c;
  }
  out += '"';
}

template <class Out>
void write_cells(Out& out, std::span<const std::string> cells, Formulas formulas) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (at > 0) out += ',';
    write_cell(out, cells[at], formulas);
  }
  out += "\r\n";
}

}  // namespace

void write_row(std::string& out, std::span<const std::string> cells, Formulas formulas) {
  write_cells(out, cells, formulas);
}
void write_row(ByteCount& out, std::span<const std::string> cells, Formulas formulas) {
  write_cells(out, cells, formulas);
}

namespace {

constexpr std::string_view geta = "\x81\xAC";  // 〓

bool is_beyond_ascii(char c) { return (c & 0x80) != 0; }
bool is_continuation(char c) { return (c & 0xC0) == 0x80; }

// One code point, or one stray byte.
std::string_view first_character(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && is_continuation(text[size])) ++size;
  const std::string_view character = text.substr(0, size);
  return text::is_valid_utf8(character) ? character : text.substr(0, 1);
}

// U+FE00 to U+FE0F and U+E0100 to U+E01EF.
bool starts_with_variation_selector(std::string_view text) {
  const std::string_view character = text.empty() ? text : first_character(text);
  if (character.size() == 3) return character >= "\uFE00" && character <= "\uFE0F";
  return character.size() == 4 && character >= "\U000E0100" && character <= "\U000E01EF";
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes) {
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  while (!bytes.empty() && end_marks.find(bytes.back()) != end_marks.npos) bytes.remove_suffix(1);
  if (bytes.find(jis_escape) != bytes.npos) return {};
  if (text::is_valid_utf8(bytes)) return std::string(bytes);
  if (bytes.find('\0') != bytes.npos) return {};
  return Converter("UTF-8", "CP932").convert(bytes);
}

Cp932Text to_cp932(std::string_view utf8) {
  const Converter converter("CP932", "UTF-8");
  Cp932Text text;
  while (!utf8.empty()) {
    const std::string_view character = first_character(utf8);
    utf8.remove_prefix(character.size());
    // Behind ASCII it makes no other shape: a cell may begin with one, and the comma before it stays a comma.
    const bool is_variant = is_beyond_ascii(character.front()) && starts_with_variation_selector(utf8);
    if (is_variant) utf8.remove_prefix(first_character(utf8).size());
    const auto converted = converter.convert(character == "\u00A0" ? " " : character);
    // glibc takes a tag character (U+E0000 to U+E007F) for converted by leaving it out.
    const bool is_mapped = converted && !converted->empty() && !is_variant;
    text.bytes += is_mapped ? std::string_view(*converted) : geta;
    if (!is_mapped) ++text.replaced_count;
  }
  return text;
}

Writer::Writer(Encoding encoding, Formulas formulas)
    : encoding_(encoding), formulas_(formulas), bytes_(encoding == Encoding::utf8 ? "\uFEFF" : "") {}

bool Writer::add(std::span<const std::string> cells) {
  std::string row;
  write_row(row, cells, formulas_);
  if (encoding_ == Encoding::utf8) {
    bytes_ += row;
    return true;
  }
  const Cp932Text converted = to_cp932(row);
  bytes_ += converted.bytes;
  return converted.replaced_count == 0;
}

}  // namespace portal::csv
