#include "base/config.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/formats/toml_text.hpp"
#include "base/keys.hpp"
#include "base/network.hpp"
#include "base/random.hpp"

namespace portal {
namespace {

namespace fs = std::filesystem;

// One table of the file; remembers which keys were asked for, so that a misspelt one is found.
class Table {
 public:
  Table(const toml_text::Table& table, std::string name, const fs::path& file)
      : table_(table), name_(std::move(name)), file_(file) {}

  std::string text(const char* key) { return required<std::string>(key); }
  std::string text(const char* key, std::string otherwise) { return optional<std::string>(key, std::move(otherwise)); }
  std::int64_t integer(const char* key, std::int64_t otherwise) { return optional<std::int64_t>(key, otherwise); }
  bool boolean(const char* key, bool otherwise) { return optional<bool>(key, otherwise); }
  fs::path path(const char* key) { return absolute(text(key)); }
  fs::path path_or_none(const char* key) { return absolute(text(key, "")); }

  Table table(const char* key) {
    asked_.insert(key);
    const auto* inner = table_in(key);
    if (inner == nullptr) fail(key, "is missing; it must be a table");
    return {*inner, full_name(key), file_};
  }

  Table table_or_empty(const char* key) {
    asked_.insert(key);
    static const toml_text::Table empty;
    const auto* inner = table_in(key);
    return {inner != nullptr ? *inner : empty, full_name(key), file_};
  }

  // Called when everything was read: what is left over was misspelt.
  void finish() const {
    for (const auto& [key, value] : table_.items)
      if (!asked_.contains(key)) fail(key.c_str(), "is not a key of this table");
  }

  [[noreturn]] void fail(const char* key, std::string_view why) const {
    throw ConfigError(fmt::format("{}: {} {}", file_.string(), full_name(key), why));
  }

 private:
  template <class T>
  T required(const char* key) {
    asked_.insert(key);
    const auto* value = table_.find(key);
    if (value == nullptr) fail(key, "is missing");
    if (const T* content = value->as<T>()) return *content;
    fail(key, "has the wrong type");
  }

  template <class T>
  T optional(const char* key, T otherwise) {
    asked_.insert(key);
    return table_.find(key) != nullptr ? required<T>(key) : std::move(otherwise);
  }

  const toml_text::Table* table_in(const char* key) const {
    const auto* value = table_.find(key);
    return value == nullptr ? nullptr : value->as<toml_text::Table>();
  }

  fs::path absolute(const std::string& text) const {
    return text.empty() ? fs::path{} : fs::absolute(file_).parent_path() / text;
  }
  std::string full_name(const char* key) const { return name_.empty() ? key : name_ + "." + key; }

  const toml_text::Table& table_;
  std::string name_;
  fs::path file_;
  std::set<std::string, std::less<>> asked_;
};

DatabaseUser read_user(Table table) {
  DatabaseUser user{table.text("user"), table.path_or_none("password_file")};
  table.finish();
  return user;
}

void read_database(Table table, Config& config) {
  config.database.socket = table.path("socket");
  config.database.schema = table.text("schema");
  config.database.web = read_user(table.table("web"));
  config.database.mail = read_user(table.table("mail"));
  config.database.ctl = read_user(table.table("ctl"));
  config.database.migrate = read_user(table.table("migrate"));
  table.finish();
}

void read_smtp(Table table, Config& config) {
  config.smtp.host = table.text("host");
  config.smtp.port = static_cast<int>(table.integer("port", 587));
  config.smtp.user = table.text("user", "");
  config.smtp.password_file = table.path_or_none("password_file");
  config.smtp.ca_file = table.path_or_none("ca_file");
  constexpr int conversations_max = 16;
  const auto conversations = table.integer("conversations", config.smtp.conversations);
  if (conversations < 1 || conversations > conversations_max) table.fail("conversations", "must be from 1 to 16");
  config.smtp.conversations = static_cast<int>(conversations);
  const std::string tls = table.text("tls", "starttls");
  const std::map<std::string_view, SmtpTls> kinds{
      {"none", SmtpTls::none}, {"starttls", SmtpTls::starttls}, {"implicit", SmtpTls::implicit}};
  if (!kinds.contains(tls)) table.fail("tls", "must be none, starttls or implicit");
  config.smtp.tls = kinds.at(tls);
  if (config.smtp.tls == SmtpTls::none && !is_loopback(config.smtp.host))
    table.fail("tls", "may be none for a server on this machine only");
  if (config.smtp.tls == SmtpTls::none && !config.smtp.user.empty())
    table.fail("user", "needs tls: AUTH is never sent in the clear");
  table.finish();
}

void read_hashing(Table table, Config& config) {
  const HashCost least;
  config.hash_cost.memory_kib = static_cast<unsigned>(table.integer("memory_kib", least.memory_kib));
  config.hash_cost.passes = static_cast<unsigned>(table.integer("passes", least.passes));
  if (config.hash_cost.memory_kib < least.memory_kib) table.fail("memory_kib", "must be at least 19456");
  if (config.hash_cost.passes < least.passes) table.fail("passes", "must be at least 2");
  table.finish();
}

void read_inbox(Table table, Config& config) {
  constexpr int settle_seconds_max = 3600;
  config.inbox.folder = table.path_or_none("folder");
  const auto seconds = table.integer("settle_seconds", config.inbox.settle.count());
  if (seconds < 0 || seconds > settle_seconds_max) table.fail("settle_seconds", "must be from 0 to 3600");
  config.inbox.settle = std::chrono::seconds{seconds};
  constexpr int kept_days_max = 3650;
  const auto days = table.integer("kept_days", config.inbox.kept.count());
  if (days < 1 || days > kept_days_max) table.fail("kept_days", "must be from 1 to 3650");
  config.inbox.kept = std::chrono::days{days};
  table.finish();
}

void read_backup(Table table, Config& config) {
  constexpr int kept_days_max = 3650;
  config.backup.folder = table.path_or_none("folder");
  config.backup.recipient = table.text("recipient", "");
  if (config.backup.recipient.starts_with("AGE-SECRET-KEY-"))
    table.fail("recipient", "is a secret key: the public one begins with age1, and the secret one has no place here");
  if (!config.backup.recipient.empty() && !config.backup.recipient.starts_with("age1"))
    table.fail("recipient", "must be a public key of age: it begins with age1");
  const auto days = table.integer("kept_days", config.backup.kept.count());
  if (days < 1 || days > kept_days_max) table.fail("kept_days", "must be from 1 to 3650");
  config.backup.kept = std::chrono::days{days};
  table.finish();
}

// "127.0.0.1" of "http://127.0.0.1:8080".
std::string_view host_of(std::string_view origin) {
  const std::string_view authority = origin.substr(origin.find("//") + 2);
  return authority.substr(0, authority.find_first_of(":/"));
}

void check_origin(const Table& table, const std::string& origin) {
  const bool https = origin.starts_with("https://");
  const bool http = origin.starts_with("http://") && is_loopback(host_of(origin));
  if (!https && !http) table.fail("origin", "must begin with https:// (http:// only for localhost)");
  if (origin.find('/', origin.find("//") + 2) != std::string::npos)
    table.fail("origin", "must end after the host: no path, no slash");
}

// What hold_keys() read, by file.
std::map<fs::path, std::string>& held_keys() {
  static std::map<fs::path, std::string> held;
  return held;
}

bool is_there(const fs::path& file) { return held_keys().empty() ? fs::exists(file) : held_keys().contains(file); }

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

Config read_config(const fs::path& file) {
  toml_text::Table parsed;
  try {
    parsed = toml_text::parse_file(file);
  } catch (const toml_text::Unreadable& error) {
    throw ConfigError(fmt::format("{}:{}: {}", file.string(), error.line, error.what()));
  }
  Config config;
  Table root(parsed, "", file);
  config.demo = root.boolean("demo", false);
  Table open_to_all = root.table("public");
  config.origin = open_to_all.text("origin");
  check_origin(open_to_all, config.origin);
  open_to_all.finish();
  Table paths = root.table("paths");
  config.paths.templates = paths.path("templates");
  config.paths.error_pages = paths.path_or_none("error_pages");
  config.paths.documents = paths.path_or_none("documents");
  paths.finish();
  read_database(root.table("database"), config);
  Table secrets = root.table("secrets");
  config.secrets_directory = secrets.path("directory");
  if (const char* loaded = std::getenv("CREDENTIALS_DIRECTORY")) config.secrets_directory = loaded;
  secrets.finish();
  read_smtp(root.table("smtp"), config);
  read_hashing(root.table_or_empty("hashing"), config);
  read_inbox(root.table_or_empty("inbox"), config);
  read_backup(root.table_or_empty("backup"), config);
  root.finish();
  return config;
}

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

std::string read_password_file(const fs::path& file) {
  if (file.empty()) return "";
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) throw ConfigError(fmt::format("{}: can't be read", file.string()));
  return line;
}

}  // namespace portal
