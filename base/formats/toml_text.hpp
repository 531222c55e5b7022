#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// TOML as plain values, each with the line on which it stands (from 1).
namespace portal::toml_text {

enum class Bound { none, bytes, key_parts, depth };  // of limits::toml_…_max

// The text is no TOML, longer or deeper than limits::toml_… (nothing else about it then costs anything), or can't be
// read (line 0).
struct Unreadable : std::runtime_error {
  Unreadable(std::size_t where, const std::string& why, Bound broken = Bound::none)
      : runtime_error(why), line(where), bound(broken) {}
  std::size_t line;
  Bound bound;  // that the text is beyond
};

struct Value;
struct Item;
using Array = std::vector<Value>;
struct Table {
  std::vector<Item> items;
  const Value* find(std::string_view key) const;  // nullptr when it isn't there
};

// Numbers with a fraction and times of day hold nothing (std::monostate): no file of ours has any.
struct Value {
  std::size_t line = 0;
  std::variant<std::monostate, std::string, std::int64_t, bool, std::chrono::year_month_day, Array, Table> content;

  // The content when it is of that very kind, otherwise nullptr.
  template <class T>
  const T* as() const {
    return std::get_if<T>(&content);
  }
};
struct Item {
  std::string key;
  Value value;
};

Table parse(std::string_view text);                   // throws Unreadable
Table parse_file(const std::filesystem::path& file);  // throws Unreadable

}  // namespace portal::toml_text
