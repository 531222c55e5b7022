#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"

// Tables for a spreadsheet (.xlsx).
namespace portal::workbook {

using Cell = std::variant<std::monostate, std::string, std::int64_t>;  // nothing, a text (never a formula), a number

struct Sheet {
  std::string name;                // at most 31 characters, none of [ ] : * ? / and the backslash
  std::vector<std::string> heads;  // stay in sight, on paper and on the screen
  std::vector<std::vector<Cell>> rows;
  bool last_is_sum = false;
  std::string note;  // under the table; may be empty
};

// By libxlsxwriter, into a file that is there and empty. Throws std::runtime_error when it can't be written.
void write(const std::vector<Sheet>& sheets, Timestamp made_at, const std::filesystem::path& file);

}  // namespace portal::workbook
