#include "base/config.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/config_table.hpp"
#include "base/formats/toml_text.hpp"
#include "base/network.hpp"

namespace portal {
namespace {

namespace fs = std::filesystem;

// What goes into a mail's head, into nginx's configuration and to the connector as it is.
bool is_plain_host(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

// Nothing of members' goes to another machine in the clear, nor to one that only says that it is the database's.
DatabaseServers read_servers(ConfigTable& table) {
  constexpr int usual_port = 3306, port_max = 65535;
  constexpr std::size_t hosts_max = 9;
  DatabaseServers servers;
  servers.hosts = table.texts("hosts", hosts_max);
  servers.socket = (servers.hosts.empty() ? table.path("socket") : table.path_or_none("socket")).string();
  servers.port = static_cast<int>(table.integer("port", usual_port, 1, port_max));
  servers.ca_file = table.path_or_none("ca_file").string();
  if (!std::ranges::all_of(servers.hosts, is_plain_host))
    table.fault("hosts", "must be names or addresses of a-z, 0-9, . and -");
  if (!servers.hosts.empty() && !servers.socket.empty()) table.fault("socket", "goes without hosts");
  if (servers.ca_file.empty() && !std::ranges::all_of(servers.hosts, is_loopback))
    table.fault("ca_file", "is needed for hosts on other machines: nothing goes there without TLS");
  return servers;
}

// No host trusts a system user of this machine.
DatabaseUser read_user(ConfigTable table, bool on_hosts) {
  DatabaseUser user{table.text("user"), on_hosts ? table.path("password_file") : table.path_or_none("password_file")};
  table.finish();
  return user;
}

void read_database(ConfigTable table, Config& config) {
  auto& database = config.database;
  database.servers = read_servers(table);
  const bool on_hosts = !database.servers.hosts.empty();
  database.schema = table.text("schema");
  database.web = read_user(table.table("web"), on_hosts);
  database.mail = read_user(table.table("mail"), on_hosts);
  database.ctl = read_user(table.table("ctl"), on_hosts);
  database.migrate = read_user(table.table("migrate"), on_hosts);
  table.finish();
}

SmtpTls read_tls(ConfigTable& table) {
  const std::string tls = table.text("tls", "starttls");
  if (tls == "none") return SmtpTls::none;
  if (tls == "implicit") return SmtpTls::implicit;
  if (tls != "starttls") table.fault("tls", fmt::format("must be none, starttls or implicit, not \"{}\"", tls));
  return SmtpTls::starttls;
}

void read_smtp(ConfigTable table, Config& config) {
  constexpr int submission_port = 587, port_max = 65535;
  config.smtp.host = table.text("host");
  config.smtp.port = static_cast<int>(table.integer("port", submission_port, 1, port_max));
  config.smtp.user = table.text("user", "");
  config.smtp.password_file = table.path_or_none("password_file");
  config.smtp.ca_file = table.path_or_none("ca_file");
  constexpr int conversations_max = 16;
  config.smtp.conversations =
      static_cast<int>(table.integer("conversations", config.smtp.conversations, 1, conversations_max));
  config.smtp.tls = read_tls(table);
  if (config.smtp.tls == SmtpTls::none && !config.smtp.host.empty() && !is_loopback(config.smtp.host))
    table.fault("tls", "may be none for a server on this machine only");
  if (config.smtp.tls == SmtpTls::none && !config.smtp.user.empty())
    table.fault("user", "needs tls: AUTH is never sent in the clear");
  table.finish();
}

// More than these would be a slip of the hand that takes a machine's memory, or its time.
void read_hashing(ConfigTable table, Config& config) {
  constexpr int memory_kib_max = 4 * 1024 * 1024, passes_max = 1000;
  const HashCost least;
  config.hash_cost.memory_kib =
      static_cast<unsigned>(table.integer("memory_kib", least.memory_kib, least.memory_kib, memory_kib_max));
  config.hash_cost.passes = static_cast<unsigned>(table.integer("passes", least.passes, least.passes, passes_max));
  table.finish();
}

constexpr int kept_days_max = 3650;

void read_inbox(ConfigTable table, Config& config) {
  constexpr int settle_seconds_max = 3600;
  config.inbox.folder = table.path_or_none("folder");
  config.inbox.settle =
      std::chrono::seconds{table.integer("settle_seconds", config.inbox.settle.count(), 0, settle_seconds_max)};
  config.inbox.kept = std::chrono::days{table.integer("kept_days", config.inbox.kept.count(), 1, kept_days_max)};
  table.finish();
}

void read_postcards(ConfigTable table, Config& config) {
  constexpr int print_days_max = 7;  // they hold passwords: docs/security.md, PC-04
  config.postcards.folder = table.path_or_none("folder");
  config.postcards.kept =
      std::chrono::days{table.integer("kept_days", config.postcards.kept.count(), 1, print_days_max)};
  table.finish();
}

void read_backup(ConfigTable table, Config& config) {
  config.backup.folder = table.path_or_none("folder");
  config.backup.recipient = table.text("recipient", "");
  if (config.backup.recipient.starts_with("AGE-SECRET-KEY-"))
    table.fault("recipient", "is a secret key: the public one begins with age1, and the secret one has no place here");
  else if (!config.backup.recipient.empty() && !config.backup.recipient.starts_with("age1"))
    table.fault("recipient", "must be a public key of age: it begins with age1");
  config.backup.kept = std::chrono::days{table.integer("kept_days", config.backup.kept.count(), 1, kept_days_max)};
  table.finish();
}

void read_metrics(ConfigTable table, Config& config) {
  if (const fs::path folder = table.path_or_none("folder"); !folder.empty()) config.metrics.folder = folder;
  table.finish();
}

// "127.0.0.1" of "http://127.0.0.1:8080".
std::string_view host_of(std::string_view origin) {
  const std::string_view authority = origin.substr(origin.find("//") + 2);
  return authority.substr(0, authority.find_first_of(":/"));
}

void check_origin(const ConfigTable& table, const std::string& origin) {
  if (origin.empty()) return;  // told already
  const bool https = origin.starts_with("https://");
  const bool http = origin.starts_with("http://") && is_loopback(host_of(origin));
  if (!https && !http) return table.fault("origin", "must begin with https:// (http:// only for localhost)");
  if (origin.find('/', origin.find("//") + 2) != std::string::npos)
    table.fault("origin", "must end after the host: no path, no slash");
  if (!is_plain_host(host_of(origin)))
    table.fault("origin", "needs a host of a-z, 0-9, . and - (a name in Japanese as xn--…)");
}

std::string joined(const std::vector<std::string>& faults) {
  std::string text;
  for (const std::string& fault : faults) text += (text.empty() ? "" : "; ") + fault;
  return text;
}

}  // namespace

ConfigError::ConfigError(std::vector<std::string> all) : runtime_error(joined(all)), faults(std::move(all)) {}

std::string DatabaseServers::said() const {
  return hosts.empty() ? socket : fmt::format("{} (port {})", fmt::join(hosts, ", "), port);
}

std::string Config::host() const { return std::string(host_of(origin)); }

Config read_config(const fs::path& file) {
  ConfigFaults faults(file);
  toml_text::Table parsed;
  try {
    parsed = toml_text::parse_file(file);
  } catch (const toml_text::Unreadable& error) {
    faults.add(error.line, error.what());
    faults.throw_if_any();
  }
  Config config;
  ConfigTable root(parsed, "", 0, faults);
  config.demo = root.boolean("demo", false);
  ConfigTable open_to_all = root.table("public");
  config.origin = open_to_all.text("origin");
  check_origin(open_to_all, config.origin);
  open_to_all.finish();
  ConfigTable paths = root.table("paths");
  config.paths.templates = paths.path("templates");
  config.paths.error_pages = paths.path_or_none("error_pages");
  config.paths.documents = paths.path_or_none("documents");
  paths.finish();
  read_database(root.table("database"), config);
  ConfigTable secrets = root.table("secrets");
  config.secrets_directory = secrets.path("directory");
  if (const char* loaded = std::getenv("CREDENTIALS_DIRECTORY")) config.secrets_directory = loaded;
  secrets.finish();
  read_smtp(root.table("smtp"), config);
  read_hashing(root.table_or_empty("hashing"), config);
  read_inbox(root.table_or_empty("inbox"), config);
  read_postcards(root.table_or_empty("postcards"), config);
  read_backup(root.table_or_empty("backup"), config);
  read_metrics(root.table_or_empty("metrics"), config);
  root.finish();
  faults.throw_if_any();
  return config;
}

std::string read_password_file(const fs::path& file) {
  if (file.empty()) return "";
  const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
  const fs::path handed_over = credentials != nullptr ? credentials / file.filename() : fs::path{};
  std::ifstream in(!handed_over.empty() && fs::exists(handed_over) ? handed_over : file);
  std::string line;
  if (!std::getline(in, line)) throw ConfigError(fmt::format("{}: can't be read", file.string()));
  return line;
}

}  // namespace portal
