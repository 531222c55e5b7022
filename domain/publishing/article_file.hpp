#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/formats/csv.hpp"
#include "sql/household/member_roster.hpp"
#include "sql/publishing/notices.hpp"

// A notice or a topic as a clerk writes it (product.md §5): a head in TOML between two lines "+++", then Markdown.
//   +++
//   title    = "乳がん検診のご案内"
//   from     = 2026-12-01
//   until    = 2027-01-31
//   audience = { sex = "女", age_from = 40 }
//   mail     = false
//   +++
//   年に一度の検診を…
namespace portal::article_file {

enum class Kind { notice, topic };

// A member as the head's list names them, and where.
struct Number : member_roster::Number {
  std::size_t line = 0;
};

struct Content {
  std::string name;  // the head's id, or the file's name without its extension
  std::string title, body;
  std::optional<notices::Date> from, until;
  notices::Audience audience;  // without its members
  std::optional<std::vector<Number>> numbers;
  bool mails = false;
  std::vector<csv::Fault> faults;       // with any of them nothing may be published
  std::vector<csv::Fault> doubts = {};  // of the text (base/formats/markdown.hpp); it may be published
};

// UTF-8 (BOM or not) or CP932, any line ends. What is wrong is in `faults`, all of it, each with its line. A topic's
// head has id, title, from and until only. Throws std::system_error when the file can't be read.
Content read(const std::filesystem::path& file, Kind kind);

// The same for a text that has been read.
Content parse(std::string_view bytes, const std::string& file_stem, Kind kind);

}  // namespace portal::article_file
