#pragma once
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"

// Papers as PDF: what stands on them is plain data, from top to bottom; where it falls on which page is the press's
// business (base/press.cpp, with Pango and cairo).
namespace portal::paper {

enum class Role { title, heading, plain, small, framed };
struct Text {
  Role role;
  std::string words;  // wrapped at the margins by the rules of Japanese
};

struct Column {
  std::string head;  // repeated on every page; all columns without one: a table without heads
  double width_mm;
  bool is_number = false;  // stands at the right
};
struct Row {
  std::vector<std::string> cells;  // one a column
  bool is_sum = false;
};
struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;  // none is broken across pages
};

using Block = std::variant<Text, Table>;

struct Document {
  double width_mm = 210, height_mm = 297, margin_mm = 15;  // A4
  std::string title;                                       // of the file
  std::string foot;                                        // at the bottom of each page, beside 1／2
  Timestamp made_at;
  std::vector<Block> blocks;

  void add(Role role, std::string words) { blocks.emplace_back(Text{role, std::move(words)}); }
  void add(Table table) { blocks.emplace_back(std::move(table)); }
};

// The document as a PDF: tagged, fonts embedded as subsets, no author. `fonts` is a fontconfig file, and the only thing
// of the machine that it depends on. The press works in a process of its own that ends with it: its libraries would
// make every worker five megabytes larger, and the first PDF thirty more (docs/decisions/0015). Throws
// std::runtime_error when nothing, or not all, came out.
std::string pdf(const Document& document, const std::filesystem::path& fonts);

}  // namespace portal::paper
