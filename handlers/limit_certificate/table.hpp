#pragma once
#include <optional>
#include <span>

#include "domain/applications/limit_table.hpp"
#include "templates/view.hpp"

namespace portal {

// The society's tables of 自己負担限度額 for these months of treatment and for people of these ages, as information
// (limit_certificate/parts/table.tpl). Nothing where it has loaded none for them.
std::optional<View> limit_table_part(const std::vector<limit_table::Schedule>& schedules, limit_table::Month first,
                                     limit_table::Month last, std::span<const calendar::Date> birth_dates);

}  // namespace portal
