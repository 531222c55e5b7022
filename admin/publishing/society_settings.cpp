#include "admin/publishing/society_settings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/text.hpp"

namespace portal::admin {
namespace {

using societies::Form;
using societies::Setting;

[[noreturn]] void refuse(const Setting& setting, std::string_view why) {
  throw Failure(Exit::usage, fmt::format("{} {}", setting.option, why));
}

std::string line(const Setting& setting, const std::string& text) {
  if (text::trim(text).empty()) refuse(setting, "may not be empty");
  if (!text::is_valid_utf8(text) || text::has_control_or_bidi(text)) refuse(setting, "holds an invisible character");
  if (text::code_points(text) > setting.characters_max)
    refuse(setting, fmt::format("has more than {} characters", setting.characters_max));
  return text;
}

std::string telephone(const Setting& setting, const std::string& text) {
  const auto allowed = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+'; };
  if (text.empty() || text.size() > 20 || !std::ranges::all_of(text, allowed))
    refuse(setting, "is written as 03-0000-0000");
  return text;
}

std::string mail_address(const Setting& setting, const std::string& text) {
  std::string folded = text::fold_email(text);
  if (!text::is_email(folded)) refuse(setting, "is a mail address, for example info@mihon.example.jp");
  return folded;
}

std::string url(const Setting& setting, const std::string& text) {
  if (!text.starts_with("https://") && !text.starts_with("http://")) refuse(setting, "begins with https://");
  return line(setting, text);
}

std::string colour(const Setting& setting, const std::string& text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  if (text.size() != 7 || text.front() != '#' || !std::all_of(text.begin() + 1, text.end(), is_hex))
    refuse(setting, "is written as #115a36");
  return text;
}

std::string checked(const Setting& setting, const std::string& text) {
  switch (setting.form) {
    case Form::line:
      break;
    case Form::telephone:
      return telephone(setting, text);
    case Form::mail_address:
      return mail_address(setting, text);
    case Form::url:
      return url(setting, text);
    case Form::colour:
      return colour(setting, text);
  }
  return line(setting, text);
}

void take(const Arguments& arguments, const Setting& setting, std::string& value) {
  if (const auto text = arguments.text_if_given(setting.option)) value = checked(setting, *text);
}

void take(const Arguments& arguments, const Setting& setting, std::optional<std::string>& value) {
  const auto text = arguments.text_if_given(setting.option);
  if (text) value = text->empty() ? std::nullopt : std::optional(checked(setting, *text));
}

void take(const Arguments& arguments, const Setting& setting, bool& value) {
  value = arguments.yes_or_no_if_given(setting.option).value_or(value);
}

void take(const Arguments& arguments, const Setting& setting, int& value) {
  value = arguments.integer_if_given(setting.option, setting.least, setting.most).value_or(value);
}

void take(const Arguments& arguments, const Setting& setting, std::optional<calendar::Date>& value) {
  const auto text = arguments.text_if_given(setting.option);
  if (!text) return;
  value = calendar::parse_date(*text);
  if (!value && *text != setting.unset) refuse(setting, fmt::format("is {}, or a day as 2027-04-01", setting.unset));
}

void take(const Arguments& arguments, const Setting& setting, std::optional<int>& value) {
  const auto text = arguments.text_if_given(setting.option);
  if (!text) return;
  if (*text == setting.unset)
    value.reset();
  else
    value = arguments.integer_if_given(setting.option, setting.least, setting.most);
}

Cell cell(const std::string& value) { return value; }
Cell cell(const std::optional<std::string>& value) { return value ? Cell{*value} : Cell{}; }
Cell cell(bool value) { return value; }
Cell cell(int value) { return std::int64_t{value}; }
Cell cell(const std::optional<int>& value) { return value ? Cell{std::int64_t{*value}} : Cell{}; }
Cell cell(const std::optional<calendar::Date>& value) { return value ? Cell{to_sql(*value)} : Cell{}; }

std::string in_words(const std::string& value) { return value; }
std::string in_words(const std::optional<std::string>& value) { return value.value_or(""); }
std::string in_words(bool value) { return value ? "yes" : "no"; }
std::string in_words(int value) { return std::to_string(value); }
std::string in_words(const std::optional<int>& value) { return value ? std::to_string(*value) : ""; }
std::string in_words(const std::optional<calendar::Date>& value) { return value ? to_sql(*value) : ""; }

// "--link-minutes" is link_minutes in lists.
std::string key_of(const Setting& setting) {
  std::string key(std::string_view(setting.option).substr(2));
  std::ranges::replace(key, '-', '_');
  return key;
}

}  // namespace

std::string help_of(const Setting& setting) {
  const std::string bounds = setting.most > 0 ? fmt::format(", {} to {}", setting.least, setting.most) : "";
  const Society unset{};
  std::string otherwise = std::visit([&](auto member) { return in_words(unset.*member); }, setting.member);
  if (otherwise.empty()) otherwise = setting.unset;
  return setting.help + bounds + (otherwise.empty() ? "" : fmt::format(" ({})", otherwise));
}

bool names_a_setting(const Arguments& arguments) {
  return std::ranges::any_of(societies::settings,
                             [&](const Setting& setting) { return arguments.has(setting.option); });
}

void take_settings(const Arguments& arguments, Society& society) {
  for (const Setting& setting : societies::settings)
    std::visit([&](auto member) { take(arguments, setting, society.*member); }, setting.member);
  if (society.session_idle_minutes > society.session_minutes_max)
    throw Failure(Exit::usage, "--idle-minutes may not be longer than --session-minutes");
}

void demand_settings(const Arguments& arguments) {
  const Society unset{};
  for (const Setting& setting : societies::settings)
    if (const auto* text = std::get_if<std::string Society::*>(&setting.member); text && (unset.**text).empty())
      static_cast<void>(arguments.text(setting.option));
}

Table settings_table(const Society& society) {
  std::vector<std::string> keys{"slug"};
  std::vector<Cell> cells{society.slug};
  for (const Setting& setting : societies::settings) {
    keys.push_back(key_of(setting));
    cells.push_back(std::visit([&](auto member) { return cell(society.*member); }, setting.member));
  }
  Table table(std::move(keys));
  table.add(std::move(cells));
  return table;
}

}  // namespace portal::admin
