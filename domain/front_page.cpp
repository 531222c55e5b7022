#include "domain/front_page.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::front_page {
namespace {

constexpr std::size_t title_characters_max = 200;
constexpr std::size_t url_bytes_max = 500;
constexpr std::array<std::string_view, 3> sections = {"announcement", "news", "link"};
constexpr std::array<std::string_view, 3> keys = {"title", "date", "url"};

struct Place {
  std::string file;
  toml::source_region region;
};

[[noreturn]] void refuse(const Place& place, std::string_view why) {
  throw Unusable(fmt::format("{}:{}: {}", place.file, place.region.begin.line, why));
}

void check_keys(const toml::table& item, const Place& place) {
  for (const auto& [key, value] : item)
    if (std::ranges::find(keys, key.str()) == keys.end())
      refuse(place, fmt::format("\"{}\" is not known; an item has title, date and url", key.str()));
}

std::string read_title(const toml::table& item, const Place& place) {
  const auto title = item["title"].value_exact<std::string>();
  if (!title || text::trim(*title).empty()) refuse(place, "the item needs a title");
  if (text::has_control_or_bidi(*title)) refuse(place, "the title holds an invisible character");
  if (text::code_points(*title) > title_characters_max)
    refuse(place, fmt::format("the title is longer than {} characters", title_characters_max));
  return *title;
}

std::optional<std::chrono::year_month_day> read_date(const toml::table& item, const Place& place) {
  if (!item.contains("date")) return {};
  const auto date = item["date"].value_exact<toml::date>();
  if (!date) refuse(place, "date is written as 2026-04-01, without quotes");
  return std::chrono::year{date->year} / date->month / date->day;
}

std::optional<std::string> read_url(const toml::table& item, const Place& place) {
  if (!item.contains("url")) return {};
  const auto url = item["url"].value_exact<std::string>();
  if (!url || !(url->starts_with("https://") || url->starts_with("http://")) || url->size() > url_bytes_max)
    refuse(place, "url begins with https:// or http://");
  return url;
}

void read_section(const toml::table& root, std::string_view section, const std::string& file,
                  std::vector<FrontItem>& items) {
  const toml::array* array = root[section].as_array();
  if (array == nullptr) return;
  for (const toml::node& node : *array) {
    const Place place{file, node.source()};
    const toml::table* item = node.as_table();
    if (item == nullptr) refuse(place, fmt::format("write [[{}]] above each item", section));
    check_keys(*item, place);
    items.push_back({std::string(section), read_date(*item, place), read_title(*item, place), read_url(*item, place)});
    if (section == "link" && !items.back().url) refuse(place, "a link needs a url");
    if (items.size() > limits::front_items_max) refuse(place, fmt::format("at most {} items", limits::front_items_max));
  }
}

}  // namespace

std::vector<FrontItem> read(const std::filesystem::path& file) {
  toml::table root;
  try {
    root = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    throw Unusable(fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
  }
  for (const auto& [key, value] : root)
    if (std::ranges::find(sections, key.str()) == sections.end() || !value.is_array())
      refuse({file.string(), value.source()},
             fmt::format("\"{}\": use [[announcement]], [[news]] and [[link]]", key.str()));
  std::vector<FrontItem> items;
  for (const std::string_view section : sections) read_section(root, section, file.string(), items);
  return items;
}

}  // namespace portal::front_page
