#include "admin/imports/one_file.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"

namespace portal::admin {
namespace {

constexpr std::array<int, 3> stops{SIGTERM, SIGINT, SIGHUP};

}  // namespace

OneFile::OneFile() {
  sigset_t held;
  sigemptyset(&held);
  for (const int stop : stops) sigaddset(&held, stop);
  sigprocmask(SIG_BLOCK, &held, &before_);
}

OneFile::~OneFile() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

void OneFile::look() const {
  sigset_t waiting;
  sigpending(&waiting);
  if (std::ranges::any_of(stops, [&waiting](int stop) { return sigismember(&waiting, stop) == 1; }))
    throw StopWished("somebody wishes an end");
  if (std::chrono::steady_clock::now() - begun_ > limits::inbox_file_max)
    throw TookTooLong("a file took longer than any may");
}

}  // namespace portal::admin
