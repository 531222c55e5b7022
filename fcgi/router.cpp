#include "fcgi/router.hpp"

#include <algorithm>
#include <optional>

namespace portal {
namespace {

constexpr std::string_view society_name = "{s}";

std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto end = path.find('/');
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end == path.npos ? path.size() : end);
  return segment;
}

// What a wanted segment such as {document} or {document}.pdf names in the given one; nothing when it doesn't fit.
std::optional<std::string_view> name_in(std::string_view wanted, std::string_view given) {
  const std::string_view ending = wanted.substr(wanted.find('}') + 1);
  if (given.size() <= ending.size() || !given.ends_with(ending)) return {};
  return given.substr(0, given.size() - ending.size());
}

std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path) {
  std::vector<std::string> names;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = take_segment(pattern);
    const std::string_view given = take_segment(path);
    if (!wanted.starts_with('{')) {
      if (wanted != given) return {};
      continue;
    }
    const auto name = name_in(wanted, given);
    if (!name) return {};
    if (wanted != society_name) names.emplace_back(*name);
  }
  if (!pattern.empty() || !path.empty()) return {};
  return names;
}

}  // namespace

std::string well_written(std::string_view path) {
  std::string written(path.substr(0, path.find_last_not_of('/') + 1));
  const auto slug_end = written.begin() + static_cast<std::ptrdiff_t>(std::min(written.find('/', 1), written.size()));
  std::transform(written.begin(), slug_end, written.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const bool of_society_alone = written.size() > 1 && slug_end == written.end();
  return of_society_alone ? written + "/" : written;
}

Match find_route(std::span<const Route> routes, Method method, std::string_view path) {
  Match match;
  if (!path.starts_with('/')) return match;
  for (const Route& route : routes) {
    auto names = fit(route.path, path);
    if (!names) continue;
    match.path_known = true;
    if (route.method != method) continue;
    match.route = &route;
    match.names = *std::move(names);
    return match;
  }
  return match;
}

}  // namespace portal
