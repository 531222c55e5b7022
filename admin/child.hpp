#pragma once
#include <csignal>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

// Programs that portalctl starts and speaks with through pipes.
namespace portal::admin {

// An open file, closed when it is left.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }
  int number() const { return number_; }
  void close();

 private:
  int number_;
};

struct Pipe {
  Descriptor reads, writes;
};
Pipe make_pipe();                  // programs that are started get neither end unless it is given to them
Pipe pipe_with(std::string_view);  // of which somebody may read these few bytes, and then the end

// Throw std::system_error.
void write_all(int descriptor, std::string_view bytes);
std::size_t read_some(int descriptor, char* into, std::size_t bytes_max);  // 0: the end

// Throws Failure (configuration) unless the program is in PATH; `package` is the one that brings it.
void demand_program(const std::string& name, std::string_view package);

// A program that runs until it ends or is left: then it is ended by its id. It ends with us, too, however we do.
class Child {
 public:
  // What it gets as its descriptors 0, 1 and 3; -1: the first two are /dev/null, and there is no third. Messages go
  // where ours go. The program is looked for in PATH.
  struct Ends {
    int input = -1, output = -1, third = -1;
    int messages = -1;  // descriptor 2, where they are not to go where ours go
  };
  Child(const std::vector<std::string>& words, Ends ends);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int end();  // waits; what it ended with, 128 and more for a signal
  bool is_running();
  void ask_to_end();  // SIGTERM

 private:
  int ended_with(int status);

  pid_t process_ = -1;  // -1: waited for
  int code_ = 0;
};

// Who breaks a pipe must be heard, and an end that somebody wishes for must leave nothing behind: for as long as it
// lives, the signals that would end us wait.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  static void demand_none();  // throws Failure (try later) when one waits

 private:
  sigset_t before_;
};

}  // namespace portal::admin
