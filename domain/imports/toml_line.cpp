#include "domain/imports/toml_line.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::toml_line {

csv::Fault fault_of(const toml_text::Unreadable& error) {
  constexpr std::size_t megabyte = 1024 * 1024;
  const auto fault = [&error](std::string reason, std::string remedy) {
    return csv::Fault{error.line, "", std::move(reason), std::move(remedy)};
  };
  switch (error.bound) {
    case toml_text::Bound::bytes:
      return fault("ファイルが大きすぎます", fmt::format("{}MBまでにしてください", limits::toml_bytes_max / megabyte));
    case toml_text::Bound::key_parts:
      return fault(fmt::format("項目の名前に「.」が多すぎます（「.」で区切って{}個まで）", limits::toml_key_parts_max),
                   "項目の名前を書き直してください。本文の「.」なら、本文を「\"」で囲んでください");
    case toml_text::Bound::depth:
      return fault(fmt::format("かっこ（[ ] や {{ }}）が重なりすぎています（{}重まで）", limits::toml_depth_max),
                   "かっこの閉じ忘れや書きすぎがないか、確かめてください");
    case toml_text::Bound::none:
      break;
  }
  return fault(fmt::format("TOMLとして読めません：{}", error.what()),
               "title = \"…\" のように、文字は「\"」で囲んでください");
}

std::string read(const Asked& asked, const toml_text::Value* value, std::vector<csv::Fault>& faults) {
  const auto fail = [&](std::string reason, std::string remedy) {
    faults.push_back({value == nullptr ? asked.line : value->line, asked.key, std::move(reason), std::move(remedy)});
  };
  const std::string* text = value == nullptr ? nullptr : value->as<std::string>();
  const std::string trimmed = text == nullptr ? "" : text::trim(*text);
  if (trimmed.empty() && (!asked.may_be_empty || (value != nullptr && text == nullptr)))
    fail("文字が入っていません", fmt::format("{} = \"…\" と書いてください", asked.key));
  else if (text::has_control_or_bidi(trimmed))
    fail("目に見えない文字か改行が入っています", "1行で入力し直してください");
  else if (text::code_points(trimmed) > asked.characters_max)
    fail("長すぎます", fmt::format("{}文字までにしてください", asked.characters_max));
  return trimmed;
}

}  // namespace portal::toml_line
