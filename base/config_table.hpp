#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/formats/toml_text.hpp"

// How base/config.cpp reads portal.toml: a fault is noted and reading goes on, so that all of them are told at once.
namespace portal {

// What is wrong in the file, in its order.
class ConfigFaults {
 public:
  explicit ConfigFaults(std::filesystem::path file) : file_(std::move(file)) {}
  void add(std::size_t line, std::string_view what);  // line 0: of no line
  void throw_if_any();                                // throws ConfigError with all of them
  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  std::vector<std::pair<std::size_t, std::string>> found_;
};

// One table of the file. What is missing or of the wrong type is noted and read as empty, as the value that holds
// without it, or as an empty table. finish() comes last: a key that nobody asked for is misspelt.
class ConfigTable {
 public:
  ConfigTable(const toml_text::Table& table, std::string name, std::size_t line, ConfigFaults& faults,
              bool told = false)
      : table_(table), name_(std::move(name)), line_(line), faults_(faults), told_(told) {}

  std::string text(const char* key);  // must be there and not empty
  std::string text(const char* key, const std::string& otherwise);
  std::int64_t integer(const char* key, std::int64_t otherwise, std::int64_t least, std::int64_t most);
  bool boolean(const char* key, bool otherwise);
  std::vector<std::string> texts(const char* key, std::size_t most);  // none when it isn't there
  std::filesystem::path path(const char* key) { return absolute(text(key)); }
  std::filesystem::path path_or_none(const char* key) { return absolute(text(key, "")); }
  ConfigTable table(const char* key);
  ConfigTable table_or_empty(const char* key);

  void fault(const char* key, std::string_view why) const;
  void finish() const;

 private:
  const toml_text::Value* ask(const char* key);  // nullptr: it isn't there
  const toml_text::Value* demand(const char* key);
  template <class T>
  const T* as(const toml_text::Value* value, const char* key, std::string_view kind) const;
  std::filesystem::path absolute(const std::string& text) const;
  std::string full_name(std::string_view key) const;

  const toml_text::Table& table_;
  std::string name_;
  std::size_t line_;
  ConfigFaults& faults_;
  bool told_;  // that the table isn't there, or isn't one: nothing is said of what is in it
  std::vector<std::string> known_, missing_;
};

}  // namespace portal
