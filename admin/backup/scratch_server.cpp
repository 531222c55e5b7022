#include "admin/backup/scratch_server.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/call.hpp"
#include "admin/output.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto pause = std::chrono::milliseconds(20);

std::string scratch_place() {
  const char* wished = std::getenv("TMPDIR");
  return fmt::format("{}/portal-verify-XXXXXX", wished != nullptr ? wished : "/var/tmp");
}

bool answers(const fs::path& socket) {
  try {
    db::Database({socket.string(), user_name(), "", ""}).connect();
    return true;
  } catch (const db::Unavailable&) {
    return false;
  }
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::string place = scratch_place();
  if (mkdtemp(place.data()) == nullptr) fail_to_make(place, errno);
  path_ = place;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

// Only the settings that our programs demand, and little memory.
ScratchServer::ScratchServer()
    : log_(open((folder_.path() / "log").c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
  install();
  server_.emplace(
      std::vector<std::string>{
          "/usr/sbin/mariadbd", "--no-defaults", fmt::format("--datadir={}", (folder_.path() / "data").string()),
          fmt::format("--socket={}", socket().string()), fmt::format("--pid-file={}/pid", folder_.path().string()),
          fmt::format("--tmpdir={}", folder_.path().string()), fmt::format("--user={}", user_name()),
          fmt::format("--log-error={}/log", folder_.path().string()),
          fmt::format("--secure-file-priv={}/nothing", folder_.path().string()), "--skip-networking",
          "--skip-name-resolve", "--innodb-snapshot-isolation=ON", "--local-infile=0", "--character-set-server=utf8mb4",
          "--collation-server=utf8mb4_nopad_bin", "--default-time-zone=+00:00", "--performance-schema=OFF",
          "--innodb-buffer-pool-size=128M"},
      Child::Ends{.messages = log_.number()});
  wait_until_it_answers();
}

ScratchServer::~ScratchServer() {
  constexpr auto patience = std::chrono::seconds(30);
  server_->ask_to_end();
  for (const auto until = Clock::now() + patience; server_->is_running() && Clock::now() < until;)
    std::this_thread::sleep_for(pause);
}

void ScratchServer::install() {
  fs::create_directory(folder_.path() / "data");
  fs::create_directory(folder_.path() / "nothing");
  std::vector<std::string> words{"mariadb-install-db",
                                 "--no-defaults",
                                 fmt::format("--datadir={}", (folder_.path() / "data").string()),
                                 fmt::format("--tmpdir={}", folder_.path().string()),
                                 "--auth-root-authentication-method=socket",
                                 fmt::format("--auth-root-socket-user={}", user_name()),
                                 "--skip-test-db",
                                 "--skip-name-resolve"};
  if (geteuid() == 0) words.push_back(fmt::format("--user={}", user_name()));
  Child installing(words, {.messages = log_.number()});
  if (const int code = installing.end(); code != 0) fail(fmt::format("mariadb-install-db ended with {}", code));
}

void ScratchServer::wait_until_it_answers() {
  constexpr auto patience = std::chrono::seconds(60);
  for (const auto until = Clock::now() + patience; Clock::now() < until; std::this_thread::sleep_for(pause)) {
    HeldSignals::demand_none();
    if (answers(socket())) return;
    if (!server_->is_running()) break;
  }
  fail("the server to restore into doesn't start");
}

// With the end of what they said.
void ScratchServer::fail(const std::string& why) {
  constexpr std::size_t shown_bytes = 2000;
  std::ifstream log(folder_.path() / "log");
  const std::string said{std::istreambuf_iterator<char>(log), {}};
  tell("{}\n", said.substr(said.size() - std::min(said.size(), shown_bytes)));
  throw Failure(Exit::disk, why, fmt::format("see above; df -h {}", folder_.path().parent_path().string()));
}

db::Settings ScratchServer::settings() const {
  db::Settings settings{socket().string(), user_name(), "", "portal"};
  settings.statement_seconds_max = 0;
  return settings;
}

}  // namespace portal::admin
