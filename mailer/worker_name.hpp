#pragma once
#include <string>
#include <string_view>

namespace portal {

// Whose a worker's leases are: this host's, and of those on it the one with a number that no other living process has.
// Whoever is started in the place of one that was killed gets its number, and so its name, and may take back its
// leases: the kernel gives a number away only when its process has ended. Another host needs another host name or
// machine-id.
class WorkerName {
 public:
  explicit WorkerName(std::string_view queue);  // which queue, as two may be worked on from one host
  ~WorkerName();
  WorkerName(const WorkerName&) = delete;
  WorkerName& operator=(const WorkerName&) = delete;

  const std::string& text() const { return text_; }  // 43 ASCII characters

 private:
  int number_socket_ = -1;
  std::string text_;
};

}  // namespace portal
