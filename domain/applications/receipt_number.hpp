#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sql/applications/applications.hpp"

// 受付番号: what a member reads to the society on the telephone and what the core system's files carry. G-0001234-6:
// the kind (G 限度額申請, K がん検診), the application's number, and a check digit like the one of 保険者番号, so that
// a slip of the pen names no other application.
namespace portal::receipt_number {

std::string of(applications::Kind kind, ApplicationId id);

// Full-width, lower case and without dashes, too. Nothing: no receipt number, or one with a wrong digit.
struct Parsed {
  applications::Kind kind;
  ApplicationId id;
};
std::optional<Parsed> parse(std::string_view text);

}  // namespace portal::receipt_number
