#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "base/config.hpp"
#include "sql/societies.hpp"

// The copies of error pages that nginx shows when no worker answers.
namespace portal::admin::error_pages {

// The first that is missing in paths.error_pages, or says something else than it would now.
std::optional<std::filesystem::path> outdated(const Config& config, const std::vector<Society>& societies);

// The first style sheet, script or icon that they name and that is not in that folder; nothing where there is no such
// folder: nginx has them elsewhere.
std::optional<std::filesystem::path> missing_asset(const Config& config, const std::filesystem::path& assets);

}  // namespace portal::admin::error_pages
