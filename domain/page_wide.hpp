#pragma once
#include <string>
#include <string_view>

#include "sql/societies.hpp"
#include "templates/view.hpp"

namespace portal {

// Before every path of a society's pages: "/mihon"; nothing outside every society.
std::string base_of(const Society* society);

// What every template may ask for, whether a worker answers or portalctl makes a copy for nginx: values, and parts that
// are the same wherever they stand. Outside every society, nothing that is a society's.
View page_wide(const Society* society, std::string_view form_token);

}  // namespace portal
