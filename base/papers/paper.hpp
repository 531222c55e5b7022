#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"

// Papers as PDF: what stands on them is plain data; drawing it is the press's business (base/papers/press.cpp, with
// Pango and cairo). A Document flows from top to bottom and over as many pages as it takes; on Sheets everything has
// its place.
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

struct Area {
  double left_mm, top_mm, width_mm, height_mm;  // from the sheet's upper left corner
};
enum class Ink { black, grey, tint, red };
enum class Stand { top_left, middle };  // at the area's top and left, or in the middle of it

// Wrapped within the area. What doesn't fit gets smaller until it does; never smaller than points_min, nor cut off.
struct Words {
  static constexpr double points_min = 5;
  Area area;
  std::string words;
  double points;
  bool is_bold = false;
  Stand stand = Stand::top_left;
  bool likes_one_line = false;  // gets smaller by a third before it is wrapped
};
struct Frame {
  Area area;
  Ink ink = Ink::black;
  double line_mm = 0.2;  // 0: filled
  double dash_mm = 0;    // 0: an unbroken line
};
struct Squares {  // black ones, row by row, as many in a row as there are rows
  Area area;
  int side;
  std::vector<bool> is_dark;
};
using Mark = std::variant<Words, Frame, Squares>;

// A page: what all pages of its form have, and what stands on it alone.
struct Sheet {
  std::size_t form;
  std::vector<Mark> marks;
};

// As many sheets of one size as wanted, each made when it is printed: thousands need no more memory than one.
struct Sheets {
  double width_mm, height_mm;
  std::string title;  // of the file
  Timestamp made_at;
  std::vector<std::vector<Mark>> forms;  // each stands in the file once
  std::size_t count;
  std::function<Sheet(std::size_t)> sheet;  // 0 to count - 1, in this order, in the process that prints
};

// The document as a PDF: tagged, fonts embedded as subsets, no author. `fonts` is a fontconfig file, and the only thing
// of the machine that it depends on. The press works in a process of its own that ends with it: its libraries would
// make every worker five megabytes larger, and the first PDF thirty more (docs/decisions/0015). Throws
// std::runtime_error when nothing, or not all, came out.
std::string pdf(const Document& document, const std::filesystem::path& fonts);

// The same for sheets, written into an open file; not tagged: they are for a printer's machine, not for readers. Takes
// as long as it takes.
void print(const Sheets& sheets, const std::filesystem::path& fonts, int descriptor);

}  // namespace portal::paper
