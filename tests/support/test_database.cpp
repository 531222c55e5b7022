#include "tests/support/test_database.hpp"

#include <stdexcept>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sql/migrate.hpp"

extern char** environ;

namespace portal::testing {
namespace {

namespace fs = std::filesystem;

pid_t spawn(std::vector<std::string> words, const fs::path& output) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                   S_IRUSR | S_IWUSR);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("can't start " + words.front());
  return child;
}

void run(std::vector<std::string> words, const fs::path& output) {
  const pid_t child = spawn(std::move(words), output);
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) throw std::runtime_error("failed, see " + output.string());
}

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "kenko-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test database");
  return name;
}

std::string operating_system_user() {
  return geteuid() == 0 ? "root" : std::getenv("USER") != nullptr ? std::getenv("USER") : "nobody";
}

constexpr const char* schema = "kenko_portal";

}  // namespace

TestDatabase::TestDatabase() : folder_(new_folder()) {
  try {
    install();
  } catch (...) {
    stop_server();
    throw;
  }
}

void TestDatabase::install() {
  // In /tmp, a server that starts takes away the temporary tables of every other one.
  fs::create_directory(folder_ / "temporary");
  run({"mariadb-install-db", "--no-defaults", "--datadir=" + (folder_ / "data").string(),
       "--tmpdir=" + (folder_ / "temporary").string(), "--user=" + operating_system_user(),
       "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"},
      folder_ / "install.log");
  start_server();
  db::Database root({socket().string(), "root", "", "mysql"});
  root.run_script("CREATE DATABASE kenko_portal CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
  for (const char* user : {"portal_web", "portal_mail", "portal_ctl", "portal_migrate"})
    root.run_script("CREATE USER '" + std::string(user) + "'@'localhost'");
  root.run_script("GRANT ALL ON kenko_portal.* TO 'portal_migrate'@'localhost' WITH GRANT OPTION");
  db::Database migrating(settings(DatabaseRole::migrate));
  migrate::apply(migrating, {schema, "portal_web", "portal_mail", "portal_ctl"}, [](std::string_view) {});
}

TestDatabase::~TestDatabase() {
  stop_server();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

db::Settings TestDatabase::settings(DatabaseRole role, db::Access access) const {
  constexpr const char* users[] = {"portal_web", "portal_mail", "portal_ctl", "portal_migrate", "root"};
  return {socket().string(), users[static_cast<int>(role)], "", schema, access};
}

void TestDatabase::clean() {
  db::Database database(settings(DatabaseRole::migrate));
  auto tables = database.select(
      "SELECT table_name AS name FROM information_schema.tables"
      " WHERE table_schema = DATABASE() AND table_name <> 'schema_migrations' ORDER BY table_name LIMIT 200");
  database.run_script("SET SESSION foreign_key_checks = 0");
  database.run_script("UPDATE members SET left_on = '1900-01-01'");  // who is insured can't be deleted
  while (tables.next()) database.run_script("DELETE FROM " + tables.get<std::string>("name"));
}

void TestDatabase::start_server() {
  server_ = spawn({"setpriv",
                   "--pdeathsig",
                   "KILL",
                   "mariadbd",
                   "--no-defaults",
                   "--datadir=" + (folder_ / "data").string(),
                   "--tmpdir=" + (folder_ / "temporary").string(),
                   "--user=" + operating_system_user(),
                   "--socket=" + socket().string(),
                   "--pid-file=" + (folder_ / "db.pid").string(),
                   "--skip-networking",
                   "--innodb-flush-log-at-trx-commit=1",
                   "--innodb-snapshot-isolation=ON",
                   "--log-bin=" + (folder_ / "binlog").string(),  // as a server that is backed up has it, and then
                   "--log-bin-trust-function-creators=ON",        // this, too, for the trigger of mail_queue
                   "--sync-binlog=1",
                   "--local-infile=0",
                   "--transaction-isolation=READ-COMMITTED",
                   "--character-set-server=utf8mb4",
                   "--collation-server=utf8mb4_nopad_bin",
                   "--innodb-lock-wait-timeout=5",
                   "--innodb-buffer-pool-size=64M",
                   "--innodb-log-file-size=32M"},
                  folder_ / "server.log");
  constexpr int tries_max = 600;
  for (int tries = 0; tries < tries_max; ++tries) {
    try {
      db::Database root({socket().string(), "root", "", "mysql"});
      root.connect();
      return;
    } catch (const db::Unavailable&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  throw std::runtime_error("the test database does not answer, see " + (folder_ / "server.log").string());
}

void TestDatabase::stop_server() {
  if (server_ == 0) return;
  kill(server_, SIGKILL);
  waitpid(server_, nullptr, 0);
  server_ = 0;
}

// Every test would try again, and fail again, where the first one could not have it.
TestDatabase& test_database() {
  static std::exception_ptr failure;
  static const std::unique_ptr<TestDatabase> database = [] {
    try {
      return std::make_unique<TestDatabase>();
    } catch (...) {
      failure = std::current_exception();
      return std::unique_ptr<TestDatabase>();
    }
  }();
  if (!database) std::rethrow_exception(failure);
  return *database;
}

}  // namespace portal::testing
