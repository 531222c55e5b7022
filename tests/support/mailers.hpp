#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "base/secret.hpp"

namespace portal::testing {

// Real portal-mailer processes on the private MariaDB. What still runs is killed with the object.
class Mailers {
 public:
  Mailers(const secret::SealKeys& keys, int smtp_port);
  ~Mailers();
  Mailers(const Mailers&) = delete;
  Mailers& operator=(const Mailers&) = delete;

  pid_t start();
  void signal(pid_t mailer, int signal);
  void kill(pid_t mailer);  // kill -9, and waits for the end
  int stop(pid_t mailer);   // SIGTERM; its exit code
  std::string log() const;  // of all of them
  const std::vector<pid_t>& running() const { return running_; }

 private:
  int wait_for(pid_t mailer);
  std::filesystem::path folder_;
  std::vector<pid_t> running_;
};

}  // namespace portal::testing
