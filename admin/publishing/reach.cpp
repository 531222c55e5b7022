#include "admin/publishing/reach.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <string_view>
#include <system_error>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace portal::admin {
namespace {

constexpr int patience_seconds = 5;

std::string reason() { return std::generic_category().message(errno); }

// A socket that closes itself and waits no longer than patience_seconds for anything.
class Socket {
 public:
  explicit Socket(int family) : descriptor_(socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{patience_seconds, 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Socket() { close(descriptor_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool connect_to(const sockaddr* address, socklen_t length) { return connect(descriptor_, address, length) == 0; }
  bool say(std::string_view text) {
    return send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  std::string first_bytes() {
    std::array<char, 512> bytes{};
    const ssize_t count = recv(descriptor_, bytes.data(), bytes.size(), 0);
    return {bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
  }

 private:
  int descriptor_;
};

std::string reach_address(const addrinfo& address, bool greets) {
  Socket socket(address.ai_family);
  if (!socket.connect_to(address.ai_addr, address.ai_addrlen)) return reason();
  if (!greets) return "";
  const std::string greeting = socket.first_bytes();
  if (greeting.empty()) return "no greeting";
  return greeting.starts_with("220") ? "" : "greets with " + greeting.substr(0, greeting.find('\r'));
}

}  // namespace

std::string reach_socket(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path) return "the path is too long for a socket";
  path.string().copy(address.sun_path, sizeof address.sun_path - 1);
  Socket socket(AF_UNIX);
  const void* generic = &address;
  return socket.connect_to(static_cast<const sockaddr*>(generic), sizeof address) ? "" : reason();
}

std::string reach_mail_server(const std::string& host, int port, bool greets_in_the_clear) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int failed = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (failed != 0) return gai_strerror(failed);
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, freeaddrinfo);
  std::string why;
  for (const addrinfo* one = addresses.get(); one != nullptr; one = one->ai_next) {
    why = reach_address(*one, greets_in_the_clear);
    if (why.empty()) return "";
  }
  return why;
}

std::string reach_page(int port, const std::string& path) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Socket socket(AF_INET);
  const void* generic = &address;
  if (!socket.connect_to(static_cast<const sockaddr*>(generic), sizeof address)) return reason();
  if (!socket.say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) return reason();
  const std::string answer = socket.first_bytes();
  if (answer.starts_with("HTTP/1.1 200 ")) return "";
  return answer.empty() ? "no answer" : answer.substr(0, answer.find('\r'));
}

}  // namespace portal::admin
