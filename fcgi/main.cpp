// portal-web --config FILE --pool web|auth: a FastCGI worker. The listening socket is on descriptor 0, several workers
// may share it; systemd starts, watches and stops them. One thread, one request at a time, no state between requests.
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>
#include <system_error>

#include <fcgiapp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <poll.h>
#include <unistd.h>

#include "base/keys.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/service.hpp"
#include "fcgi/portal.hpp"
#include "fcgi/request.hpp"
#include "handlers/site.hpp"
#include "sql/keys.hpp"
#include "sql/migrate.hpp"

namespace portal {
namespace {

constexpr timespec wake_every{5, 0};  // to feed the watchdog
constexpr std::size_t stack_bytes_max = 64 * std::size_t{1024};
constexpr int usage_error = 64;
constexpr int configuration_error = 78;

volatile std::sig_atomic_t stop_asked = 0;  // the one thing that a signal may touch

void ask_to_stop(int) { stop_asked = 1; }

// What is pending waits for Listener::has_connection().
void install_signals() {
  struct sigaction action{};
  action.sa_handler = ask_to_stop;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, nullptr);
}

// The socket on descriptor 0. Signals that ask to stop come while we wait for a connection and at no other time:
// libfcgi drops the request whose first bytes it waits for when one comes, and FCGX_ShutdownPending() then leaves it in
// a loop.
class Listener {
 public:
  Listener() {
    sigemptyset(&asking_to_stop_);
    sigaddset(&asking_to_stop_, SIGTERM);
    sigaddset(&asking_to_stop_, SIGINT);
    sigprocmask(SIG_BLOCK, &asking_to_stop_, &while_waiting_);
    // Of several workers that see one connection, one gets it; the others must not wait in accept() for the next.
    if (fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK) != 0)
      throw std::system_error(errno, std::generic_category(), "the listening socket");
  }

  bool has_connection() const {
    // While connections come without end, ppoll alone never lets a signal in.
    sigprocmask(SIG_UNBLOCK, &asking_to_stop_, nullptr);
    sigprocmask(SIG_BLOCK, &asking_to_stop_, nullptr);
    if (stop_asked != 0) return false;
    pollfd listening{STDIN_FILENO, POLLIN, 0};
    return ppoll(&listening, 1, &wake_every, &while_waiting_) > 0;
  }

 private:
  sigset_t asking_to_stop_{}, while_waiting_{};
};

// Passwords are made and checked in the pool "auth" alone (nginx/snippets/portal-http.conf): the other one can't.
Installation open_installation(const std::filesystem::path& config_file, bool hashes_passwords) {
  Config config = read_config(config_file);
  WebSecrets secrets = read_web_secrets(config.secrets_directory, hashes_passwords ? Peppers::needed : Peppers::none);
  PasswordHasher passwords;
  if (hashes_passwords) passwords = PasswordHasher(config.hash_cost, secrets.peppers, secrets.current_pepper_id);
  Renderer renderer(config.paths.templates, Missing::is_empty);
  return {std::move(config), std::move(secrets), std::move(passwords), std::move(renderer)};
}

db::Settings connection(const Config& config, db::Access access) {
  return {config.database.servers, config.database.web.name, read_password_file(config.database.web.password_file),
          config.database.schema, access};
}

void log_request(const RawRequest& raw, const Reply& reply, std::string_view pool, std::chrono::milliseconds took) {
  log::write(log::Level::info, "request",
             {{"request", raw.id},
              {"society", reply.society},
              {"account", reply.account},
              {"member", reply.member},
              {"client", raw.client_address},
              {"method", raw.method},
              {"route", reply.route},
              {"status", std::int64_t{reply.status}},
              {"ms", std::int64_t{took.count()}},
              {"pool", std::string(pool)}});
}

Reply reply_to(Portal& portal, const RawRequest& raw, const Installation& installation, bool hashes_passwords,
               bool checked) {
  const auto read = read_request(raw, installation.config.secure());
  if (const auto* refused = std::get_if<HttpStatus>(&read)) {
    Request unread;
    unread.path = "/";
    unread.id = raw.id;
    return portal.refuse(unread, *refused);
  }
  const auto& request = std::get<Request>(read);
  if (hashes_passwords && request.waited > limits::hash_wait_max)
    return portal.refuse(request, HttpStatus::service_unavailable);
  return checked ? portal.answer(request) : portal.answer_unchecked(request);
}

// From the first byte to the log's line; the status that was answered. Not inlined: all that it leaves on the stack
// lies below its caller's frame.
[[gnu::noinline]] int answer(Portal& portal, const Installation& installation, FCGX_Request& fastcgi,
                             std::string_view pool, bool checked) {
  const auto began = std::chrono::steady_clock::now();
  const RawRequest raw = receive(fastcgi);
  const Reply reply = reply_to(portal, raw, installation, pool == "auth", checked);
  send(fastcgi, reply);
  FCGX_Finish_r(&fastcgi);
  log_request(raw, reply, pool,
              std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began));
  return reply.status;
}

// Overwrites what answer(), called from the same place, left on the stack: a std::string of up to 15 characters keeps
// them in itself, and so does every dead frame that held one. Deeper than any request goes (about 15 KiB).
[[gnu::noinline]] void wipe_stack() {
  std::array<char, stack_bytes_max> used;  // not initialized: it is what was there
  explicit_bzero(used.data(), used.size());
}

// A worker that starts while the database is away is there all the same, answers 503 and looks again before each
// request: it knows the schema from the moment when the database answers. On the tables of the release before it looks
// every few seconds whether its own are there.
class Schema {
 public:
  Schema(db::Database& reading, db::Database& writing, const Config& config, bool hashes_passwords)
      : reading_(reading),
        writing_(writing),
        keys_(key_fingerprints(config.secrets_directory)),
        has_peppers_(hashes_passwords) {}

  // Throws migrate::WrongSchema or keys::Foreign, which are for a person to mend.
  void look() {
    try {
      if (is_known_)
        look_again();
      else
        look_first();
    } catch (const db::Unavailable& away) {
      tell(away.what());
    } catch (const db::TryAgain& lost) {
      tell(lost.what());
    } catch (const std::exception& fault) {
      if (!is_known_) throw;  // a worker that is at work stays so
      tell(fault.what());
    }
  }

  bool is_known() const { return is_known_; }

  // For systemctl status; empty: nothing.
  std::string_view waits_for() const {
    if (!is_known_) return " / データベースを待っています";
    return is_behind() ? " / テーブルの更新を待っています" : "";
  }

 private:
  void look_first() {
    const migrate::Status found = migrate::demand_fitting(reading_);
    keys::demand_ours(reading_, keys_,
                      has_peppers_ ? std::span<const std::string_view>(keys::all_kinds)
                                   : std::span<const std::string_view>(keys::kinds_of_pages));
    is_known_ = true;
    writing_.works_on_generation(reading_.generation());
    if (found.fit() != migrate::Fit::same)
      log::write(log::Level::warning, "tables_of_another_release", {{"reason", found.words()}});
  }

  void look_again() {
    const auto now = std::chrono::steady_clock::now();
    if (!is_behind() || now < not_before_) return;
    not_before_ = now + std::chrono::seconds{wake_every.tv_sec};
    migrate::look_again(reading_);
    writing_.works_on_generation(reading_.generation());
  }

  // By what is told last: /readyz looks through the reading connection, too.
  bool is_behind() const { return writing_.generation() < migrate::generation(); }

  void tell(const char* why) {
    if (!told_) log::write(log::Level::error, "database_away", {{"reason", why}});
    told_ = true;
  }

  db::Database &reading_, &writing_;
  KeyFingerprints keys_;
  bool has_peppers_, is_known_ = false, told_ = false;
  std::chrono::steady_clock::time_point not_before_;
};

// What systemctl status shows; told again when it changed, every few seconds at most.
class Figures {
 public:
  void count(int status) {
    ++answered_;
    if (status >= first_server_fault) ++failed_;
  }

  void tell(std::string_view waiting_for) {
    const auto now = std::chrono::steady_clock::now();
    if (now < not_before_) return;
    not_before_ = now + std::chrono::seconds{wake_every.tv_sec};
    service::status(fmt::format("応答 {} / エラー {}{}", answered_, failed_, waiting_for));
  }

 private:
  static constexpr int first_server_fault = 500;
  std::int64_t answered_ = 0, failed_ = 0;
  std::chrono::steady_clock::time_point not_before_;
};

void serve(Portal& portal, const Installation& installation, std::string_view pool, Schema& schema) {
  FCGX_Request fastcgi;
  FCGX_InitRequest(&fastcgi, STDIN_FILENO, FCGI_FAIL_ACCEPT_ON_INTR);
  const Listener listener;
  Figures figures;
  while (stop_asked == 0) {
    service::alive();
    figures.tell(schema.waits_for());
    const bool has_connection = listener.has_connection();
    schema.look();
    if (!has_connection) continue;
    const int accepted = FCGX_Accept_r(&fastcgi);
    if (accepted == -EINTR || accepted == -EAGAIN) continue;
    if (accepted < 0) break;
    figures.count(answer(portal, installation, fastcgi, pool, schema.is_known()));
    wipe_stack();
  }
}

int run(const std::filesystem::path& config_file, std::string_view pool) {
  service::start_no_programs();
  const Installation installation = open_installation(config_file, pool == "auth");
  db::Database reading(connection(installation.config, db::Access::read_only));
  db::Database writing(connection(installation.config, db::Access::read_write));
  Schema schema(reading, writing, installation.config, pool == "auth");
  schema.look();
  Portal portal(installation, site(), reading, writing);
  if (FCGX_Init() != 0) return configuration_error;
  install_signals();
  service::ready();
  serve(portal, installation, pool, schema);
  service::stopping();
  return 0;
}

int main_of(int count, char** arguments) {
  if (count == 2 && std::string_view(arguments[1]) == "--version") {
    std::puts("portal-web " PORTAL_VERSION);
    return 0;
  }
  std::filesystem::path config_file;
  std::string_view pool;
  for (int at = 1; at + 1 < count; at += 2) {
    const std::string_view name = arguments[at];
    if (name == "--config") config_file = arguments[at + 1];
    if (name == "--pool") pool = arguments[at + 1];
  }
  if (config_file.empty() || (pool != "web" && pool != "auth")) {
    std::fputs("usage: portal-web --config FILE --pool web|auth   (listening socket on descriptor 0)\n", stderr);
    return usage_error;
  }
  try {
    return run(config_file, pool);
  } catch (const std::exception& wrong) {
    log::write(log::Level::error, "start_failed", {{"reason", wrong.what()}});
    return configuration_error;
  }
}

}  // namespace
}  // namespace portal

// What this process frees, it wipes: every library that a typed password passes through (cgicc, std::string) makes
// copies of it, and none wipes its own.
void operator delete(void* memory) noexcept {
  if (memory != nullptr) explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

int main(int count, char** arguments) {
  constexpr int freed_byte = 0xff;
  mallopt(M_PERTURB, freed_byte);  // the same for libfcgi's buffers, which are C's
  return portal::main_of(count, arguments);
}
