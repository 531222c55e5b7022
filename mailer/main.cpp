// portal-mailer --config FILE: sends the mails of the queue through the configured mail server. Any number may run.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <thread>

#include "base/config.hpp"
#include "base/keys.hpp"
#include "base/log.hpp"
#include "base/service.hpp"
#include "mailer/worker.hpp"
#include "mailer/worker_name.hpp"
#include "sql/keys.hpp"
#include "sql/migrate.hpp"

namespace portal {
namespace {

constexpr int usage_error = 64;
constexpr int configuration_error = 78;

volatile std::sig_atomic_t stop_asked = 0;  // the one thing that a signal may touch

void ask_to_stop(int) { stop_asked = 1; }

// Without SA_RESTART, so that a sleep ends at once.
void install_signals() {
  struct sigaction action{};
  action.sa_handler = ask_to_stop;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, nullptr);
}

db::Settings connection(const Config& config) {
  return {config.database.servers, config.database.mail.name, read_password_file(config.database.mail.password_file),
          config.database.schema};
}

Relay relay_of(const Config& config) {
  return {config.smtp.host,
          config.smtp.port,
          config.smtp.tls,
          config.smtp.user,
          read_password_file(config.smtp.password_file),
          config.smtp.ca_file.string(),
          config.host(),
          {}};
}

// A database that is away is waited for; one with the wrong schema, or of other keys, is for a person to mend.
void wait_for_database(db::Database& database, const KeyFingerprints& ours) {
  constexpr auto shortest = std::chrono::milliseconds(100), longest = std::chrono::milliseconds(5000);
  for (auto wait = shortest; stop_asked == 0; wait = std::min(2 * wait, longest)) {
    const auto tell = [&](const std::exception& away) {
      if (wait == shortest) log::write(log::Level::error, "database_failed", {{"reason", away.what()}});
    };
    try {
      const migrate::Status found = migrate::demand_fitting(database);
      keys::demand_ours(database, ours, keys::kinds_of_mails);
      if (found.fit() != migrate::Fit::same)
        log::write(log::Level::warning, "tables_of_another_release", {{"reason", found.words()}});
      return;
    } catch (const db::Unavailable& away) {
      tell(away);
    } catch (const db::TryAgain& lost) {
      tell(lost);
    }
    service::status("データベースを待っています");
    service::alive();
    std::this_thread::sleep_for(wait);
  }
}

int run(const std::filesystem::path& config_file) {
  service::start_no_programs();
  const Config config = read_config(config_file);
  const secret::SealKeys keys = read_mail_secrets(config.secrets_directory);
  db::Database database(connection(config));
  install_signals();
  service::ready();
  const WorkerName name(config.database.servers.said() + "\n" + config.database.schema);
  wait_for_database(database, key_fingerprints(config.secrets_directory));
  Worker worker(database, keys, relay_of(config),
                {name.text(), {}, config.smtp.conversations, [] { return stop_asked != 0; }});
  log::write(log::Level::info, "mailer_started", {{"mail_server", config.smtp.host}, {"port", config.smtp.port}});
  worker.run();
  service::stopping();
  log::write(log::Level::info, "mailer_stopped", {});
  return 0;
}

int main_of(int count, char** arguments) {
  if (count == 2 && std::string_view(arguments[1]) == "--version") {
    std::puts("portal-mailer " PORTAL_VERSION);
    return 0;
  }
  if (count != 3 || std::string_view(arguments[1]) != "--config") {
    std::fputs("usage: portal-mailer --config FILE\n", stderr);
    return usage_error;
  }
  try {
    return run(arguments[2]);
  } catch (const std::exception& wrong) {
    log::write(log::Level::error, "start_failed", {{"reason", wrong.what()}});
    return configuration_error;
  }
}

}  // namespace
}  // namespace portal

int main(int count, char** arguments) { return portal::main_of(count, arguments); }
