#include "base/keys.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
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

std::string content_of(const fs::path& file) {
  if (const auto held = held_keys().find(file); held != held_keys().end()) return held->second;
  std::ifstream in(file);
  if (!in) throw ConfigError(fmt::format("{}: can't be read", file.string()));
  return {std::istreambuf_iterator<char>(in), {}};
}

// The current one first.
std::vector<std::string> read_keys(const fs::path& file) {
  constexpr std::size_t key_bytes = 32;
  std::vector<std::string> keys;
  std::istringstream lines(content_of(file));
  for (std::string line; std::getline(lines, line);) {
    const auto bytes = secret::from_base64url(line);
    if (!bytes || bytes->size() != key_bytes)
      throw ConfigError(
          fmt::format("{}: must hold 32 bytes as base64url, a line each key; `portalctl config create-secrets --apply` "
                      "writes it",
                      file.string()));
    keys.push_back(*bytes);
  }
  if (keys.empty()) throw ConfigError(fmt::format("{}: holds no key", file.string()));
  return keys;
}

std::string read_key(const fs::path& file) { return read_keys(file).front(); }

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

// A new line before those that are there: whole, or not at all.
fs::path put_first(const fs::path& file, std::string_view key) {
  fs::path whole = file;
  whole += ".new";
  fs::remove(whole);  // of a run that was cut off
  write_new_file(whole, std::string(key) + "\n" + content_of(file));
  fs::rename(whole, file);
  return file;
}

// The next number, where the first one lies.
fs::path add_numbered(const fs::path& directory, std::string_view kind) {
  const auto first = numbered_key(directory, kind, fmt::format("{}-1", kind));
  if (!first) throw ConfigError(fmt::format("{}: no {}-1 to follow", directory.string(), kind));
  const std::size_t count = numbered_keys_there(directory, kind).size();
  const fs::path file = first->parent_path() / fmt::format("{}-{}", kind, count + 1);
  write_new_file(file, random::token() + "\n");
  return file;
}

}  // namespace

std::string read_mail_seal_public(const fs::path& directory) { return read_key(directory / "mail-seal.public"); }

std::vector<std::string> read_throttle_keys(const fs::path& directory) { return read_keys(directory / "throttle"); }

std::vector<std::string> WebSecrets::form_keys() const {
  std::vector<std::string> keys{form_key};
  keys.insert(keys.end(), older_form_keys.begin(), older_form_keys.end());
  return keys;
}

WebSecrets read_web_secrets(const fs::path& directory, Peppers peppers) {
  WebSecrets secrets;
  if (peppers == Peppers::needed)
    for (const auto& [id, key] : read_numbered_keys(directory, "pepper")) {
      secrets.peppers[id] = key;
      secrets.current_pepper_id = id;
    }
  for (auto& [id, key] : read_numbered_keys(directory, "two-step")) secrets.two_step_keys.push_back(std::move(key));
  secrets.older_form_keys = read_keys(directory / "form");
  secrets.form_key = secrets.older_form_keys.front();
  secrets.older_form_keys.erase(secrets.older_form_keys.begin());
  secrets.throttle_key = read_key(directory / "throttle");
  secrets.mail_seal_public = read_mail_seal_public(directory);
  return secrets;
}

secret::SealKeys read_mail_secrets(const fs::path& directory) {
  const std::vector<std::string> secret_keys = read_keys(directory / "mail-seal.secret");
  return {read_mail_seal_public(directory), secret_keys.front(), {secret_keys.begin() + 1, secret_keys.end()}};
}

void hold_keys(const fs::path& directory) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file(error))
      if (std::ifstream in(at->path()); in)
        held_keys().emplace(at->path(), std::string(std::istreambuf_iterator<char>(in), {}));
  }
}

KeyFingerprints key_fingerprints(const fs::path& directory) {
  const auto fingerprint = [](const std::string& key) { return secret::hex_digest("kenko-portal key\n" + key); };
  KeyFingerprints found;
  for (const char* kind : {"pepper", "two-step"})
    for (const auto& [name, key] : numbered_keys_there(directory, kind)) found[name] = fingerprint(key);
  for (const char* name : {"form", "throttle", "mail-seal.public"}) {
    if (!is_there(directory / name)) continue;
    const std::vector<std::string> keys = read_keys(directory / name);
    found[name] = fingerprint(keys.front());
    for (std::size_t at = 1; at < keys.size(); ++at)
      found[fmt::format("{}{}{}", name, older_mark, at)] = fingerprint(keys[at]);
  }
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

// What opens the mails comes before what closes them.
fs::path rotate_key(const fs::path& directory, std::string_view kind) {
  if (kind == "pepper" || kind == "two-step") return add_numbered(directory, kind);
  if (kind != "mail-seal") return put_first(directory / kind, random::token());
  const auto seal = secret::make_seal_keys();
  put_first(directory / "mail-seal.secret", secret::base64url(seal.secret_key));
  return put_first(directory / "mail-seal.public", secret::base64url(seal.public_key));
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
