#pragma once
#include <optional>

#include "admin/output.hpp"
#include "base/config.hpp"

namespace portal::admin {

// Whose keys and files are looked at.
enum class Role { web, auth, mailer, ctl };

// What needs no database: the folders, keys and templates that the configuration names. Without a role, of all
// programs.
void check_files(Checks& checks, const Config& config, std::optional<Role> role = {});

// Whether the programs run on the database's tables, and what to run when theirs are others.
void check_tables(Checks& checks, db::Database& database);

}  // namespace portal::admin
