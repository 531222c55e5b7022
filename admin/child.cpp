#include "admin/child.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "admin/call.hpp"

namespace portal::admin {
namespace {

constexpr std::array<int, 3> stops{SIGTERM, SIGINT, SIGHUP};
constexpr int third_descriptor = 3;
constexpr int not_started = 127;
constexpr int by_signal = 128;

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

// Given to the program under that number; an end that has the number already would be closed with our program.
void hand_over(int descriptor, int number) {
  const bool given = descriptor == number ? fcntl(number, F_SETFD, 0) == 0 : dup2(descriptor, number) == number;
  if (!given) _exit(not_started);
}

// In the new process: nothing but what may be called between fork and exec.
[[noreturn]] void become_program(char* const* words, Child::Ends ends, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(not_started);
  sigset_t none;
  sigemptyset(&none);
  signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  // Out of the way first: an end may have the number of another.
  constexpr int out_of_the_way = 10;
  const int input = fcntl(ends.input < 0 ? nothing : ends.input, F_DUPFD_CLOEXEC, out_of_the_way);
  const int output = fcntl(ends.output < 0 ? nothing : ends.output, F_DUPFD_CLOEXEC, out_of_the_way);
  const int third = ends.third < 0 ? -1 : fcntl(ends.third, F_DUPFD_CLOEXEC, out_of_the_way);
  if (ends.messages >= 0) hand_over(ends.messages, STDERR_FILENO);
  hand_over(input, STDIN_FILENO);
  hand_over(output, STDOUT_FILENO);
  if (third >= 0) hand_over(third, third_descriptor);
  execvp(words[0], words);
  _exit(not_started);
}

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int stop : stops) sigaddset(&set, stop);
  return set;
}

// One of them waited. It is heard of and won't end us any more.
bool is_taken(const sigset_t& set) {
  constexpr timespec at_once{};
  return sigtimedwait(&set, nullptr, &at_once) > 0;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

void Descriptor::close() {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("a pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Pipe pipe_with(std::string_view bytes) {
  constexpr std::size_t pipe_bytes = 65536;  // more would wait for a reader
  if (bytes.size() > pipe_bytes) throw std::length_error("too much for a pipe");
  Pipe pipe = make_pipe();
  write_all(pipe.writes.number(), bytes);
  pipe.writes.close();
  return pipe;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("a pipe");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::size_t read_some(int descriptor, char* into, std::size_t bytes_max) {
  for (;;) {
    const ssize_t got = read(descriptor, into, bytes_max);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) fail("a pipe");
  }
}

void demand_program(const std::string& name, std::string_view package) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (access((std::filesystem::path(folder) / name).c_str(), X_OK) == 0) return;
  throw Failure(Exit::bad_configuration, fmt::format("{}: there is no such program", name),
                fmt::format("apt install {}", package));
}

Child::Child(const std::vector<std::string>& words, Ends ends) {
  std::vector<std::string> own = words;
  std::vector<char*> pointers;
  for (std::string& word : own) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ < 0) fail("no process can be started");
  if (process_ == 0) become_program(pointers.data(), ends, parent);
}

Child::~Child() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
}

int Child::ended_with(int status) {
  process_ = -1;
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : by_signal + WTERMSIG(status);
  return code_;
}

int Child::end() {
  if (process_ < 0) return code_;
  int status = 0;
  while (waitpid(process_, &status, 0) < 0)
    if (errno != EINTR) fail("a program that was started");
  return ended_with(status);
}

bool Child::is_running() {
  int status = 0;
  if (process_ >= 0 && waitpid(process_, &status, WNOHANG) == process_) ended_with(status);
  return process_ >= 0;
}

void Child::ask_to_end() {
  if (process_ >= 0) kill(process_, SIGTERM);
}

HeldSignals::HeldSignals() {
  sigset_t held = stop_signals();
  sigaddset(&held, SIGPIPE);
  if (pthread_sigmask(SIG_BLOCK, &held, &before_) != 0) fail("signals");
}

// A broken pipe was heard of already.
HeldSignals::~HeldSignals() {
  sigset_t broken_pipe;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  while (is_taken(broken_pipe)) continue;
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void HeldSignals::demand_none() {
  if (is_taken(stop_signals())) throw Failure(Exit::try_later, "somebody wishes an end", "nothing was left behind");
}

}  // namespace portal::admin
