#include "tests/support/sink.hpp"

#include <array>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace portal::testing {
namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> found;
  for (std::string& word : words) found.push_back(word.data());
  found.push_back(nullptr);
  return found;
}

// Starts a program; what it prints first on its standard output, up to a line's end, comes back.
std::pair<pid_t, std::string> spawn(std::vector<std::string> words) {
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, words[0].c_str(), &actions, nullptr, pointers(words).data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  std::string line;
  char c = 0;
  while (failed == 0 && read(pipe_ends[0], &c, 1) == 1 && c != '\n') line += c;
  close(pipe_ends[0]);
  if (failed != 0) throw std::runtime_error("can't start " + words[0]);
  return {child, line};
}

void make_certificate(const fs::path& folder) {
  const auto [child, said] =
      spawn({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
             "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
             (folder / "key.pem").string(), "-out", (folder / "cert.pem").string()});
  int status = 0;
  waitpid(child, &status, 0);
  if (!fs::exists(folder / "cert.pem")) throw std::runtime_error("openssl made no certificate");
}

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "kenko-sink-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the sink");
  return name;
}

}  // namespace

Sink::Sink(Tls tls, std::vector<std::string> more_arguments)
    : folder_(new_folder()), arguments_(std::move(more_arguments)) {
  if (tls != Tls::none) make_certificate(folder_);
  if (tls != Tls::none)
    for (const char* word : {"--certificate", "--key"})
      arguments_.insert(arguments_.end(),
                        {word, (folder_ / (std::string(word) == "--key" ? "key.pem" : "cert.pem")).string()});
  if (tls == Tls::implicit) arguments_.emplace_back("--implicit-tls");
  start();
}

Sink::~Sink() {
  stop();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Sink::start() {
  std::vector<std::string> words{"/usr/bin/python3",
                                 SOURCE_FOLDER "/tests/support/sink.py",
                                 "--port",
                                 std::to_string(port_),
                                 "--log",
                                 (folder_ / "log").string(),
                                 "--script",
                                 (folder_ / "script").string()};
  words.insert(words.end(), arguments_.begin(), arguments_.end());
  const auto [child, port] = spawn(std::move(words));
  process_ = child;
  if (port.empty()) throw std::runtime_error("the sink did not start");
  port_ = std::stoi(port);
}

void Sink::stop() {
  if (process_ == 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = 0;
}

void Sink::rules(std::initializer_list<const char*> lines) {
  std::ofstream out(folder_ / "script");
  for (const char* line : lines) out << line << '\n';
}

std::vector<std::string> Sink::lines(std::string_view event) const {
  std::vector<std::string> found;
  std::ifstream in(folder_ / "log");
  const std::string wanted = "{\"event\": \"" + std::string(event) + "\"";
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(wanted)) found.push_back(line);
  return found;
}

}  // namespace portal::testing
