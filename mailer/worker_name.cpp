#include "mailer/worker_name.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

namespace portal {
namespace {

std::string host() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  std::ifstream file("/etc/machine-id");
  return std::string(name.data()) + "\n" + std::string(std::istreambuf_iterator<char>(file), {});
}

// A name of the kernel's own, in no folder: one process has it, until its end however that comes.
bool take(int socket, const std::string& name) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::ranges::copy(name, address.sun_path + 1);  // the first byte stays 0
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  return ::bind(socket, static_cast<const sockaddr*>(static_cast<const void*>(&address)), length) == 0;
}

}  // namespace

WorkerName::WorkerName(std::string_view queue)
    : number_socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)), text_(random::token()) {
  const std::string place = host() + "\n" + std::string(queue);
  for (int number = 0; number < limits::mail_workers_per_host_max; ++number) {
    const std::string name = secret::digest(fmt::format("{}\n{}", place, number));
    if (take(number_socket_, "kenko-portal-mailer " + name)) {
      text_ = name;
      return;
    }
    if (errno != EADDRINUSE) return;  // a name of its own, whose leases nobody takes back
  }
}

WorkerName::~WorkerName() { ::close(number_socket_); }

}  // namespace portal
