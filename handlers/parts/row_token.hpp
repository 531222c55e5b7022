#pragma once
#include <string>

#include "fcgi/visit.hpp"

namespace portal {

// Stands for a row on a page, whose number is nobody's business; `kind` keeps the numbers of different tables apart.
std::string row_token(const Visit& visit, std::string_view kind, std::int64_t number);

// 409 when the form came from a page about another row: one left open in a tab does nothing to what came after it.
void demand_row_token(const Visit& visit, const char* field, std::string_view token);

}  // namespace portal
