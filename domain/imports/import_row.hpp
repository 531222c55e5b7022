#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.hpp"
#include "domain/imports/import_file.hpp"

namespace portal::import_row {

inline constexpr std::size_t number_characters_max = 20;

// Empty, or a dash alone, which people and core systems write for "none".
bool is_nothing(std::string_view cell);

// One row of a core system's file; reads a column at a time and writes down what is wrong with it. Every column is to
// be read before sound() is asked, so that one run names all the faults of a row.
class Row {
 public:
  Row(const csv::Reader& rows, import_file::Faults& faults) : rows_(rows), faults_(faults) {}

  // The file has this column, which may be an optional one.
  bool has(std::string_view column) const { return rows_.has(column); }
  std::string text(std::string_view column, std::size_t characters_max, bool may_be_empty);
  // The same that may have line breaks, each of which becomes "\n".
  std::string lines(std::string_view column, std::size_t characters_max, bool may_be_empty);
  // Whatever stands for no date (calendar::stands_for_none) is none where there may be none, and a fault elsewhere.
  std::optional<calendar::Date> date(std::string_view column, bool may_be_empty);

  // 記号, 番号 and 枝番, folded (width, dashes, spaces): the key by which rows are joined.
  std::string symbol();
  std::string number();
  std::string branch();

  void fail(std::string_view column, std::string reason, std::string remedy);
  bool sound() const { return sound_; }
  std::size_t line() const { return rows_.line(); }

 protected:
  const csv::Reader& rows_;

 private:
  std::string checked(std::string_view column, std::string value, std::size_t characters_max, bool may_be_empty);

  import_file::Faults& faults_;
  bool sound_ = true;
};

// 「使わない列があります：…」, or "" when every column is read.
std::string notice_of_unknown_columns(const csv::Reader& rows);

}  // namespace portal::import_row
