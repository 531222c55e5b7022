#include "base/config.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/actions.hpp"
#include "admin/checks.hpp"
#include "admin/nginx.hpp"
#include "base/keys.hpp"
#include "base/papers/paper.hpp"
#include "sql/keys.hpp"
#include "templates/renderer.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

// A key that others may read is no key.
void check_private(Checks& checks, const fs::path& file) {
  struct stat found{};
  if (stat(file.c_str(), &found) != 0) return;  // that it is missing is said elsewhere
  constexpr mode_t everyone_else = 077;
  if ((found.st_mode & everyone_else) == 0) return;
  checks.bad(fmt::format("{} may be read by others (mode {:o})", file.string(), found.st_mode & 0777U),
             fmt::format("chmod 600 {}", file.string()));
}

void check_secrets(Checks& checks, const fs::path& folder, std::optional<Role> role) {
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored) && entry.path().filename() != "mail-seal.public")
      check_private(checks, entry.path());
  if (access(folder.c_str(), X_OK) != 0 && errno == EACCES)
    return checks.skipped(fmt::format("keys in {} can't be read by this user", folder.string()),
                          "sudo portalctl doctor");
  try {
    std::string current;
    if (role != Role::mailer) {
      const auto peppers = role == Role::web ? Peppers::none : Peppers::needed;
      const WebSecrets secrets = read_web_secrets(folder, peppers);
      if (peppers == Peppers::needed) current = ", current pepper " + secrets.current_pepper_id;
    }
    if (!role || role == Role::mailer) static_cast<void>(read_mail_secrets(folder));
    checks.good(fmt::format("keys in {}{}", folder.string(), current));
  } catch (const ConfigError& error) {
    checks.bad(error.what(), "portalctl config create-secrets --apply");
  }
}

void check_password_files(Checks& checks, const Config& config, std::optional<Role> role) {
  if ((!role || role == Role::mailer) && !config.smtp.password_file.empty())
    check_private(checks, config.smtp.password_file);
  for (const DatabaseUser* user : users_of(config, role)) {
    if (user->password_file.empty()) continue;
    check_private(checks, user->password_file);
    if (access(user->password_file.c_str(), R_OK) != 0)
      checks.bad(fmt::format("{}: the password of {} can't be read", user->password_file.string(), user->name),
                 "write the file, or leave password_file out where the database trusts the OS user (unix_socket)");
  }
}

void check_templates(Checks& checks, const fs::path& folder) {
  try {
    const Renderer renderer(folder, Missing::is_an_error);
    checks.good(fmt::format("{} templates in {}", renderer.files().size(), folder.string()));
  } catch (const RenderError& error) {
    checks.bad(error.what(), "install the release again: its templates are not whole");
  }
}

// By printing an empty one: the module and its fonts are there.
void check_papers(Checks& checks, const fs::path& templates) {
  try {
    paper::Document document;
    document.title = document.foot = "健康マイポータル";
    static_cast<void>(paper::pdf(document, templates / "fonts.conf"));
    checks.good("papers can be printed: the press and its fonts are there");
  } catch (const std::runtime_error& error) {
    checks.bad(error.what(), "apt install fonts-morisawa-bizud-gothic fonts-noto-cjk libpangocairo-1.0-0");
  }
}

const char* name_of(SmtpTls tls) {
  return tls == SmtpTls::none ? "none" : tls == SmtpTls::starttls ? "starttls" : "implicit";
}

std::string how_it_signs_in(const DatabaseUser& user) {
  return user.name +
         (user.password_file.empty() ? " (unix_socket)" : " (password in " + user.password_file.string() + ")");
}

// Of the folder, each society's in it and the parts of those: the first through which workers can't see whether a file
// whose digest they know is there. They would take it for there.
std::optional<fs::path> closed_to_workers(const fs::path& folder) {
  const auto is_closed = [](const fs::path& one) {
    std::error_code error;
    const fs::file_status status = fs::status(one, error);
    return fs::is_directory(status) && (status.permissions() & fs::perms::others_exec) == fs::perms::none;
  };
  if (is_closed(folder)) return folder;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (is_closed(at->path())) return at->path();
    if (at.depth() == 1) at.disable_recursion_pending();
  }
  return {};
}

// Whoever is neither portalctl nor of nginx's group has no business there, but to see whether a digest that they know
// is there: the workers do.
void check_documents_folder(Checks& checks, const fs::path& folder) {
  constexpr mode_t everyone_else = 06;
  struct stat found{};
  if (folder.empty())
    return checks.skipped("no folder for documents: none can be taken in", "[paths] documents in portal.toml");
  if (stat(folder.c_str(), &found) != 0 || !S_ISDIR(found.st_mode))
    return checks.bad(fmt::format("{}: no such folder", folder.string()),
                      fmt::format("install -d -o portal_ctl -g www-data -m 2751 {}", folder.string()));
  if ((found.st_mode & everyone_else) != 0)
    checks.bad(fmt::format("{} is open to others (mode {:o})", folder.string(), found.st_mode & 0777U),
               fmt::format("chmod o=x {}", folder.string()));
  if (const auto closed = closed_to_workers(folder))
    checks.bad(fmt::format("workers can't see which PDFs are missing: {} lacks o+x", closed->string()),
               fmt::format("find {} -type d -exec chmod o+x {{}} +", folder.string()));
}

// What data was made with can't be made anew. A database that can't be asked has none yet, or the programs will say it.
void refuse_to_replace_lost_keys(const Config& config) {
  const KeyFingerprints ours = key_fingerprints(config.secrets_directory);
  std::vector<std::string> faults;
  try {
    const ActingAs acting(config.database.ctl);
    db::Database database(connection(config, config.database.ctl));
    faults = keys::faults(database, ours, keys::all_kinds);
  } catch (const std::exception&) {
    return;
  }
  if (!faults.empty())
    throw Failure(Exit::bad_configuration, faults.front(),
                  "restore the keys that belong to this database from their backup; a new one would not open its data");
}

// The configuration may be good and the database not made yet, or away: portalctl doctor looks after that.
void look_at_tables(Checks& checks, const Config& config) {
  try {
    const ActingAs acting(config.database.ctl);
    db::Database database(connection(config, config.database.ctl));
    check_tables(checks, database);
  } catch (const std::exception& error) {
    checks.skipped(fmt::format("the tables can't be looked at: {}", error.what()), "portalctl doctor");
  }
}

}  // namespace

std::optional<Role> role_of(const Arguments& arguments) {
  constexpr std::array<std::pair<std::string_view, Role>, 4> roles{
      {{"web", Role::web}, {"auth", Role::auth}, {"mailer", Role::mailer}, {"ctl", Role::ctl}}};
  const auto asked = arguments.text_if_given("--role");
  if (!asked) return {};
  for (const auto& [name, role] : roles)
    if (name == *asked) return role;
  throw Failure(Exit::usage, fmt::format("--role takes web, auth, mailer or ctl, not \"{}\"", *asked));
}

std::vector<const DatabaseUser*> users_of(const Config& config, std::optional<Role> role) {
  const auto& database = config.database;
  if (!role) return {&database.web, &database.mail, &database.ctl, &database.migrate};
  if (role == Role::mailer) return {&database.mail};
  if (role == Role::ctl) return {&database.ctl, &database.migrate};
  return {&database.web};
}

void check_files(Checks& checks, const Config& config, std::optional<Role> role) {
  check_secrets(checks, config.secrets_directory, role);
  check_password_files(checks, config, role);
  if (role == Role::mailer) return;
  check_templates(checks, config.paths.templates);
  check_papers(checks, config.paths.templates);
  check_documents_folder(checks, config.paths.documents);
  check_name_in_nginx(checks, config);
  const fs::path& pages = config.paths.error_pages;
  if (!pages.empty() && !fs::exists(pages / "503.html"))
    checks.bad(fmt::format("{} has no error pages for nginx", pages.string()),
               fmt::format("portalctl society error-pages {} --apply", pages.string()));
}

Exit config_check(const Call& call) {
  Checks checks;
  const std::optional<Role> role = role_of(call.arguments);
  try {
    const Config config = read_config(call.config_file);
    checks.good(fmt::format("{} can be read; the portal is at {}", call.config_file.string(), config.origin));
    check_files(checks, config, role);
    if (!role) look_at_tables(checks, config);
  } catch (const ConfigError& error) {
    for (const std::string& fault : error.faults) checks.bad(fault, how_to_mend_configuration);
  }
  return checks.all_good() ? Exit::good : Exit::bad_configuration;
}

Exit config_show(const ConfiguredCall& call) {
  const Config& config = call.config;
  const bool on_hosts = !config.database.servers.hosts.empty();
  const std::array<std::pair<const char*, std::string>, 33> lines{{
      {"demo", config.demo ? "true" : "false"},
      {"public.origin", config.origin},
      {"paths.templates", config.paths.templates.string()},
      {"paths.error_pages", config.paths.error_pages.string()},
      {"paths.documents", config.paths.documents.string()},
      {"database.socket", config.database.servers.socket},
      {"database.hosts", on_hosts ? config.database.servers.said() : ""},
      {"database.port", std::to_string(config.database.servers.port)},
      {"database.ca_file", config.database.servers.ca_file},
      {"database.schema", config.database.schema},
      {"database.web", how_it_signs_in(config.database.web)},
      {"database.mail", how_it_signs_in(config.database.mail)},
      {"database.ctl", how_it_signs_in(config.database.ctl)},
      {"database.migrate", how_it_signs_in(config.database.migrate)},
      {"secrets.directory", config.secrets_directory.string() + " (hidden)"},
      {"hashing.memory_kib", std::to_string(config.hash_cost.memory_kib)},
      {"hashing.passes", std::to_string(config.hash_cost.passes)},
      {"smtp.host", config.smtp.host},
      {"smtp.port", std::to_string(config.smtp.port)},
      {"smtp.tls", name_of(config.smtp.tls)},
      {"smtp.user", config.smtp.user},
      {"smtp.password_file", config.smtp.password_file.empty() ? "" : config.smtp.password_file.string() + " (hidden)"},
      {"smtp.ca_file", config.smtp.ca_file.string()},
      {"smtp.conversations", std::to_string(config.smtp.conversations)},
      {"inbox.folder", config.inbox.folder.string()},
      {"inbox.settle_seconds", std::to_string(config.inbox.settle.count())},
      {"inbox.kept_days", std::to_string(config.inbox.kept.count())},
      {"postcards.folder", config.postcards.folder.string()},
      {"postcards.kept_days", std::to_string(config.postcards.kept.count())},
      {"backup.folder", config.backup.folder.string()},
      {"backup.recipient", config.backup.recipient},
      {"backup.kept_days", std::to_string(config.backup.kept.count())},
      {"metrics.folder", config.metrics.folder.string()},
  }};
  for (const auto& [key, value] : lines) fmt::print("{:<22}{}\n", key, value.empty() ? "-" : value);
  return Exit::good;
}

Exit config_create_secrets(const Changing<ConfiguredCall>& call) {
  const fs::path& folder = call.config.secrets_directory;
  refuse_to_replace_lost_keys(call.config);
  if (!call.applies) {
    fmt::print("would write {} key files in {}\n", missing_keys(folder).size(), folder.string());
    return Exit::good;
  }
  fmt::print("wrote {} key files in {}\n", create_secrets(folder), folder.string());
  return Exit::good;
}

// The database's word for the new one is schema migrate's, which may write it; until then the older one is good there.
Exit config_rotate_key(const Changing<ConfiguredCall>& call) {
  const fs::path& folder = call.config.secrets_directory;
  const std::string kind = call.arguments.text("KEY");
  if (std::ranges::find(keys::all_kinds, kind) == keys::all_kinds.end())
    throw Failure(Exit::usage, fmt::format("there is no key \"{}\"", kind),
                  "pepper, two-step, form, throttle and mail-seal are those that there are");
  if (const auto missing = missing_keys(folder); !missing.empty())
    throw Failure(Exit::bad_configuration, fmt::format("{} is missing", (folder / missing.front()).string()),
                  "portalctl config create-secrets --apply writes what is missing");
  refuse_to_replace_lost_keys(call.config);
  if (!call.applies) {
    fmt::print("would make a new {} key the current one in {}; what the older ones made stays good\n", kind,
               folder.string());
    return Exit::good;
  }
  const fs::path file = rotate_key(folder, kind);
  fmt::print(
      "wrote {}; what the older ones made stays good\nnow, on every host that has the keys: copy the folder there, "
      "/usr/lib/kenko-portal/rolling-restart; then once: portalctl schema migrate --apply; and back the folder up\n",
      file.string());
  return Exit::good;
}

}  // namespace portal::admin
