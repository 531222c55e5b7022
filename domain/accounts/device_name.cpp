#include "domain/accounts/device_name.hpp"

#include <array>
#include <utility>

namespace portal {
namespace {

using Word = std::pair<std::string_view, std::string_view>;  // what the header says, what people call it

// In this order: an Android tablet also says Linux, Edge also says Chrome, Chrome also says Safari.
constexpr std::array<Word, 7> systems{{{"iPhone", "iPhone"},
                                       {"iPad", "iPad"},
                                       {"Android", "Android"},
                                       {"Windows", "Windows"},
                                       {"Macintosh", "Mac"},
                                       {"CrOS", "Chromebook"},
                                       {"Linux", "Linux"}}};
constexpr std::array<Word, 4> browsers{
    {{"Edg", "Edge"}, {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}}};

template <std::size_t Count>
std::string first_named(std::string_view header, const std::array<Word, Count>& words) {
  for (const auto& [said, called] : words)
    if (header.find(said) != header.npos) return std::string(called);
  return "";
}

}  // namespace

std::string device_name(std::string_view user_agent) {
  const std::string system = first_named(user_agent, systems);
  const std::string browser = first_named(user_agent, browsers);
  if (system.empty()) return "不明な端末";
  return browser.empty() ? system : system + "（" + browser + "）";
}

}  // namespace portal
