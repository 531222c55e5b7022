#include "base/formats/csv_names.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace portal::csv_names {
namespace {

using Characters = std::vector<std::string_view>;

bool continues_a_character(char c) { return (c & 0xC0) == 0x80; }

Characters characters_of(std::string_view text) {
  Characters characters;
  for (std::size_t at = 0, end = 0; at < text.size(); at = end) {
    for (end = at + 1; end < text.size() && continues_a_character(text[end]);) ++end;
    characters.push_back(text.substr(at, end - at));
  }
  return characters;
}

// Levenshtein's: how many characters have to be put in, left out or changed.
std::size_t distance(const Characters& one, const Characters& other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t at = 0; at < one.size(); ++at) {
    std::size_t diagonal = std::exchange(row[0], at + 1);
    for (std::size_t in = 0; in < other.size(); ++in) {
      const std::size_t changed = diagonal + (one[at] == other[in] ? 0 : 1);
      diagonal = std::exchange(row[in + 1], std::min({changed, row[in] + 1, row[in + 1] + 1}));
    }
  }
  return row.back();
}

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> cells;
  while (true) {
    const std::size_t end = line.find(separator);
    std::string cell = folded(line.substr(0, end));
    std::erase(cell, '"');
    cells.push_back(text::trim(cell));
    if (end == line.npos) return cells;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

std::string folded(std::string_view name) { return text::trim(text::fold_width(name)); }

bool are_in(std::span<const std::string> row, Known required) {
  const auto stands_there = [row](std::string_view name) { return std::ranges::find(row, folded(name)) != row.end(); };
  return static_cast<std::size_t>(std::ranges::count_if(required, stands_there)) * 2 >= required.size();
}

std::string_view other_separator(std::string_view line, Known required) {
  constexpr std::array<std::pair<char, std::string_view>, 2> separators{{{'\t', "タブ"}, {';', "セミコロン"}}};
  for (const auto& [separator, name] : separators)
    if (line.find(separator) != line.npos && are_in(split(line, separator), required)) return name;
  return "";
}

// 氏名（漢字） holds the name; of the others at most half of the longer one's characters are wrong.
std::string resembling(std::string_view name, std::span<const std::string> names) {
  const std::string key = text::search_key(name);
  const Characters characters = characters_of(key);
  std::string nearest;
  std::size_t least = std::string::npos;
  for (const std::string& one : names) {
    const std::string other_key = text::search_key(one);
    const Characters other = characters_of(other_key);
    const bool holds = other_key.find(key) != std::string::npos || key.find(other_key) != std::string::npos;
    const std::size_t wrong = distance(characters, other);
    if (wrong >= least || (!holds && wrong * 2 > std::max(characters.size(), other.size()))) continue;
    least = wrong;
    nearest = one;
  }
  return nearest;
}

}  // namespace portal::csv_names
