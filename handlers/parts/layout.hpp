#pragma once
#include "fcgi/portal.hpp"

// What surrounds every page: header, navigation, banners, footer (templates/parts/layout.tpl).
namespace portal::layout {

View around(const Surroundings& surroundings, Page page);
View page_wide(const Surroundings& surroundings);
// Date and time as they stand on a page: the year and what follows it stay whole, each.
View clock(Timestamp now);

Page error_page(const Surroundings& surroundings, HttpStatus status);

}  // namespace portal::layout
