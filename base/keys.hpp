#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"

// The keys in the secrets' directory.
namespace portal {

// One key per file, 32 bytes as base64url text. Only what a program needs is read. A
// numbered one lies in a folder of its kind (pepper/pepper-2), which systemd passes on as a whole
// (LoadCredential=pepper:…/pepper makes pepper_pepper-2 of it), or beside the others.
struct WebSecrets {
  std::map<std::string, std::string, std::less<>> peppers;  // by id: pepper-1, pepper-2, …; the highest is current
  std::string current_pepper_id;
  std::string form_key;      // CSRF tokens and the link step
  std::string throttle_key;  // throttle rows are keyed by its HMAC
  std::string mail_seal_public;
  std::vector<std::string> two_step_keys;  // two-step-1, two-step-2, …: seal TOTP secrets; the last one is current
};
// none: for a process that never makes or checks a password, and so shouldn't hold what it takes.
enum class Peppers { needed, none };
WebSecrets read_web_secrets(const std::filesystem::path& directory, Peppers peppers = Peppers::needed);
std::string read_mail_seal_public(
    const std::filesystem::path& directory);  // all that a program that only writes mails needs
secret::SealKeys read_mail_secrets(const std::filesystem::path& directory);

// Writes the files that are missing (mode 0600) and returns how many; never overwrites one.
int create_secrets(const std::filesystem::path& directory);

// What the names of keys begin with.
namespace keys {
inline constexpr std::array<std::string_view, 5> all_kinds{"pepper", "two-step", "form", "throttle", "mail-seal"};
inline constexpr std::array<std::string_view, 4> kinds_of_pages{"two-step", "form", "throttle", "mail-seal"};
inline constexpr std::array<std::string_view, 1> kinds_of_mails{"mail-seal"};
}  // namespace keys

// Reads the key files now, for a process that soon may not: what is asked of them later is what they held.
void hold_keys(const std::filesystem::path& directory);

// The key files that are missing, below the directory.
std::vector<std::filesystem::path> missing_keys(const std::filesystem::path& directory);

// By the key's name (pepper-1, form, …): what may stand in the database of a key.
using KeyFingerprints = std::map<std::string, std::string, std::less<>>;

// Of each key that is there; none for a user who may not look into the directory. Throws ConfigError for one that is no
// key.
KeyFingerprints key_fingerprints(const std::filesystem::path& directory);

}  // namespace portal
