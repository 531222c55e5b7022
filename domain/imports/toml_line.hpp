#pragma once
#include <string>
#include <vector>

#include "base/formats/csv.hpp"
#include "base/formats/toml_text.hpp"

// What the readers of notices, screenings and tables of limits share: a line of text in a clerk's TOML file, and what
// to tell the clerk of a file that is none.
namespace portal::toml_line {

struct Asked {
  const char* key;
  std::size_t line;  // of the table: where a key that isn't there is missed
  std::size_t characters_max;
  bool may_be_empty = false;
};

// The parser's own words are English, for want of others.
csv::Fault fault_of(const toml_text::Unreadable& error);

// Trimmed. A fault for what is missing or empty, is no text, can't be seen, or is too long. `value` may be nullptr.
std::string read(const Asked& asked, const toml_text::Value* value, std::vector<csv::Fault>& faults);

}  // namespace portal::toml_line
