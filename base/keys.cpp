#include "base/keys.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/config.hpp"
#include "base/random.hpp"

namespace portal {
namespace {

namespace fs = std::filesystem;

// What hold_keys() read, by file.
std::map<fs::path, std::string>& held_keys() {
  static std::map<fs::path, std::string> held;
  return held;
}

// A folder that this user may not enter holds nothing for it.
bool is_there(const fs::path& file) {
  std::error_code closed;
  return held_keys().empty() ? fs::exists(file, closed) : held_keys().contains(file);
}

std::string read_key(const fs::path& file) {
  const auto held = held_keys().find(file);
  const auto bytes = secret::from_base64url(held != held_keys().end() ? held->second : read_password_file(file));
  if (!bytes || bytes->size() != 32)
    throw ConfigError(fmt::format(
        "{}: must hold 32 bytes as base64url; `portalctl config create-secrets --apply` writes it", file.string()));
  return *bytes;
}

// Where NAME-1 lies, or nothing.
std::optional<fs::path> numbered_key(const fs::path& directory, std::string_view name, const std::string& id) {
  for (const fs::path& file : {directory / id, directory / name / id, directory / fmt::format("{}_{}", name, id)})
    if (is_there(file)) return file;
  return {};
}

using NumberedKeys = std::vector<std::pair<std::string, std::string>>;

// NAME-1, NAME-2, … in that order, as far as they go.
NumberedKeys numbered_keys_there(const fs::path& directory, std::string_view name) {
  constexpr int keys_max = 99;
  NumberedKeys keys;
  for (int number = 1; number <= keys_max; ++number) {
    const std::string id = fmt::format("{}-{}", name, number);
    const auto file = numbered_key(directory, name, id);
    if (!file) break;
    keys.emplace_back(id, read_key(*file));
  }
  return keys;
}

NumberedKeys read_numbered_keys(const fs::path& directory, std::string_view name) {
  NumberedKeys keys = numbered_keys_there(directory, name);
  if (keys.empty())
    throw ConfigError(
        fmt::format("{}: no {}-1; `portalctl config create-secrets --apply` writes it", directory.string(), name));
  return keys;
}

bool write_new_file(const fs::path& file, std::string_view content) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0 && errno == EEXIST) return false;
  if (descriptor < 0) throw ConfigError(fmt::format("{}: can't be written: {}", file.string(), strerror(errno)));
  errno = ENOSPC;  // what a write that stops half way means
  const bool written = write(descriptor, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  const bool kept = written && fsync(descriptor) == 0;
  const int why = errno;
  if (close(descriptor) == 0 && kept) return true;
  const int why_not_closed = errno;
  fs::remove(file);  // half a key would be taken for one
  throw std::system_error(kept ? why_not_closed : why, std::generic_category(), file.string());
}

}  // namespace

std::string read_mail_seal_public(const fs::path& directory) { return read_key(directory / "mail-seal.public"); }

WebSecrets read_web_secrets(const fs::path& directory, Peppers peppers) {
  WebSecrets secrets;
  if (peppers == Peppers::needed)
    for (const auto& [id, key] : read_numbered_keys(directory, "pepper")) {
      secrets.peppers[id] = key;
      secrets.current_pepper_id = id;
    }
  for (auto& [id, key] : read_numbered_keys(directory, "two-step")) secrets.two_step_keys.push_back(std::move(key));
  secrets.form_key = read_key(directory / "form");
  secrets.throttle_key = read_key(directory / "throttle");
  secrets.mail_seal_public = read_mail_seal_public(directory);
  return secrets;
}

secret::SealKeys read_mail_secrets(const fs::path& directory) {
  return {read_mail_seal_public(directory), read_key(directory / "mail-seal.secret")};
}

void hold_keys(const fs::path& directory) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    std::string line;
    if (std::ifstream in(at->path()); std::getline(in, line)) held_keys().emplace(at->path(), line);
  }
}

KeyFingerprints key_fingerprints(const fs::path& directory) {
  const auto fingerprint = [](const std::string& key) { return secret::hex_digest("kenko-portal key\n" + key); };
  KeyFingerprints found;
  for (const char* kind : {"pepper", "two-step"})
    for (const auto& [name, key] : numbered_keys_there(directory, kind)) found[name] = fingerprint(key);
  for (const char* name : {"form", "throttle", "mail-seal.public"})
    if (is_there(directory / name)) found[name] = fingerprint(read_key(directory / name));
  return found;
}

std::vector<fs::path> missing_keys(const fs::path& directory) {
  std::vector<fs::path> missing;
  for (const char* name : {"pepper", "two-step"})
    if (const std::string first = fmt::format("{}-1", name); !numbered_key(directory, name, first))
      missing.push_back(fs::path(name) / first);
  for (const char* name : {"form", "throttle"})
    if (!is_there(directory / name)) missing.emplace_back(name);
  if (!is_there(directory / "mail-seal.secret") && !is_there(directory / "mail-seal.public")) {
    missing.emplace_back("mail-seal.secret");
    missing.emplace_back("mail-seal.public");
  }
  return missing;
}

int create_secrets(const fs::path& directory) {
  fs::create_directories(directory);
  const auto seal = secret::make_seal_keys();
  int created = 0;
  for (const fs::path& name : missing_keys(directory)) {
    const fs::path file = directory / name;
    if (fs::create_directory(file.parent_path())) fs::permissions(file.parent_path(), fs::perms::owner_all);
    const std::string key = name == "mail-seal.secret"   ? secret::base64url(seal.secret_key)
                            : name == "mail-seal.public" ? secret::base64url(seal.public_key)
                                                         : random::token();
    created += write_new_file(file, key + "\n");
  }
  return created;
}

}  // namespace portal
