#include "tests/support/page.hpp"

namespace portal::testing {

namespace {

// Without the spans that keep a date on one line: to a reader they aren't there.
std::string as_read(std::string page) {
  constexpr std::string_view before = "<span class=\"nw\">", after = "</span>", end_of_line = "<wbr>";
  for (auto at = page.find(end_of_line); at != std::string::npos; at = page.find(end_of_line, at))
    page.erase(at, end_of_line.size());
  for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at)) {
    page.erase(at, before.size());
    if (const auto end = page.find('<', at); page.compare(end, after.size(), after) == 0) page.erase(end, after.size());
  }
  return page;
}

}  // namespace

bool says(const Reply& reply, std::string_view words) {
  return reply.body.find(words) != std::string::npos || as_read(reply.body).find(words) != std::string::npos;
}

std::string location(const Reply& reply) { return std::string(reply.header("Location")); }

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const auto at = text.find(before);
  if (at == std::string_view::npos) return "";
  const auto begin = at + before.size();
  return std::string(text.substr(begin, text.find(after, begin) - begin));
}

std::string hidden(const Reply& page, const std::string& name) {
  return between(page.body, "name=\"" + name + "\" value=\"", "\"");
}

std::string without_token(std::string page) {
  for (const std::string_view before : {"name=\"csrf\" value=\"", "data-passkey=\""})
    for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at + 1))
      page.erase(at + before.size(), page.find('"', at + before.size()) - at - before.size());
  return page;
}

}  // namespace portal::testing
