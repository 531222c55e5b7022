#pragma once
#include "admin/output.hpp"
#include "base/config.hpp"

namespace portal::admin {

// Whether nginx's server_name, which `portalctl config nginx` writes, is the host of origin.
void check_name_in_nginx(Checks& checks, const Config& config);

}  // namespace portal::admin
