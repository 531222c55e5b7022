#include "tests/support/mailers.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/test_database.hpp"

extern char** environ;

namespace portal::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* configuration = R"(
[public]
origin = "http://localhost:8080"
[paths]
templates = "templates"
[database]
socket = "SOCKET"
schema = "kenko_portal"
web = { user = "portal_web" }
mail = { user = "portal_mail" }
ctl = { user = "portal_ctl" }
migrate = { user = "portal_migrate" }
[secrets]
directory = "secrets"
[smtp]
host = "localhost"
port = PORT
tls = "none"
)";

std::string filled(std::string text, const std::string& marker, const std::string& value) {
  return text.replace(text.find(marker), marker.size(), value);
}

void write_file(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "kenko-mailer-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the mailers");
  return name;
}

}  // namespace

Mailers::Mailers(const secret::SealKeys& keys, int smtp_port) : folder_(new_folder()) {
  fs::create_directory(folder_ / "secrets");
  write_file(folder_ / "secrets/mail-seal.public", secret::base64url(keys.public_key));
  write_file(folder_ / "secrets/mail-seal.secret", secret::base64url(keys.secret_key));
  const std::string text = filled(configuration, "SOCKET", test_database().socket().string());
  write_file(folder_ / "portal.toml", filled(text, "PORT", std::to_string(smtp_port)));
}

Mailers::~Mailers() {
  while (!running_.empty()) kill(running_.back());
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

pid_t Mailers::start() {
  std::vector<std::string> words{MAILER_PROGRAM, "--config", (folder_ / "portal.toml").string()};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string log_file = (folder_ / "log").string();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                   S_IRUSR | S_IWUSR);
  pid_t mailer = 0;
  const int failed = posix_spawn(&mailer, MAILER_PROGRAM, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("can't start the mailer");
  running_.push_back(mailer);
  return mailer;
}

void Mailers::signal(pid_t mailer, int signal) { ::kill(mailer, signal); }

void Mailers::kill(pid_t mailer) {
  ::kill(mailer, SIGKILL);
  wait_for(mailer);
}

int Mailers::stop(pid_t mailer) {
  ::kill(mailer, SIGTERM);
  return wait_for(mailer);
}

int Mailers::wait_for(pid_t mailer) {
  int status = 0;
  waitpid(mailer, &status, 0);
  std::erase(running_, mailer);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string Mailers::log() const {
  std::ifstream in(folder_ / "log");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace portal::testing
