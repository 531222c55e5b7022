#include "domain/publishing/front_page.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/formats/toml_text.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::front_page {
namespace {

constexpr std::size_t title_characters_max = 200;
constexpr std::size_t url_bytes_max = 500;
constexpr std::array<std::string_view, 3> sections = {"announcement", "news", "link"};
constexpr std::array<std::string_view, 3> keys = {"title", "date", "url"};

using toml_text::Table;

struct Place {
  std::string file;
  std::size_t line;
};

[[noreturn]] void refuse(const Place& place, std::string_view why) {
  throw Unusable(fmt::format("{}:{}: {}", place.file, place.line, why));
}

void check_keys(const Table& item, const Place& place) {
  for (const auto& [key, value] : item.items)
    if (std::ranges::find(keys, key) == keys.end())
      refuse(place, fmt::format("\"{}\" is not known; an item has title, date and url", key));
}

template <class T>
const T* get(const Table& item, std::string_view key) {
  const auto* value = item.find(key);
  return value == nullptr ? nullptr : value->as<T>();
}

std::string read_title(const Table& item, const Place& place) {
  const auto* title = get<std::string>(item, "title");
  if (title == nullptr || text::trim(*title).empty()) refuse(place, "the item needs a title");
  if (text::has_control_or_bidi(*title)) refuse(place, "the title holds an invisible character");
  if (text::code_points(*title) > title_characters_max)
    refuse(place, fmt::format("the title is longer than {} characters", title_characters_max));
  return *title;
}

std::optional<std::chrono::year_month_day> read_date(const Table& item, const Place& place) {
  if (item.find("date") == nullptr) return {};
  const auto* date = get<std::chrono::year_month_day>(item, "date");
  if (date == nullptr) refuse(place, "date is written as 2026-04-01, without quotes");
  return *date;
}

std::optional<std::string> read_url(const Table& item, const Place& place) {
  if (item.find("url") == nullptr) return {};
  const auto* url = get<std::string>(item, "url");
  if (url == nullptr || !(url->starts_with("https://") || url->starts_with("http://")) || url->size() > url_bytes_max)
    refuse(place, "url begins with https:// or http://");
  return *url;
}

void read_section(const Table& root, std::string_view section, const std::string& file, std::vector<FrontItem>& items) {
  const auto* array = get<toml_text::Array>(root, section);
  if (array == nullptr) return;
  for (const toml_text::Value& value : *array) {
    const Place place{file, value.line};
    const Table* item = value.as<Table>();
    if (item == nullptr) refuse(place, fmt::format("write [[{}]] above each item", section));
    check_keys(*item, place);
    items.push_back({std::string(section), read_date(*item, place), read_title(*item, place), read_url(*item, place)});
    if (section == "link" && !items.back().url) refuse(place, "a link needs a url");
    if (items.size() > limits::front_items_max) refuse(place, fmt::format("at most {} items", limits::front_items_max));
  }
}

}  // namespace

std::vector<FrontItem> read(const std::filesystem::path& file) {
  Table root;
  try {
    root = toml_text::parse_file(file);
  } catch (const toml_text::Unreadable& error) {
    throw Unusable(fmt::format("{}:{}: {}", file.string(), error.line, error.what()));
  }
  for (const auto& [key, value] : root.items)
    if (std::ranges::find(sections, key) == sections.end() || value.as<toml_text::Array>() == nullptr)
      refuse({file.string(), value.line}, fmt::format("\"{}\": use [[announcement]], [[news]] and [[link]]", key));
  std::vector<FrontItem> items;
  for (const std::string_view section : sections) read_section(root, section, file.string(), items);
  return items;
}

}  // namespace portal::front_page
