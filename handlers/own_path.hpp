#pragma once
#include <string>
#include <string_view>

namespace portal {

// A path that came back from a browser and may lead nowhere but into this portal: begins with one '/', printable ASCII,
// no backslash. Anything else becomes `otherwise`.
std::string own_path_or(std::string_view path, std::string_view otherwise);

}  // namespace portal
