#pragma once
#include "fcgi/visit.hpp"

namespace portal {

// Who stayed on a step's page until its time was over is led by the Portal to the first page of the procedure, and
// learns there why, once.
void tell_of_late_step(const Visit& visit, Response& first_page);

}  // namespace portal
