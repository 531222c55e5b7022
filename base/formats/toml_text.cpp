#include "base/formats/toml_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"

// toml++ 3.3 holds some texts for impossible, [=x] among them, and asserts it: that would end a program
// because of a clerk's file.
namespace portal::toml_text {
struct Impossible {};
[[noreturn]] inline void refuse_impossible() { throw Impossible(); }
}  // namespace portal::toml_text
#ifdef NDEBUG
#error "without assertions, toml++ reads such texts as if they were sound"
#endif
#define TOML_ASSERT(holds) ((holds) ? void() : portal::toml_text::refuse_impossible())
#include <toml++/toml.h>

namespace portal::toml_text {
namespace {

constexpr std::size_t megabyte = 1024 * 1024;

// Up to two quotes may stand before the three that close a string of many lines. One of one line ends with it.
std::size_t string_length(std::string_view text) {
  const std::string_view mark = text.substr(0, text.starts_with("\"\"\"") || text.starts_with("'''") ? 3 : 1);
  std::size_t at = mark.size();
  while (at < text.size() && text.substr(at, mark.size()) != mark) {
    if (mark.size() == 1 && text[at] == '\n') return at;
    at += text.front() == '"' && text[at] == '\\' ? 2 : 1;
  }
  at += mark.size();
  for (int more = 0; mark.size() == 3 && more < 2 && at < text.size() && text[at] == text.front(); ++more) ++at;
  return std::min(at, text.size());
}

// How much of the text is one thing here: a string, a comment (without its line's end) or a character.
std::size_t length_of_first(std::string_view text) {
  if (text.front() == '"' || text.front() == '\'') return string_length(text);
  return text.front() == '#' ? std::min(text.find('\n'), text.size()) : 1;
}

// Every part of a key is a table inside of the one before, and whoever visits or destroys them, we and toml++, needs
// stack for each. toml++ bounds the depth of values and leaves keys to us. What it takes for a string or a comment is
// taken for one here, up to the first fault, where it stops.
void demand_shallow(std::string_view text) {
  std::size_t line = 1, parts = 1, depth = 0;
  while (!text.empty()) {
    const char first = text.front();
    const std::string_view taken = text.substr(0, length_of_first(text));
    line += static_cast<std::size_t>(std::ranges::count(taken, '\n'));
    if (first == '.') ++parts;
    if (std::string_view("[]{}=,\n").find(first) != std::string_view::npos) parts = 1;
    if (first == '[' || first == '{') ++depth;
    if ((first == ']' || first == '}') && depth > 0) --depth;
    if (parts > limits::toml_key_parts_max)
      throw Unreadable(line, fmt::format("a key of more than {} parts", limits::toml_key_parts_max), Bound::key_parts);
    if (depth > limits::toml_depth_max)
      throw Unreadable(line, fmt::format("brackets inside of each other, more than {}", limits::toml_depth_max),
                       Bound::depth);
    text.remove_prefix(taken.size());
  }
}

bool is_beyond_ascii(char c) { return (c & 0x80) != 0; }

// A character of UTF-8, as an escape.
std::string escaped(std::string_view character) {
  std::uint32_t number = static_cast<unsigned char>(character.front()) & (0x7FU >> character.size());
  for (const char c : character.substr(1)) number = number << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return fmt::format("\\U{:08X}", number);
}

std::string with_escapes(std::string_view quoted, std::size_t line) {
  std::string ascii;
  while (!quoted.empty()) {
    const bool is_escape = quoted.front() == '\\' && quoted.size() > 1;
    if (is_escape && is_beyond_ascii(quoted[1])) throw Unreadable(line, "a backslash before what needs none");
    std::size_t length = is_escape ? 2 : 1;
    if (is_beyond_ascii(quoted.front()))
      while (length < quoted.size() && (quoted[length] & 0xC0) == 0x80) ++length;
    ascii += length > 1 && !is_escape ? escaped(quoted.substr(0, length)) : std::string(quoted.substr(0, length));
    quoted.remove_prefix(length);
  }
  return ascii;
}

// The same text between double quotes, where escapes are. What its line or the file ends before its mark stays open.
std::string with_double_quotes(std::string_view literal) {
  const std::size_t mark = literal.starts_with("'''") ? 3 : 1;
  const bool is_closed = literal.size() >= 2 * mark && literal.ends_with(literal.substr(0, mark));
  std::string basic(mark, '"');
  for (const char c : literal.substr(mark, literal.size() - (is_closed ? 2 : 1) * mark)) {
    if (c == '"' || c == '\\') basic += '\\';
    basic += c;
  }
  return is_closed ? basic.append(mark, '"') : basic;
}

std::string without_words(std::string_view comment) {
  std::string ascii(comment);
  std::erase_if(ascii, is_beyond_ascii);
  return ascii;
}

std::string in_ascii(std::string_view taken, std::size_t line) {
  switch (taken.front()) {
    case '"':
      return with_escapes(taken, line);
    case '\'':
      return with_escapes(with_double_quotes(taken), line);
    case '#':
      return without_words(taken);
    default:
      return std::string(taken);
  }
}

// The same text for toml++, whose table of spaces has holes where some kana and 「 lie: to look there is undefined. It
// looks wherever it stops at a fault, in a string behind a number, too (a = 1'''ｰ), so nothing beyond ASCII is left.
std::string without_holes(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!text::is_valid_utf8(text)) throw Unreadable(0, "not in UTF-8");
  std::string same;
  std::size_t line = 1;
  while (!text.empty()) {
    const std::string_view taken = text.substr(0, length_of_first(text));
    if (is_beyond_ascii(text.front())) throw Unreadable(line, "a character beyond ASCII without quotes around it");
    same += in_ascii(taken, line);
    line += static_cast<std::size_t>(std::ranges::count(taken, '\n'));
    text.remove_prefix(taken.size());
  }
  return same;
}

void demand_short(std::string_view text) {
  if (text.size() > limits::toml_bytes_max)
    throw Unreadable(0, fmt::format("longer than {} MB", limits::toml_bytes_max / megabyte), Bound::bytes);
}

Value to_value(const ::toml::node& node);

Table to_table(const ::toml::table& table) {
  Table result;
  for (const auto& [key, node] : table) result.items.push_back({std::string(key.str()), to_value(node)});
  return result;
}

Array to_array(const ::toml::array& array) {
  Array result;
  for (const ::toml::node& node : array) result.push_back(to_value(node));
  return result;
}

Value to_value(const ::toml::node& node) {
  Value value{node.source().begin.line, {}};
  if (const auto* table = node.as_table()) value.content = to_table(*table);
  if (const auto* array = node.as_array()) value.content = to_array(*array);
  if (const auto text = node.value_exact<std::string>()) value.content = *text;
  if (const auto number = node.value_exact<std::int64_t>()) value.content = *number;
  if (const auto yes = node.value_exact<bool>()) value.content = *yes;
  if (const auto date = node.value_exact<::toml::date>())
    value.content = std::chrono::year{date->year} / date->month / date->day;
  return value;
}

bool is_impossible(std::string_view text) {
  try {
    static_cast<void>(::toml::parse(text));
  } catch (const ::toml::parse_error&) {
  } catch (const Impossible&) {
    return true;
  }
  return false;
}

// The first line that makes the text so, with those before it.
std::size_t line_of_impossible(std::string_view text) {
  std::vector<std::size_t> ends;  // of lines
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) ends.push_back(at);
  const auto first =
      std::ranges::partition_point(ends, [text](std::size_t end) { return !is_impossible(text.substr(0, end)); });
  return static_cast<std::size_t>(first - ends.begin()) + 1;
}

}  // namespace

const Value* Table::find(std::string_view key) const {
  for (const Item& item : items)
    if (item.key == key) return &item.value;
  return nullptr;
}

Table parse(std::string_view text) {
  demand_short(text);
  demand_shallow(text);
  const std::string same = without_holes(text);
  try {
    return to_table(::toml::parse(same));
  } catch (const ::toml::parse_error& error) {
    throw Unreadable(error.source().begin.line, std::string(error.description()));
  } catch (const Impossible&) {
    throw Unreadable(line_of_impossible(same), "a key without quotes is of A-Z, a-z, 0-9, - and _");
  }
}

Table parse_file(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string bytes;
  for (std::array<char, 16 * 1024> part; in && bytes.size() <= limits::toml_bytes_max;) {
    in.read(part.data(), part.size());
    bytes.append(part.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (!in.is_open() || in.bad()) throw Unreadable(0, fmt::format("can't be read: {}", std::strerror(errno)));
  return parse(bytes);
}

}  // namespace portal::toml_text
