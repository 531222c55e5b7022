#include "base/formats/markdown_marks.hpp"

#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace portal::markdown_marks {
namespace {

// A noncharacter: no text has it, and CommonMark takes it for a letter.
constexpr UChar32 flank = 0xFDD0;
constexpr std::string_view flank_utf8 = "\xEF\xB7\x90";

// cmark's, which is CommonMark 0.30's.
bool is_punctuation(UChar32 c) { return c < 0x80 ? c > ' ' && u_isalnum(c) == 0 && c != 0x7F : u_ispunct(c) != 0; }

bool is_japanese(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
    case U_EA_HALFWIDTH:
      return true;
    default:
      return false;
  }
}

// A combining mark or a variation selector goes with the character before it.
UChar32 character_before(const icu::UnicodeString& text, std::int32_t at) {
  while (at > 0) {
    at = text.moveIndex32(at, -1);
    const UChar32 c = text.char32At(at);
    if ((U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) return c;
  }
  return '\n';
}

// Which side of a run of asterisks wants the letter.
enum class Side { neither, before, after };
Side wanting(UChar32 before, UChar32 after) {
  if (before == '\\' || u_isUWhiteSpace(before) || u_isUWhiteSpace(after)) return Side::neither;
  if (is_punctuation(before) == is_punctuation(after)) return Side::neither;
  if (!is_japanese(before) && !is_japanese(after)) return Side::neither;
  return is_punctuation(before) ? Side::before : Side::after;
}

constexpr std::array<std::string_view, 11> marks{"**",      "*",        "__", "~~",  "`",   "|",
                                                 "http://", "https://", "](", "]（", "］（"};
constexpr std::array<std::string_view, 2> marks_of_a_line{"#", "＃"};

}  // namespace

std::string with_flanks(std::string_view text) {
  const auto typed =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString marked;
  for (std::int32_t at = 0; at < typed.length();) {
    std::int32_t end = at;
    while (end < typed.length() && typed[end] == u'*') ++end;
    if (end == at) {
      marked.append(typed.char32At(at));
      at = typed.moveIndex32(at, 1);
      continue;
    }
    const Side side = wanting(character_before(typed, at), end < typed.length() ? typed.char32At(end) : '\n');
    if (side == Side::before) marked.append(flank);
    marked.append(typed, at, end - at);
    if (side == Side::after) marked.append(flank);
    at = end;
  }
  std::string utf8;
  return marked.toUTF8String(utf8);
}

std::string without_flanks(std::string_view text) {
  std::string plain(text);
  for (auto at = plain.find(flank_utf8); at != plain.npos; at = plain.find(flank_utf8, at))
    plain.erase(at, flank_utf8.size());
  return plain;
}

std::vector<std::string_view> left_over(std::string_view text, bool begins_line) {
  std::vector<std::string_view> found;
  for (const std::string_view mark : marks)
    if (text.find(mark) != text.npos && (mark != "*" || found.empty())) found.push_back(mark);
  if (begins_line)
    for (const std::string_view mark : marks_of_a_line)
      if (text.starts_with(mark)) found.push_back(mark);
  return found;
}

}  // namespace portal::markdown_marks
