#pragma once
#include <chrono>
#include <csignal>
#include <stdexcept>

namespace portal::admin {

// Somebody wishes the program to end.
struct StopWished : std::runtime_error {
  using runtime_error::runtime_error;
};

// One file has taken longer than any may.
struct TookTooLong : std::runtime_error {
  using runtime_error::runtime_error;
};

// While one lives, a file is taken in. A wish to stop (SIGTERM, SIGINT, SIGHUP) waits until look() is asked, so that
// the file isn't blamed for it as for what kills a program at once; when this one ends, the signal does what it did
// before.
class OneFile {
 public:
  OneFile();
  ~OneFile();
  OneFile(const OneFile&) = delete;
  OneFile& operator=(const OneFile&) = delete;

  void look() const;  // throws StopWished or, after limits::inbox_file_max, TookTooLong

 private:
  sigset_t before_{};
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace portal::admin
