#include "domain/imports/toml_line.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace portal::toml_line {

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
