#pragma once
#include <optional>

#include "admin/call.hpp"
#include "sql/applications/applications.hpp"

namespace portal::admin {

// --kind limit-certificate or screening; throws Failure (usage).
std::optional<applications::Kind> kind_argument(const Arguments& arguments);

}  // namespace portal::admin
