#include "fcgi/http.hpp"

namespace portal {

std::string_view Fields::operator[](std::string_view name) const {
  for (const auto& [known, value] : pairs_)
    if (known == name) return value;
  return "";
}

bool Fields::contains(std::string_view name) const {
  for (const auto& [known, value] : pairs_)
    if (known == name) return true;
  return false;
}

std::string_view Reply::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return "";
}

}  // namespace portal
