#pragma once
#include "admin/output.hpp"
#include "base/config.hpp"

namespace portal::admin {

// What needs no database: the folders, keys and templates that the configuration names.
void check_files(Checks& checks, const Config& config);

}  // namespace portal::admin
