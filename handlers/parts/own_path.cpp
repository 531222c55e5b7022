#include "handlers/parts/own_path.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace portal {

std::string own_path_or(std::string_view path, std::string_view otherwise) {
  const bool harmless = std::ranges::all_of(path, [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
  const bool own = path.starts_with('/') && !path.starts_with("//") && path.size() <= limits::path_bytes_max;
  return std::string(own && harmless ? path : otherwise);
}

std::string own_path_to(const Request& request) {
  Fields query;
  for (const auto& [name, value] : request.query)
    if (name != "t") query.add(name, value);
  const std::string_view next = request.form["next"];
  if (!next.empty() && !query.contains("next")) query.add("next", std::string(next));
  const std::string path = percent_encoded(request.path);
  return own_path_or(path + query_of(query), path);
}

}  // namespace portal
