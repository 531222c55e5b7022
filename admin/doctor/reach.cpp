#include "admin/doctor/reach.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <utility>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "admin/call.hpp"

namespace portal::admin {
namespace {

constexpr int patience_seconds = 5;

Reached failed(int error) {
  if (error == EAGAIN) return {"no answer within 5 seconds"};
  const std::error_code code(error, std::generic_category());
  return {code.message(), is_forbidden(code)};
}

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

  bool connect_to(const void* address, socklen_t length) {
    return connect(descriptor_, static_cast<const sockaddr*>(address), length) == 0;
  }
  bool say(std::string_view text) {
    return send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  // What comes until the other side ends, as far as it is looked at; "" with errno when nothing does.
  std::string answer() {
    constexpr std::size_t looked_at_max = 4096;
    std::string all;
    std::array<char, 512> bytes{};
    for (ssize_t count = 1; count > 0 && all.size() < looked_at_max;) {
      count = recv(descriptor_, bytes.data(), bytes.size(), 0);
      if (count > 0) all.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return all;
  }

 private:
  int descriptor_;
};

// FastCGI, as far as one small request needs it.
enum class Kind : char { begin_request = 1, params = 4, standard_input = 5 };

std::string record(Kind kind, std::string_view content) {
  constexpr char version = 1, request = 1;
  const std::string head{version,
                         static_cast<char>(kind),
                         0,
                         request,
                         static_cast<char>(content.size() >> 8U),
                         static_cast<char>(content.size() & 0xFFU),
                         0,
                         0};
  return head + std::string(content);
}

std::string healthz_request() {
  constexpr char responder = 1;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> values{
      {{"REQUEST_METHOD", "GET"},
       {"REQUEST_PATH", "/healthz"},
       {"REMOTE_ADDR", "127.0.0.1"},
       {"REQUEST_ID", "00000000000000000000000000000000"}}};
  std::string params;
  for (const auto& [name, value] : values)
    params += std::string{static_cast<char>(name.size()), static_cast<char>(value.size())} + std::string(name) +
              std::string(value);
  return record(Kind::begin_request, std::string{0, responder, 0, 0, 0, 0, 0, 0}) + record(Kind::params, params) +
         record(Kind::params, "") + record(Kind::standard_input, "");
}

Reached judge(const std::string& answer, std::string_view before_status) {
  if (answer.empty()) return failed(errno == 0 ? ECONNRESET : errno);
  const std::size_t at = answer.find(before_status);
  if (at == answer.npos) return {"an answer that can't be read"};
  const std::string status = answer.substr(at + before_status.size(), 3);
  return status == "200" ? Reached{} : Reached{"answers " + status};
}

}  // namespace

Reached ask_worker(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path) return {"the path is too long for a socket"};
  path.string().copy(address.sun_path, sizeof address.sun_path - 1);
  Socket socket(AF_UNIX);
  if (!socket.connect_to(&address, sizeof address) || !socket.say(healthz_request())) return failed(errno);
  errno = 0;
  return judge(socket.answer(), "Status: ");
}

Reached ask_page(int port, const std::string& path) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Socket socket(AF_INET);
  if (!socket.connect_to(&address, sizeof address)) return failed(errno);
  if (!socket.say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) return failed(errno);
  errno = 0;
  return judge(socket.answer(), "HTTP/1.1 ");
}

}  // namespace portal::admin
