#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// CSV from and for a society's core system (product.md §5 and §6).
namespace portal::csv {

// What is wrong with a file and what to do about it, in Japanese for a clerk. `line` counts from 1, as a text editor
// shows it; 0 when the file as a whole is meant. `column` is "" when no single column is meant.
struct Fault {
  std::size_t line = 0;
  std::string column, reason, remedy;
};

enum class Encoding { utf8, cp932 };

// The columns an import knows, named as product.md §5 names them.
struct Columns {
  std::span<const std::string_view> required;
  std::span<const std::string_view> optional;
};

// Reads a file row by row, in bounded memory (limits::csv_…). The constructor goes through the whole file once to find
// its encoding out (UTF-8 with or without BOM, or CP932; line ends LF, CRLF or CR), then reads the column names in the
// first row. 0x1A, NULs and empty lines behind the last row are no part of it.
//
//   csv::Reader rows(file, columns);
//   while (rows.next()) use(rows.line(), rows.get("番号"));
//   if (!rows.faults().empty()) …   // nothing of the file may be used
//
// Nothing about the file's content throws: what is wrong is in faults(), and the other rows are still given, so that
// one run finds every fault. After a fault that leaves no way to tell rows apart (encoding, quotes, a missing column, a
// file that can't be read) next() gives nothing more. Blank rows are left out.
class Reader {
 public:
  Reader(const std::filesystem::path& file, const Columns& columns);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // Goes to the next sound row; false at the end or when reading can't go on.
  bool next();

  // The line on which the current row starts.
  std::size_t line() const;

  // The current row's value, byte for byte as the file has it (in UTF-8), spaces included; "" when the file lacks an
  // optional column. Valid until next(). Throws std::logic_error for a column that was not declared in Columns.
  std::string_view get(std::string_view column) const;

  // The file has this column.
  bool has(std::string_view column) const;

  Encoding encoding() const;
  const std::vector<std::string>& unknown_columns()
      const;  // to report, with the one it resembles; a nameless one as 3列目
  const std::vector<Fault>& faults() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `guarded` is for files that people open in a spreadsheet: a cell that would be taken as a formula gets a leading '
// (security-checks.md CV-01). `kept` is for files that a program reads back.
enum class Formulas { guarded, kept };

// Appends one row by RFC 4180: cells in quotes where needed, CRLF at the end.
void write_row(std::string& out, std::span<const std::string> cells, Formulas formulas);

// Where a file is written to only to know how long it would be.
class ByteCount {
 public:
  void operator+=(std::string_view text) { bytes_ += text.size(); }
  void operator+=(char) { ++bytes_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t bytes_ = 0;
};
void write_row(ByteCount& out, std::span<const std::string> cells, Formulas formulas);

// A whole text file as UTF-8: UTF-8 with or without BOM, or CP932, found out by itself, without the 0x1A or NULs that
// close it. Nothing when it is neither.
std::optional<std::string> to_utf8(std::string_view bytes);

// Text for a core system that wants CP932. What has no code there becomes 〓, one for each character (a variation
// selector belongs to the character before it; an ill-formed byte counts as one), and is counted: never dropped, never
// guessed. 〜 − ‖ — take the codes of ～ － ∥ ―, U+00A0 that of a space.
struct Cp932Text {
  std::string bytes;
  std::size_t replaced_count = 0;
};
Cp932Text to_cp932(std::string_view utf8);

// A file that is being made, row by row: UTF-8 with BOM, or CP932.
class Writer {
 public:
  Writer(Encoding encoding, Formulas formulas);
  bool add(std::span<const std::string> cells);  // false: CP932 lacks a character of it, and 〓 stands there
  std::string& bytes() { return bytes_; }

 private:
  Encoding encoding_;
  Formulas formulas_;
  std::string bytes_;
};

}  // namespace portal::csv
