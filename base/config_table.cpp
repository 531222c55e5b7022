#include "base/config_table.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/config.hpp"
#include "base/near_miss.hpp"

namespace portal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view a_text = "a text in quotes", a_number = "a whole number without quotes",
                           a_boolean = "true or false, without quotes", a_table = "a table", a_list = "a list of texts";

std::string_view kind_of(const toml_text::Value& value) {
  if (value.as<std::string>() != nullptr) return a_text;
  if (value.as<std::int64_t>() != nullptr) return "a number";
  if (value.as<bool>() != nullptr) return "true or false";
  if (value.as<toml_text::Table>() != nullptr) return a_table;
  if (value.as<toml_text::Array>() != nullptr) return "a list";
  return "something else";
}

const toml_text::Table& empty_table() {
  static const toml_text::Table empty;
  return empty;
}

}  // namespace

void ConfigFaults::add(std::size_t line, std::string_view what) {
  const std::string where = line == 0 ? file_.string() : fmt::format("{}:{}", file_.string(), line);
  found_.emplace_back(line, fmt::format("{}: {}", where, what));
}

void ConfigFaults::throw_if_any() {
  if (found_.empty()) return;
  std::ranges::stable_sort(found_, {}, &std::pair<std::size_t, std::string>::first);
  std::vector<std::string> faults;
  for (auto& [line, text] : found_) faults.push_back(std::move(text));
  throw ConfigError(std::move(faults));
}

const toml_text::Value* ConfigTable::ask(const char* key) {
  known_.emplace_back(key);
  return table_.find(key);
}

const toml_text::Value* ConfigTable::demand(const char* key) {
  const auto* value = ask(key);
  if (value == nullptr) missing_.emplace_back(key);
  return value;
}

template <class T>
const T* ConfigTable::as(const toml_text::Value* value, const char* key, std::string_view kind) const {
  if (value == nullptr) return nullptr;
  const T* content = value->as<T>();
  if (content == nullptr) fault(key, fmt::format("must be {}, not {}", kind, kind_of(*value)));
  return content;
}

std::string ConfigTable::text(const char* key) {
  const auto* content = as<std::string>(demand(key), key, a_text);
  if (content == nullptr) return "";
  if (content->empty()) fault(key, "must not be empty");
  return *content;
}

std::string ConfigTable::text(const char* key, const std::string& otherwise) {
  const auto* content = as<std::string>(ask(key), key, a_text);
  return content != nullptr ? *content : otherwise;
}

std::int64_t ConfigTable::integer(const char* key, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
  const auto* content = as<std::int64_t>(ask(key), key, a_number);
  if (content == nullptr) return otherwise;
  if (*content >= least && *content <= most) return *content;
  fault(key, fmt::format("must be from {} to {}, not {}", least, most, *content));
  return otherwise;
}

bool ConfigTable::boolean(const char* key, bool otherwise) {
  const auto* content = as<bool>(ask(key), key, a_boolean);
  return content != nullptr ? *content : otherwise;
}

std::vector<std::string> ConfigTable::texts(const char* key, std::size_t most) {
  const auto* list = as<toml_text::Array>(ask(key), key, a_list);
  if (list == nullptr) return {};
  std::vector<std::string> found;
  for (const toml_text::Value& value : *list)
    if (const auto* text = as<std::string>(&value, key, a_list)) found.push_back(*text);
  if (list->empty() || list->size() > most) fault(key, fmt::format("must be 1 to {} texts", most));
  return found;
}

ConfigTable ConfigTable::table(const char* key) {
  const auto* value = demand(key);
  const auto* inner = as<toml_text::Table>(value, key, a_table);
  if (inner == nullptr) return {empty_table(), full_name(key), 0, faults_, true};
  return {*inner, full_name(key), value->line, faults_, told_};
}

ConfigTable ConfigTable::table_or_empty(const char* key) {
  const auto* value = ask(key);
  const auto* inner = as<toml_text::Table>(value, key, a_table);
  return {inner != nullptr ? *inner : empty_table(), full_name(key), inner != nullptr ? value->line : 0, faults_};
}

void ConfigTable::fault(const char* key, std::string_view why) const {
  if (told_) return;
  const auto* value = table_.find(key);
  faults_.add(value != nullptr ? value->line : line_, fmt::format("{} {}", full_name(key), why));
}

// A key that is missing because it is misspelt is one fault, not two.
void ConfigTable::finish() const {
  if (told_) return;
  std::vector<std::string> meant, absent;
  std::ranges::copy_if(known_, std::back_inserter(absent),
                       [this](const std::string& key) { return table_.find(key) == nullptr; });
  for (const auto& [key, value] : table_.items) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const std::string hint = near_miss(key, absent);
    meant.push_back(nearest_word(key, absent));
    const std::string_view what = name_.empty() ? "is not a key of this file" : "is not a key of this table";
    faults_.add(value.line, fmt::format("{} {}{}{}", full_name(key), what, hint.empty() ? "" : "; ", hint));
  }
  for (const std::string& key : missing_)
    if (std::ranges::find(meant, key) == meant.end()) faults_.add(line_, full_name(key) + " is missing");
}

fs::path ConfigTable::absolute(const std::string& text) const {
  return text.empty() ? fs::path{} : fs::absolute(faults_.file()).parent_path() / text;
}

std::string ConfigTable::full_name(std::string_view key) const {
  return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

}  // namespace portal
