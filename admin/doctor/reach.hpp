#pragma once
#include <filesystem>
#include <string>

namespace portal::admin {

struct Reached {
  std::string why = "";       // it can't be reached, or what came instead; "": all is well
  bool is_forbidden = false;  // to this user: somebody else has to look
  bool good() const { return why.empty(); }
};

// Asks a worker through its pool's socket for /healthz, as nginx would: good when one answers 200 within 5 seconds.
Reached ask_worker(const std::filesystem::path& socket);

// A page for monitors on this machine: good when the answer is 200.
Reached ask_page(int port, const std::string& path);

}  // namespace portal::admin
