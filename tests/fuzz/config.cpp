// Whatever stands in portal.toml: it is refused with faults that name the file, or it is a configuration that a portal
// may run with.
#include "base/config.hpp"

#include "base/network.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

static bool within(auto value, auto least, auto most) { return value >= least && value <= most; }

// A socket of this machine, or hosts; to another machine with TLS alone.
static void demand_safe_way(const DatabaseServers& servers) {
  demand(servers.hosts.empty() == std::filesystem::path(servers.socket).is_absolute());
  demand(within(servers.port, 1, 65535));
  for (const std::string& host : servers.hosts)
    demand(is_loopback(host) || std::filesystem::path(servers.ca_file).is_absolute());
}

static void demand_sound(const Config& config) {
  demand(config.origin.starts_with("https://") || (config.origin.starts_with("http://") && is_loopback(config.host())));
  demand(config.secure() == config.origin.starts_with("https://") && !config.host().empty());
  demand(config.host().find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos);
  for (const auto& path : {config.paths.templates, config.secrets_directory}) demand(path.is_absolute());
  demand_safe_way(config.database.servers);
  demand(!config.database.schema.empty() && !config.database.web.name.empty() && !config.smtp.host.empty());
  demand(within(config.smtp.port, 1, 65535) && within(config.smtp.conversations, 1, 16));
  demand(config.smtp.tls != SmtpTls::none || (is_loopback(config.smtp.host) && config.smtp.user.empty()));
  demand(config.hash_cost.memory_kib >= HashCost{}.memory_kib && config.hash_cost.passes >= HashCost{}.passes);
  demand(config.backup.recipient.empty() || config.backup.recipient.starts_with("age1"));
  demand(within(config.inbox.kept.count(), 1, 3650) && within(config.backup.kept.count(), 1, 3650));
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::MemoryFile file;
  const auto& path = file.holding(fuzz::text_of(data, size));
  try {
    demand_sound(read_config(path));
  } catch (const ConfigError& error) {
    demand(!error.faults.empty());
    for (const std::string& fault : error.faults) demand(fault.starts_with(path.string()));
  }
  return 0;
}
