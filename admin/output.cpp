#include "admin/output.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace portal::admin {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto ahead_in_japan = std::chrono::hours{9};

std::string plain(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* yes = std::get_if<bool>(&cell)) return *yes ? "yes" : "no";
  if (const auto* at = std::get_if<Timestamp>(&cell)) return in_japan(*at);
  return "-";
}

Json to_json(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  if (const auto* yes = std::get_if<bool>(&cell)) return *yes;
  if (const auto* at = std::get_if<Timestamp>(&cell)) return in_japan_for_programs(*at);
  return nullptr;
}

Json to_json(const std::vector<std::string>& columns, const std::vector<Cell>& row) {
  Json object = Json::object();
  for (std::size_t at = 0; at < columns.size(); ++at) object[columns[at]] = to_json(row[at]);
  return object;
}

std::string dumped(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

// Columns on a terminal: two for full-width characters, none for what joins the one before.
std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const bool continues = (lead & 0xC0U) == 0x80U;
    if (continues) continue;
    const std::string_view character = text.substr(at, 4);
    const bool variation_selector = character.starts_with("\uFE0F") || character.starts_with("\xF3\xA0");
    const bool half_width_kana = character >= "\uFF61" && character <= "\uFF9F";
    const bool narrow = lead < 0xE2 || half_width_kana;
    width += variation_selector ? 0 : narrow ? 1 : 2;
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t now = display_width(text);
  return std::string(text) + std::string(width > now ? width - now : 0, ' ');
}

std::string heading(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return name;
}

void print_line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t at = 0; at < cells.size(); ++at)
    line += at + 1 == cells.size() ? cells[at] : padded(cells[at], widths[at]) + "  ";
  fmt::print("{}\n", line);
}

}  // namespace

std::string in_japan(Timestamp at) {
  return to_sql(at + ahead_in_japan).substr(0, std::string_view("2026-11-22 23:28").size()) + " JST";
}

std::string in_japan_for_programs(Timestamp at) {
  std::string time = to_sql(at + ahead_in_japan).substr(0, std::string_view("2026-11-22 23:28:05").size()) + "+09:00";
  time[std::string_view("2026-11-22").size()] = 'T';
  return time;
}

void Table::add(std::vector<Cell> cells) {
  if (cells.size() != columns_.size()) throw std::logic_error("a row needs one cell per column");
  rows_.push_back(std::move(cells));
}

void Table::print(bool json) const {
  if (json) {
    Json array = Json::array();
    for (const auto& row : rows_) array.push_back(to_json(columns_, row));
    fmt::print("{}\n", dumped(array));
    return;
  }
  if (rows_.empty()) return;
  std::vector<std::vector<std::string>> lines(1);
  for (const std::string& column : columns_) lines.front().push_back(heading(column));
  for (const auto& row : rows_) {
    lines.emplace_back();
    for (const Cell& cell : row) lines.back().push_back(plain(cell));
  }
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& line : lines)
    for (std::size_t at = 0; at < line.size(); ++at) widths[at] = std::max(widths[at], display_width(line[at]));
  for (const auto& line : lines) print_line(line, widths);
}

void Table::print_first(bool json) const {
  const auto& row = rows_.at(0);
  if (json) {
    fmt::print("{}\n", dumped(to_json(columns_, row)));
    return;
  }
  std::size_t width = 0;
  for (const std::string& column : columns_) width = std::max(width, column.size());
  for (std::size_t at = 0; at < row.size(); ++at) fmt::print("{}  {}\n", padded(columns_[at], width), plain(row[at]));
}

void print_sections(const std::vector<Section>& sections, bool json) {
  Json object = Json::object();
  for (const Section& section : sections) {
    const auto& rows = section.table.rows_;
    if (json && section.one) {
      object[section.name] = rows.empty() ? Json(nullptr) : to_json(section.table.columns_, rows.front());
    } else if (json) {
      object[section.name] = Json::array();
      for (const auto& row : rows) object[section.name].push_back(to_json(section.table.columns_, row));
    } else {
      fmt::print("{}:{}\n", heading(section.name), rows.empty() ? " none" : "");
      if (!rows.empty() && section.one) section.table.print_first(false);
      if (!section.one) section.table.print(false);
      fmt::print("\n");
    }
  }
  if (json) fmt::print("{}\n", dumped(object));
}

void Checks::say(const char* mark, const char* state, std::string_view what, std::string_view remedy) {
  if (json_) return found_.add({state, std::string(what), remedy.empty() ? Cell{} : Cell{std::string(remedy)}});
  fmt::print("{} {}\n", mark, what);
  if (!remedy.empty()) fmt::print("  -> {}\n", remedy);
  std::fflush(stdout);
}

void Checks::good(std::string_view what) { say("✓", "good", what, ""); }

void Checks::bad(std::string_view what, std::string_view remedy) {
  say("✗", "bad", what, remedy);
  ++bad_count_;
}

void Checks::skipped(std::string_view what, std::string_view how_to_check) { say("-", "skipped", what, how_to_check); }

void Checks::finish() const {
  if (json_) found_.print(true);
}

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)), total_(total), shown_(isatty(STDERR_FILENO) == 1) {
  at(0);
}

Progress::~Progress() {
  if (shown_) tell("\r\033[K");
}

void Progress::at(std::size_t done) {
  if (!shown_) return;
  constexpr auto pause = std::chrono::milliseconds(100);
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + pause;
  if (total_ == 0)
    tell("\r{} {}\033[K", what_, done);
  else
    tell("\r{} {}/{} ({}%)\033[K", what_, done, total_, done * 100 / total_);
  std::fflush(stderr);
}

}  // namespace portal::admin
