#include "fcgi/http.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"

namespace portal {

std::string_view Fields::operator[](std::string_view name) const {
  const std::string* value = find(name);
  if (value == nullptr || value->size() > limits::own_value_bytes_max) return "";
  return *value;
}

const std::string* Fields::find(std::string_view name) const {
  for (const auto& [known, value] : pairs_)
    if (known == name) return &value;
  return nullptr;
}

bool Fields::contains(std::string_view name) const { return find(name) != nullptr; }

std::string_view Reply::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return "";
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '/';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string query_of(const Fields& fields) {
  std::string query;
  for (const auto& [name, value] : fields)
    query += fmt::format("{}{}={}", query.empty() ? '?' : '&', percent_encoded(name), percent_encoded(value));
  return query;
}

}  // namespace portal
