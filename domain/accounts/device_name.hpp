#pragma once
#include <string>
#include <string_view>

namespace portal {

// The device of a User-Agent header in words that its owner recognises: iPhone, Android, Windows, Mac, …
// The header's own text is never kept or shown.
std::string device_name(std::string_view user_agent);

}  // namespace portal
