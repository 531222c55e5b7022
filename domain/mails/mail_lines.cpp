#include "domain/mails/mail_lines.hpp"

#include <algorithm>
#include <vector>

namespace portal {
namespace {

constexpr int half_widths_max = 70;

// One character: its bytes, and how much room it takes.
struct Character {
  std::string_view bytes;
  int half_widths;
};

std::size_t length_of(unsigned char first) { return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

bool is_half_width_kana(std::string_view bytes) { return bytes >= "\uFF61" && bytes <= "\uFF9F"; }

// Everything from U+0800 on counts as wide: a little too much for a few signs, never too little.
int width_of(std::string_view bytes) { return bytes.size() < 3 || is_half_width_kana(bytes) ? 1 : 2; }

std::vector<Character> characters_of(std::string_view line) {
  std::vector<Character> characters;
  while (!line.empty()) {
    const std::string_view bytes = line.substr(0, length_of(static_cast<unsigned char>(line.front())));
    characters.push_back({bytes, width_of(bytes)});
    line.remove_prefix(bytes.size());
  }
  return characters;
}

bool is_one_of(std::string_view bytes, std::string_view list) { return list.find(bytes) != list.npos; }

bool may_break(const Character& before, const Character& after) {
  if (is_one_of(after.bytes, "、。，．・：；？！）」』】〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々～")) return false;
  if (is_one_of(before.bytes, "（「『【〔")) return false;
  return before.bytes == " " || before.bytes.size() > 1 || after.bytes.size() > 1;
}

// How many of the characters go on this line.
std::size_t fitting(const std::vector<Character>& characters, std::size_t from) {
  int width = 0;
  std::size_t end = from;
  while (end < characters.size() && width + characters[end].half_widths <= half_widths_max)
    width += characters[end++].half_widths;
  if (end == characters.size()) return end;
  std::size_t better = end;
  while (better > from + 1 && !may_break(characters[better - 1], characters[better])) --better;
  return better > from + 1 ? better : end;
}

bool is_url(std::string_view line) { return line.starts_with("https://") || line.starts_with("http://"); }

void append_folded(std::string& text, std::string_view line) {
  const std::vector<Character> characters = characters_of(line);
  for (std::size_t from = 0; from < characters.size();) {
    const std::size_t end = fitting(characters, from);
    for (; from < end; ++from) text += characters[from].bytes;
    if (from < characters.size()) text += '\n';
  }
}

}  // namespace

std::string fold_lines(std::string_view text) {
  std::string folded;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (is_url(line))
      folded += line;
    else
      append_folded(folded, line);
    if (end < text.size()) folded += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return folded;
}

}  // namespace portal
