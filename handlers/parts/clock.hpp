#pragma once
#include "base/time.hpp"
#include "templates/view.hpp"

namespace portal {

// Date and time as they stand on a page (parts/clock.tpl): the year and what follows it stay whole, each.
View clock_view(Timestamp now);

}  // namespace portal
