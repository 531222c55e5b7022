#pragma once
#include <filesystem>
#include <string>

namespace portal::admin {

// Whole and on the disk, or not at all, also while somebody is reading the old one; what fails leaves nothing beside
// it. Throws Failure when it can't be made, std::system_error when the disk says no.
void replace_file(const std::filesystem::path& file, const std::string& text);

}  // namespace portal::admin
