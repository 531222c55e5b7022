#pragma once
#include "fcgi/portal.hpp"

// What surrounds every page: header, navigation, banners, footer (templates/parts/layout.tpl).
namespace portal::layout {

View around(const Surroundings& surroundings, Page page);
View page_wide(const Surroundings& surroundings);
Page error_page(const Surroundings& surroundings, HttpStatus status);

}  // namespace portal::layout
