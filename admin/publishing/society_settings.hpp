#pragma once
#include <string>

#include "admin/call.hpp"
#include "admin/output.hpp"
#include "sql/society_settings.hpp"

// sql/society_settings.hpp as portalctl says it: the same words in options, help and lists.
namespace portal::admin {

// What stands behind an option: TEXT, N, yes|no, DAY.
constexpr const char* value_name(const societies::Setting& setting) {
  constexpr std::size_t yes_or_no = 2, integer = 3, day = 4, integer_or_none = 5;  // of the member's kinds
  if (setting.member.index() == yes_or_no) return "yes|no";
  if (setting.member.index() == integer || setting.member.index() == integer_or_none) return "N";
  if (setting.member.index() == day) return "DAY";
  switch (setting.form) {
    case societies::Form::mail_address:
      return "ADDRESS";
    case societies::Form::url:
      return "URL";
    case societies::Form::colour:
      return "COLOUR";
    case societies::Form::line:
    case societies::Form::telephone:
      break;
  }
  return "TEXT";
}

// Its help, with its bounds and with what holds until it is set.
std::string help_of(const societies::Setting& setting);

bool names_a_setting(const Arguments& arguments);

// What was given replaces what stood there. Throws Failure (usage) for what a setting can't be.
void take_settings(const Arguments& arguments, Society& society);

// For a new society: throws Failure (usage) where something is missing that has no default.
void demand_settings(const Arguments& arguments);

// Its slug and every setting.
Table settings_table(const Society& society);

}  // namespace portal::admin
