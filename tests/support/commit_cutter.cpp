#include "tests/support/commit_cutter.hpp"

#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace portal::testing {
namespace {

constexpr int look_every_ms = 50;
constexpr std::string_view commit =
    "\x03"
    "COMMIT";  // the protocol's number of a query, and its text

sockaddr_un address_of(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

const sockaddr* generic(const sockaddr_un& address) {
  return static_cast<const sockaddr*>(static_cast<const void*>(&address));
}

int new_socket() { return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

bool is_readable(int socket) {
  pollfd one{socket, POLLIN, 0};
  return ::poll(&one, 1, look_every_ms) > 0;
}

void write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

CommitCutter::CommitCutter(std::filesystem::path server, std::filesystem::path own)
    : server_(std::move(server)), own_(std::move(own)), listener_(new_socket()) {
  const sockaddr_un address = address_of(own_);
  if (::bind(listener_, generic(address), sizeof address) != 0 || ::listen(listener_, 1) != 0)
    throw std::runtime_error("the road to the database can't be opened");
  thread_ = std::thread([this] { serve(); });
}

CommitCutter::~CommitCutter() {
  over_ = true;
  thread_.join();
  ::close(listener_);
  std::filesystem::remove(own_);
}

void CommitCutter::serve() {
  while (!over_) {
    if (!is_readable(listener_)) continue;
    const int client = ::accept(listener_, nullptr, nullptr);
    forward(client);
    ::close(client);
  }
}

// One connection after the other is enough: a program has one.
void CommitCutter::forward(int client) {
  const int server = new_socket();
  const sockaddr_un address = address_of(server_);
  bool open = ::connect(server, generic(address), sizeof address) == 0;
  bool cutting = false;
  std::array<char, 65536> buffer{};
  while (open && !over_) {
    std::array<pollfd, 2> both{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    ::poll(both.data(), both.size(), look_every_ms);
    for (const pollfd& one : both) {
      if (one.revents == 0) continue;
      const auto count = ::recv(one.fd, buffer.data(), buffer.size(), 0);
      open = open && count > 0;
      if (count <= 0) continue;
      const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
      const bool is_commit = one.fd == client && bytes.ends_with(commit);
      cutting = cutting || (is_commit && (armed_ || every_));
      if ((cutting && one.fd == server) || (is_commit && armed_before_)) {  // done and unheard of, or never begun
        armed_ = armed_before_ = false;
        cut_ = true;
        open = false;
        break;
      }
      write_all(one.fd == client ? server : client, bytes);
    }
  }
  ::close(server);
}

}  // namespace portal::testing
