#include "base/toml_text.hpp"

#include <toml++/toml.h>

namespace portal::toml_text {
namespace {

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

template <class Parse>
Table parsed(Parse parse) {
  try {
    return to_table(parse());
  } catch (const ::toml::parse_error& error) {
    throw Unreadable(error.source().begin.line, std::string(error.description()));
  }
}

}  // namespace

const Value* Table::find(std::string_view key) const {
  for (const Item& item : items)
    if (item.key == key) return &item.value;
  return nullptr;
}

Table parse(std::string_view text) {
  return parsed([text] { return ::toml::parse(text); });
}

Table parse_file(const std::filesystem::path& file) {
  return parsed([&file] { return ::toml::parse_file(file.string()); });
}

}  // namespace portal::toml_text
