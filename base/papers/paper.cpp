#include "base/papers/paper.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <system_error>

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/papers/press.hpp"

namespace portal::paper {
namespace {

constexpr int not_printed = 255;  // a smaller one is an errno: what the file system said

class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0)
      throw std::system_error(errno, std::generic_category(), "no pipe for the press");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  void close_writing() { close_end(1); }

 private:
  void close_end(std::size_t end) {
    if (ends_.at(end) >= 0) close(ends_.at(end));
    ends_.at(end) = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

// The module lies beside the program. Its path is absolute: the sanitizers' dlopen() doesn't look there.
PressFunction* load_press() {
  const auto module = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "portal-press.so";
  void* loaded = dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (loaded == nullptr) throw std::runtime_error(dlerror());
  void* function = dlsym(loaded, press_function_name);
  if (function == nullptr) throw std::runtime_error(dlerror());
  return reinterpret_cast<PressFunction*>(function);
}

// In the press's process. What the worker holds (its connections above all) is left as it is: no destructor runs.
[[noreturn]] void print_here(Order order, const std::filesystem::path& fonts, int descriptor) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int result = not_printed;
  try {
    load_press()(order, fonts.c_str(), descriptor);
    result = 0;
  } catch (const std::system_error& wrong) {
    const int code = wrong.code().value();
    if (wrong.code().category() == std::generic_category() && code > 0 && code < not_printed) result = code;
    if (result == not_printed) log::write(log::Level::error, "press_failed", {{"reason", std::string(wrong.what())}});
  } catch (const std::exception& wrong) {
    log::write(log::Level::error, "press_failed", {{"reason", std::string(wrong.what())}});
  }
  _exit(result);
}

// The press's process; ends with it, however it came to that.
class Press {
 public:
  Press(Order order, const std::filesystem::path& fonts, int descriptor) : process_(fork()) {
    if (process_ < 0) throw std::system_error(errno, std::generic_category(), "no process for the press");
    if (process_ == 0) print_here(order, fonts, descriptor);
  }
  ~Press() {
    if (process_ == 0) return;
    kill(process_, SIGKILL);
    wait();
  }
  Press(const Press&) = delete;
  Press& operator=(const Press&) = delete;

  void finish() {
    const int status = wait();
    const bool has_ended = WIFEXITED(status);
    if (has_ended && WEXITSTATUS(status) == 0) return;
    if (has_ended && WEXITSTATUS(status) != not_printed)
      throw std::system_error(WEXITSTATUS(status), std::generic_category(), "the PDF can't be written");
    throw std::runtime_error("the press failed; its reason stands in the log above");
  }

 private:
  int wait() {
    int status = not_printed;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) continue;
    process_ = 0;
    return status;
  }
  pid_t process_;
};

std::string read_all(int descriptor) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + limits::press_wait_max;
  std::array<char, std::size_t{16} * 1024> buffer;  // within what a worker wipes of its stack
  std::string bytes;
  while (bytes.size() <= limits::pdf_bytes_max) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd ready{descriptor, POLLIN, 0};
    const int polled = left.count() > 0 ? poll(&ready, 1, static_cast<int>(left.count())) : 0;
    if (polled == 0) throw std::runtime_error("the press took too long");
    const ssize_t count = polled < 0 ? -1 : read(descriptor, buffer.data(), buffer.size());
    if (count == 0) return bytes;
    if (count < 0 && errno != EINTR) throw std::runtime_error("the press can't be heard");
    if (count > 0) bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
  throw std::runtime_error("a PDF larger than may be");
}

}  // namespace

std::string pdf(const Document& document, const std::filesystem::path& fonts) {
  Pipe pipe;
  Press press(&document, fonts, pipe.writing());
  pipe.close_writing();
  std::string bytes = read_all(pipe.reading());
  press.finish();
  return bytes;
}

void print(const Sheets& sheets, const std::filesystem::path& fonts, int descriptor) {
  Press(&sheets, fonts, descriptor).finish();
}

}  // namespace portal::paper
