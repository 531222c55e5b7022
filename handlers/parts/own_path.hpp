#pragma once
#include <string>
#include <string_view>

#include "fcgi/http.hpp"

namespace portal {

// A path that came back from a browser and may lead nowhere but into this portal: begins with one '/', printable ASCII,
// no backslash. Anything else becomes `otherwise`.
std::string own_path_or(std::string_view path, std::string_view otherwise);

// The way back to the page that answers this request: its path and query, and the `next` of a refused form. Never `t`,
// a mail link's secret, which stands in the request of an error page; without the query where that is too long.
std::string own_path_to(const Request& request);

}  // namespace portal
