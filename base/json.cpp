#include "base/json.hpp"

#include <nlohmann/json.hpp>

namespace portal::json {
namespace {

using Json = nlohmann::json;

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

}  // namespace portal::json
