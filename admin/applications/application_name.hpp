#pragma once
#include <optional>
#include <string>

#include "admin/call.hpp"
#include "sql/applications/applications.hpp"

namespace portal::admin {

// --kind limit-certificate or screening; throws Failure (usage).
std::optional<applications::Kind> kind_argument(const Arguments& arguments);

std::string kind_words(applications::Kind kind);  // 限度額申請, がん検診

}  // namespace portal::admin
