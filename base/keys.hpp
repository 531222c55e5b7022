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

// A key is a line of 32 bytes as base64url text; the first one of a file is current, those below it are older and good
// for what they made (docs/decisions/0058). Only what a program needs is read. A numbered one lies in a folder of its
// kind (pepper/pepper-2), which systemd passes on as a whole (LoadCredential=pepper:…/pepper makes pepper_pepper-2 of
// it), or beside the others.
struct WebSecrets {
  std::map<std::string, std::string, std::less<>> peppers;  // by id: pepper-1, pepper-2, …; the highest is current
  std::string current_pepper_id;
  std::string form_key;  // CSRF tokens and the link step
  std::vector<std::string> older_form_keys;
  std::string throttle_key;  // throttle rows are keyed by its HMAC
  std::string mail_seal_public;
  std::vector<std::string> two_step_keys;  // two-step-1, two-step-2, …: seal TOTP secrets; the last one is current

  std::vector<std::string> form_keys() const;  // the current one first: what people hold may be of any
};
// none: for a process that never makes or checks a password, and so shouldn't hold what it takes.
enum class Peppers { needed, none };
WebSecrets read_web_secrets(const std::filesystem::path& directory, Peppers peppers = Peppers::needed);
std::string read_mail_seal_public(
    const std::filesystem::path& directory);  // all that a program that only writes mails needs
std::vector<std::string> read_throttle_keys(
    const std::filesystem::path& directory);  // all that the clean-up needs; the current one first
secret::SealKeys read_mail_secrets(const std::filesystem::path& directory);

// Writes the files that are missing (mode 0600) and returns how many; never overwrites one.
int create_secrets(const std::filesystem::path& directory);

// Makes a new key of that kind (keys::all_kinds) the current one; what the older ones made stays good. Where it is
// written. Throws ConfigError when there is none of the kind yet.
std::filesystem::path rotate_key(const std::filesystem::path& directory, std::string_view kind);

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

// By the key's name (pepper-1, form, …; "form, older 1" of a line below the first): what may stand in the database of a
// key.
inline constexpr std::string_view older_mark = ", older ";
using KeyFingerprints = std::map<std::string, std::string, std::less<>>;

// Of each key that is there; none for a user who may not look into the directory. Throws ConfigError for one that is no
// key.
KeyFingerprints key_fingerprints(const std::filesystem::path& directory);

}  // namespace portal
