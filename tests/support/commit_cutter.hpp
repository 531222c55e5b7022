#pragma once
#include <atomic>
#include <filesystem>
#include <thread>

namespace portal::testing {

// A road to the database that can be cut at the worst moment: the next COMMIT reaches the server and is done, and its
// answer never comes back; or it never reaches the server. Who sent it can't tell which.
class CommitCutter {
 public:
  CommitCutter(std::filesystem::path server, std::filesystem::path own);
  ~CommitCutter();
  CommitCutter(const CommitCutter&) = delete;
  CommitCutter& operator=(const CommitCutter&) = delete;

  void cut_next() { armed_ = true; }
  void cut_before_next() { armed_before_ = true; }
  void cut_every(bool wanted) { every_ = wanted; }  // as by cut_next()
  bool has_cut() const { return cut_; }

 private:
  void serve();
  void forward(int client);

  const std::filesystem::path server_, own_;
  int listener_ = -1;
  std::atomic<bool> armed_ = false, armed_before_ = false, every_ = false, cut_ = false, over_ = false;
  std::thread thread_;
};

}  // namespace portal::testing
