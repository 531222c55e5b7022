#include "base/json.hpp"

#include <set>
#include <vector>

#include <nlohmann/json.hpp>

namespace portal::json {
namespace {

using Json = nlohmann::json;
using Members = std::map<std::string, std::string>;

constexpr int objects_deep_max = 3;

bool add_members(const Json& object, const std::string& place, int deep, Members& members) {
  for (const auto& [name, value] : object.items()) {
    if (name.find('.') != std::string::npos) return false;
    if (value.is_object() && deep < objects_deep_max) {
      if (!add_members(value, place + name + ".", deep + 1, members)) return false;
      continue;
    }
    const bool is_new =
        members.emplace(place + name, value.is_string() ? value.get_ref<const std::string&>() : value.dump()).second;
    if (!is_new) return false;
  }
  return true;
}

// Of a name that comes twice the library keeps the last: who reads on would see another value than who wrote it.
Json parse_unambiguous(std::string_view json) {
  std::vector<std::set<std::string>> names;
  bool twice = false;
  const auto look = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end) names.pop_back();
    if (event == Json::parse_event_t::key) twice |= !names.back().insert(parsed.get_ref<const std::string&>()).second;
    return true;
  };
  Json parsed = Json::parse(json, look, false);
  return twice ? Json() : parsed;
}

}  // namespace

std::string quoted(std::string_view text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::optional<std::map<std::string, std::string>> read_texts(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return {};
  std::map<std::string, std::string> texts;
  for (const auto& [name, value] : parsed.items()) {
    if (!value.is_string()) return {};
    texts[name] = value.get_ref<const std::string&>();
  }
  return texts;
}

std::optional<std::map<std::string, std::string>> read_members(std::string_view json) {
  const Json parsed = parse_unambiguous(json);
  Members members;
  if (!parsed.is_object() || !add_members(parsed, "", 1, members)) return {};
  return members;
}

}  // namespace portal::json
