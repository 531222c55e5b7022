#pragma once
#include <span>

#include "templates/view.hpp"

namespace portal {

// The step list of a procedure (parts/steps.tpl): 全4ステップ中 2. `current` counts from 1.
View step_list(std::span<const char* const> labels, int current);

}  // namespace portal
