#include "domain/documents/document_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.hpp"
#include "base/papers/pdf.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "domain/documents/document_folder.hpp"
#include "domain/documents/document_kinds.hpp"
#include "domain/imports/import_row.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::document_file {
namespace {

namespace fs = std::filesystem;
using import_row::Row;
using namespace std::chrono_literals;

constexpr std::array<std::string_view, 7> required = {"記号", "番号", "枝番", "種別", "件名", "発行日", "ファイル名"};
constexpr std::size_t title_characters_max = 100;
constexpr std::size_t file_name_characters_max = 200;
constexpr auto first_day = 2000y / 1 / 1;  // of what a portal may have to show
constexpr const char* file_column = "ファイル名";

std::string known_kinds() {
  std::string names;
  for (const auto& kind : document_kinds::all) names += (names.empty() ? "" : "、") + std::string(kind.name);
  return names;
}

std::string kind(Row& row) {
  constexpr std::size_t characters_max = 30;
  std::string name = text::fold_word(row.text("種別", characters_max, false));
  if (!name.empty() && document_kinds::find(name) == nullptr)
    row.fail("種別", "知らない種別です", known_kinds() + "のどれかにしてください");
  return name;
}

calendar::Date issued_on(Row& row, calendar::Date today) {
  const auto date = row.date("発行日", false);
  if (date && *date > today) row.fail("発行日", "まだ来ていない日です", "年を確かめてください");
  if (date && *date < first_day) row.fail("発行日", "2000年より前です", "年を確かめてください");
  return date.value_or(first_day);
}

// The name alone: it never leads out of the folder.
std::string file_name(Row& row) {
  std::string name = row.text(file_column, file_name_characters_max, false);
  if (name.find_first_of("/\\") != std::string::npos || name.starts_with('.'))
    row.fail(file_column, "フォルダーの中のファイルの名前ではありません",
             "フォルダー名を付けず、ファイルの名前だけにしてください");
  return name;
}

void refuse(Row& row, pdf::Verdict verdict) {
  const auto fail = [&row](const char* reason, const char* remedy) { row.fail(file_column, reason, remedy); };
  switch (verdict) {
    case pdf::Verdict::good:
      return;
    case pdf::Verdict::not_a_pdf:
      return fail("PDFではありません", "PDFに書き出してください");
    case pdf::Verdict::damaged:
      return fail("PDFが壊れているか、途中で切れています", "書き出しをやり直してください");
    case pdf::Verdict::encrypted:
      return fail("パスワードや制限が付いたPDFです", "パスワードや制限を付けずに書き出してください");
    case pdf::Verdict::has_script:
      return fail("プログラム（JavaScriptなど）が入ったPDFです", "印刷用のPDFとして書き出してください");
    case pdf::Verdict::has_files:
      return fail("ファイルが添付されたPDFです", "添付を付けずに書き出してください");
    case pdf::Verdict::leads_elsewhere:
      return fail("ほかのファイルやサーバーを参照するPDFです",
                  "リンクは https:// などで始まるものだけにして書き出してください");
    case pdf::Verdict::unbounded:
      return fail("中身が大きすぎて調べられないPDFです", "画像やページを減らして書き出してください");
    case pdf::Verdict::has_no_page:
      return fail("ページがありません", "書き出しをやり直してください");
  }
}

void refuse(Row& row, const std::string& wanted, const document_folder::Names::Found& found) {
  const std::string close = fmt::format("{}", fmt::join(found.close, "、"));
  if (found.several)
    return row.fail(file_column, fmt::format("{}に当てはまるファイルが、いくつもあります：{}", wanted, close),
                    "1つだけを残すか、どれかと一字も違わない名前にしてください");
  row.fail(file_column,
           found.close.empty() ? fmt::format("{}がフォルダーにありません", wanted)
                               : fmt::format("{}がフォルダーにありません。似た名前の{}はあります", wanted, close),
           "フォルダーの中のファイル名と、空白や拡張子まで同じにしてください");
}

struct Folder {
  fs::path path;
  document_folder::Names names;
};

// What the row names, read once: what is judged here is what the digest says.
void look_at_file(Row& row, const Folder& folder, Line& line) {
  constexpr std::size_t megabyte = 1024 * 1024;
  const auto found = folder.names.find(line.file_name);
  if (!found.name) return refuse(row, line.file_name, found);
  line.found_as = *found.name;
  std::string bytes;
  try {
    bytes = bytes_of(folder.path / line.found_as);
  } catch (const std::system_error&) {
    return row.fail(file_column, fmt::format("{}を読めません", line.file_name),
                    "普通のファイルとして置き、読めるようにしてください");
  }
  if (bytes.size() > limits::document_bytes_max)
    return row.fail(file_column, fmt::format("{}MBを超えています", limits::document_bytes_max / megabyte),
                    "画像を減らすなどして、小さくしてください");
  line.bytes = static_cast<std::int64_t>(bytes.size());
  line.file_digest = secret::hex_digest(bytes);
  refuse(row, pdf::examine(bytes));
}

// Every column is looked at, so that one run names all the faults of a row.
void read_row(Row& row, Content& content, const Folder& folder, const roster::Roster& members, calendar::Date today) {
  Line line;
  line.line = row.line();
  line.symbol = row.symbol();
  line.number = row.number();
  line.branch = row.branch();
  line.kind = kind(row);
  line.title = row.text("件名", title_characters_max, false);
  line.issued_on = issued_on(row, today);
  line.file_name = file_name(row);
  if (!row.sound()) return;
  if (const auto* const insured = roster::whose(row, members, {line.symbol, line.number, line.branch}))
    line.member = insured->id;
  look_at_file(row, folder, line);
  if (row.sound()) content.lines.push_back(std::move(line));
}

// The line before that says the same by `key`; nullptr: none does.
template <class Key>
class Before {
 public:
  explicit Before(Key key) : key_(key) {}
  const Line* same_as(const Line& line) {
    const auto [at, fresh] = met_.try_emplace(key_(line), &line);
    return fresh ? nullptr : at->second;
  }

 private:
  Key key_;
  std::unordered_map<std::string, const Line*> met_;
};

std::string what_it_says(const Line& line) {
  return fmt::format("{}\n{}\n{}\n{}\n{}", number(line.member), line.kind, line.title, to_sql(line.issued_on),
                     line.file_digest);
}

void note(Content& content, const Line& line, std::string what) {
  ++content.odd_count;
  if (content.odd.size() < limits::import_faults_max)
    content.odd.push_back({"確認", line.line, line.symbol, line.number, line.branch, std::move(what)});
}

// A PDF that goes to two people is somebody's seen by somebody else: named twice it stops the import, under two names
// the clerk is asked.
void compare_lines(Content& content) {
  Before by_file([](const Line& line) { return line.found_as; });
  Before by_content(what_it_says);
  Before by_bytes([](const Line& line) { return line.file_digest; });
  for (const Line& line : content.lines) {
    const Line* file = by_file.same_as(line);
    const Line* all = by_content.same_as(line);
    const Line* bytes = by_bytes.same_as(line);
    if (file != nullptr)
      content.faults.add(line.line, file_column, fmt::format("{}行目と同じファイルです", file->line),
                         "1人の1つの書類を、1つのPDFと1つの行にしてください");
    else if (all != nullptr)
      content.faults.add(line.line, "", fmt::format("{}行目と同じ書類です", all->line), "どちらかの行を消してください");
    else if (bytes != nullptr && bytes->member != line.member)
      note(content, line, fmt::format("{}行目の人のPDFと中身が同じです（{}）", bytes->line, line.file_name));
  }
}

bool is_pdf_by_name(const fs::path& file) {
  std::string extension = file.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; });
  return extension == ".pdf";
}

std::string notice_of_other_pdfs(const document_folder::Names& folder, const Content& content) {
  constexpr std::size_t named_max = 20;
  std::set<std::string> others;
  for (const std::string& name : folder.all())
    if (is_pdf_by_name(name)) others.insert(name);
  for (const Line& line : content.lines) others.erase(line.found_as);
  if (others.empty()) return "";
  std::string names;
  std::size_t count = 0;
  for (const std::string& name : others)
    if (++count <= named_max) names += (names.empty() ? "" : "、") + document_folder::readable(name);
  if (others.size() > named_max) names += fmt::format("、ほか{}件", others.size() - named_max);
  return fmt::format("{}にないPDFがあります（だれにも届きません）：{}", index_name, names);
}

}  // namespace

std::string bytes_of(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), file.string());
  struct stat found{};
  if (fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) {
    close(descriptor);
    throw std::system_error(EINVAL, std::generic_category(), file.string());
  }
  std::string bytes(std::min(static_cast<std::size_t>(found.st_size), limits::document_bytes_max + 1), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(descriptor, bytes.data() + have, bytes.size() - have);
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  close(descriptor);
  bytes.resize(have);
  return bytes;
}

Content read(const fs::path& index, const roster::Roster& members, calendar::Date today,
             const import_file::Progress& progress) {
  Content content;
  const Folder folder{index.parent_path(), document_folder::Names(index.parent_path())};
  csv::Reader rows(index, {required, roster::optional_columns});
  while (rows.next() && !content.faults.full()) {
    Row row(rows, content.faults);
    if (++content.rows_count > limits::import_document_rows_max) {
      row.fail("", fmt::format("{}行を超えています", limits::import_document_rows_max), "フォルダーを分けてください");
      break;
    }
    read_row(row, content, folder, members, today);
    progress(content.rows_count);
  }
  content.faults.add(rows.faults());
  if (content.rows_count == 0 && rows.faults().empty())
    content.faults.add(0, "", "書類の行がありません", "書き出しをやり直してください");
  compare_lines(content);
  for (std::string notice : {import_row::notice_of_unknown_columns(rows), notice_of_other_pdfs(folder.names, content)})
    if (!notice.empty()) content.notices.push_back(std::move(notice));
  return content;
}

}  // namespace portal::document_file
