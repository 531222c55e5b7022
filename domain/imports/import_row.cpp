#include "domain/imports/import_row.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace portal::import_row {
namespace {

constexpr const char* date_forms = "2026-04-01、2026/4/1、20260401、令和8年4月1日、R8.4.1のどれかの形にしてください";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

bool is_nothing(std::string_view cell) {
  return std::ranges::all_of(text::fold_numeric(cell), [](char c) { return c == '-'; });
}

std::string Row::text(std::string_view column, std::size_t characters_max, bool may_be_empty) {
  std::string value = text::trim(rows_.get(column));
  if (value.find_first_of("\r\n") != value.npos)
    fail(column, "改行が入っています", "1行にしてください。表計算ソフトでは、セルの中の改行が見えないことがあります");
  else if (text::has_control_or_bidi(value))
    fail(column, "目に見えない文字が入っています", "その文字を取り除いてください");
  return checked(column, std::move(value), characters_max, may_be_empty);
}

std::string Row::lines(std::string_view column, std::size_t characters_max, bool may_be_empty) {
  std::string value;
  for (std::string rest = text::trim(rows_.get(column)); !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    const std::string line = text::trim(rest.substr(0, end));
    if (text::has_control_or_bidi(line)) fail(column, "目に見えない文字が入っています", "その文字を取り除いてください");
    const std::size_t next = end + (rest.compare(end, 2, "\r\n") == 0 ? 2 : 1);
    value += line;
    if (next <= rest.size()) value += '\n';
    rest.erase(0, next);
  }
  return checked(column, std::move(value), characters_max, may_be_empty);
}

std::string Row::checked(std::string_view column, std::string value, std::size_t characters_max, bool may_be_empty) {
  if (value.empty() && !may_be_empty) fail(column, "値がありません", "値を入れてください");
  const std::size_t length = text::code_points(value);
  if (length > characters_max)
    fail(column, fmt::format("{}文字あります", length), fmt::format("{}文字以内にしてください", characters_max));
  return value;
}

std::optional<calendar::Date> Row::date(std::string_view column, bool may_be_empty) {
  const std::string_view value = rows_.get(column);
  const bool is_none = is_nothing(value) || calendar::stands_for_none(value);
  if (is_none && may_be_empty) return {};
  const auto found = is_none ? std::nullopt : calendar::parse_date(value);
  if (is_nothing(value))
    fail(column, "値がありません", date_forms);
  else if (is_none)
    fail(column, "「日付なし」を表す値です（9999-12-31、0000-00-00、1900-01-01など）", "正しい日付を入れてください");
  else if (!found)
    fail(column, "日付として読めません", date_forms);
  return found;
}

std::string Row::symbol() {
  const std::string folded = text::trim(text::fold_width(rows_.get("記号")));
  if (text::has_control_or_bidi(folded)) fail("記号", "目に見えない文字が入っています", "その文字を取り除いてください");
  if (text::code_points(folded) > number_characters_max) fail("記号", "長すぎます", "20文字以内にしてください");
  return folded;
}

std::string Row::number() {
  std::string folded = text::fold_numeric(rows_.get("番号"));
  if (folded.empty() || folded.size() > number_characters_max || !std::ranges::all_of(folded, is_letter_or_digit))
    fail("番号", folded.empty() ? "値がありません" : "英数字ではない文字があるか、長すぎます",
         "20文字以内の英数字にしてください");
  return folded;
}

// One digit means that a spreadsheet took the zeros in front away, from 番号 too: nothing of such a file fits anyone.
std::string Row::branch() {
  std::string folded = text::fold_numeric(rows_.get("枝番"));
  if (folded.size() != 2 || !std::ranges::all_of(folded, is_digit))
    fail("枝番", "2桁の数字ではありません",
         "00のように2桁にしてください。表計算ソフトで保存すると先頭の0が消えるので、番号も確かめてください");
  return folded;
}

void Row::fail(std::string_view column, std::string reason, std::string remedy) {
  sound_ = false;
  faults_.add(rows_.line(), std::string(column), std::move(reason), std::move(remedy));
}

std::string notice_of_unknown_columns(const csv::Reader& rows) {
  std::string names;
  for (const std::string& column : rows.unknown_columns()) names += (names.empty() ? "" : "、") + column;
  return names.empty() ? "" : fmt::format("使わない列があります：{}", names);
}

}  // namespace portal::import_row
