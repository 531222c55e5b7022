#pragma once
#include <optional>

#include "admin/output.hpp"
#include "base/config.hpp"

namespace portal::admin {

constexpr const char* how_to_mend_configuration = "mend the file; portal.toml(5) explains every key";

// Whose keys and files are looked at.
enum class Role { web, auth, mailer, ctl };

// What needs no database: the folders, keys and templates that the configuration names. Without a role, of all
// programs.
void check_files(Checks& checks, const Config& config, std::optional<Role> role = {});

}  // namespace portal::admin
