#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

// The files of the secrets' directory, whatever is in them; what the programs read of them says base/config.hpp.
namespace portal {

// Reads the key files now, for a process that soon may not: what is asked of them later is what they held.
void hold_keys(const std::filesystem::path& directory);

// The key files that are missing, below the directory.
std::vector<std::filesystem::path> missing_keys(const std::filesystem::path& directory);

// By the key's name (pepper-1, form, …): what may stand in the database of a key.
using KeyFingerprints = std::map<std::string, std::string, std::less<>>;

// Of each key that is there. Throws ConfigError for one that is no key.
KeyFingerprints key_fingerprints(const std::filesystem::path& directory);

}  // namespace portal
