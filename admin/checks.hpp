#pragma once
#include <optional>
#include <vector>

#include "admin/call.hpp"
#include "admin/output.hpp"
#include "base/config.hpp"

namespace portal::admin {

constexpr const char* how_to_mend_configuration = "mend the file; portal.toml(5) explains every key";

// Whose keys and files are looked at.
enum class Role { web, auth, mailer, ctl };

std::optional<Role> role_of(const Arguments& arguments);  // --role; throws Failure (usage)

// Whether what that role does is looked at. Without a role, all of it is.
inline bool plays(std::optional<Role> asked, Role role) { return !asked || asked == role; }

// Those of the programs that the role stands for; nothing: of all.
std::vector<const DatabaseUser*> users_of(const Config& config, std::optional<Role> role);

// What needs no database: the folders, keys and templates that the configuration names. Without a role, of all
// programs.
void check_files(Checks& checks, const Config& config, std::optional<Role> role = {});

// Whether the programs run on the database's tables, and what to run when theirs are others.
void check_tables(Checks& checks, db::Database& database);

}  // namespace portal::admin
