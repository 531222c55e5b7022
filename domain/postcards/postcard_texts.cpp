#include "domain/postcards/postcard_texts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/formats/toml_text.hpp"
#include "base/text.hpp"

namespace portal::postcard_texts {
namespace {

// What a card has room for in letters that everybody can read.
struct Place {
  std::string_view key;
  std::string postcards::Texts::* text;
  std::size_t characters_max, lines_max;
};
constexpr std::array<Place, 4> places{{
    {"postage", &postcards::Texts::postage, 20, 4},
    {"sender", &postcards::Texts::sender, 78, 3},
    {"greeting", &postcards::Texts::greeting, 72, 4},
    {"note", &postcards::Texts::note, 52, 2},
}};

[[noreturn]] void refuse(std::size_t line, const Place& place, std::string_view why) {
  throw toml_text::Unreadable(line, fmt::format("{} {}", place.key, why));
}

std::string checked(const toml_text::Value& value, const Place& place) {
  const auto* given = value.as<std::string>();
  if (given == nullptr) refuse(value.line, place, "is a text: write it between quotation marks");
  const std::string words = text::trim(*given);
  std::string without_breaks = words;
  std::erase(without_breaks, '\n');
  if (text::has_control_or_bidi(without_breaks)) refuse(value.line, place, "holds an invisible character");
  if (text::code_points(words) > place.characters_max)
    refuse(value.line, place, fmt::format("has more than {} characters", place.characters_max));
  if (static_cast<std::size_t>(std::ranges::count(words, '\n')) >= place.lines_max)
    refuse(value.line, place, fmt::format("has more than {} lines", place.lines_max));
  return words;
}

}  // namespace

postcards::Texts read(const std::filesystem::path& file) {
  postcards::Texts texts;
  for (const auto& [key, value] : toml_text::parse_file(file).items) {
    const auto place = std::ranges::find(places, std::string_view(key), &Place::key);
    if (place == places.end())
      throw toml_text::Unreadable(
          value.line, fmt::format("\"{}\" is not known; a postcard has postage, sender, greeting and note", key));
    texts.*place->text = checked(value, *place);
  }
  return texts;
}

}  // namespace portal::postcard_texts
