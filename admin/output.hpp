#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/time.hpp"

namespace portal::admin {

struct Section;

// A message on standard error. Where that is full or gone, nobody is there to be told, and the work and its exit code
// stay what they are.
template <class... T>
void tell(fmt::format_string<T...> text, T&&... values) {
  const std::string message = fmt::format(text, std::forward<T>(values)...);
  [[maybe_unused]] const std::size_t written = std::fwrite(message.data(), 1, message.size(), stderr);
}

// A moment as Japan's clocks show it: 2026-11-22 23:28 JST.
std::string in_japan(Timestamp at);

// The same for programs, as ISO 8601 and RFC 3339 have it: 2026-11-22T23:28:05+09:00. A Cell of a table does it by
// itself.
std::string in_japan_for_programs(Timestamp at);
inline std::string in_japan(Timestamp at, bool json) { return json ? in_japan_for_programs(at) : in_japan(at); }

using Cell = std::variant<std::monostate, std::string, std::int64_t, bool, Timestamp>;

// A list on standard output: columns in line for people, or an array of objects for programs. Column names are the
// objects' keys (snake_case).
class Table {
 public:
  explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  void add(std::vector<Cell> cells);  // one per column
  bool empty() const { return rows_.empty(); }
  void print(bool json) const;
  // One thing with many values: its first row, a line each; for programs an object.
  void print_first(bool json) const;

 private:
  friend void print_sections(const std::vector<Section>& sections, bool json);
  std::vector<std::string> columns_;
  std::vector<std::vector<Cell>> rows_;
};

// Several tables about one thing: under headings for people, as one object for programs.
struct Section {
  std::string name;  // snake_case
  Table table;
  bool one = false;  // its first row alone matters; nothing or null when there is none
};
void print_sections(const std::vector<Section>& sections, bool json);

// What was looked at and found, with ✓ or ✗, and after ✗ what to do; one line each, at once. For programs (json) an
// array at the end.
class Checks {
 public:
  explicit Checks(bool json = false) : json_(json) {}
  void good(std::string_view what);
  void bad(std::string_view what, std::string_view remedy);
  void skipped(std::string_view what, std::string_view how_to_check);
  bool all_good() const { return bad_count_ == 0; }
  int bad_count() const { return bad_count_; }
  void finish() const;  // prints the array

 private:
  void say(const char* mark, const char* state, std::string_view what, std::string_view remedy);

  bool json_;
  Table found_{{"state", "what", "remedy"}};
  int bad_count_ = 0;
};

// One line on standard error that counts up, on a terminal only; gone when it ends.
class Progress {
 public:
  Progress(std::string what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::size_t done);

 private:
  std::string what_;
  std::size_t total_;
  bool shown_;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace portal::admin
