#pragma once
#include "fcgi/portal.hpp"

namespace portal {

// The product as the Portal needs it: the map of its pages (routes.cpp), what surrounds them (layout.cpp), and the
// error pages.
Site site();

}  // namespace portal
