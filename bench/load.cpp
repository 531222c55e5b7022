// Asks a web server over kept connections and says how long the answers took: one line of JSON.
//   bench-load PORT CONNECTIONS COUNT RATE STATUS FILE
// COUNT requests in all, of those in FILE in turns (each behind a line with its length in bytes). RATE: so many a
// second, whatever the answers take, each counted from when it was due; 0: a connection asks as soon as it was
// answered. An answer with another status than STATUS is counted as a wrong one.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> requests_in(const char* file) {
  std::vector<std::string> requests;
  std::ifstream in(file, std::ios::binary);
  for (std::string length; std::getline(in, length);) {
    std::string& request = requests.emplace_back(std::stoul(length), '\0');
    in.read(request.data(), static_cast<std::streamsize>(request.size()));
  }
  return requests;
}

[[noreturn]] void fail(const char* what) {
  fmt::print(stderr, "bench-load: {}\n", what);
  std::exit(EXIT_FAILURE);
}

// One kept connection with one request under way at most; made anew where the server ends it, as nginx does after a
// thousand requests.
struct Connection {
  int port = 0, descriptor = -1;
  bool is_waiting = false;
  Clock::time_point due;
  std::string answer{};

  void open() {
    if (descriptor >= 0) close(descriptor);
    descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{AF_INET, htons(static_cast<std::uint16_t>(port)), {htonl(INADDR_LOOPBACK)}, {}};
    if (connect(descriptor, static_cast<sockaddr*>(static_cast<void*>(&address)), sizeof address) != 0)
      fail("no connection");
    const int at_once = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  }

  void ask(const std::string& request, Clock::time_point when) {
    answer.clear();
    due = when;
    is_waiting = true;
    if (send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
      fail("a request can't be sent");
  }

  // True: the answer is whole.
  bool read_on() {
    char bytes[65536];
    const ssize_t length = recv(descriptor, bytes, sizeof bytes, 0);
    if (length <= 0) fail("the server closed a connection");
    answer.append(bytes, static_cast<std::size_t>(length));
    return is_whole();
  }

  bool is_whole() const {
    const std::size_t head = answer.find("\r\n\r\n");
    if (head == answer.npos) return false;
    const std::string_view headers = std::string_view(answer).substr(0, head);
    constexpr std::string_view length_name = "\r\nContent-Length: ";
    if (const auto at = headers.find(length_name); at != headers.npos)
      return answer.size() >= head + 4 + std::stoul(std::string(headers.substr(at + length_name.size(), 12)));
    return answer.ends_with("\r\n0\r\n\r\n");
  }

  bool has_ended() const {
    return answer.substr(0, answer.find("\r\n\r\n")).find("\r\nConnection: close") != answer.npos;
  }

  int status() const { return std::atoi(answer.c_str() + std::string_view("HTTP/1.1 ").size()); }
};

struct Run {
  int wanted_status = 0;
  std::vector<std::string> requests;
  std::vector<Connection> connections;
  std::vector<double> microseconds{};
  int asked = 0, wrong = 0;
  std::size_t bytes = 0;

  void ask_next(Connection& connection, Clock::time_point due) {
    connection.ask(requests[static_cast<std::size_t>(asked++) % requests.size()], due);
  }

  void take(Connection& connection) {
    connection.is_waiting = false;
    if (connection.status() != wanted_status) ++wrong;
    bytes += connection.answer.size();
    if (connection.has_ended()) connection.open();
    microseconds.push_back(std::chrono::duration<double, std::micro>(Clock::now() - connection.due).count());
  }

  // What has come within that time.
  void wait(Clock::duration longest) {
    std::vector<pollfd> waiting;
    for (const Connection& one : connections) waiting.push_back({one.descriptor, POLLIN, 0});
    const auto nanoseconds = std::max<std::int64_t>(0, std::chrono::nanoseconds(longest).count());
    const timespec time{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    if (ppoll(waiting.data(), waiting.size(), &time, nullptr) < 0 && errno != EINTR) fail("ppoll");
    for (std::size_t at = 0; at < waiting.size(); ++at)
      if (waiting[at].revents != 0 && connections[at].read_on()) take(connections[at]);
  }

  void all_at_once(int count) {
    while (static_cast<int>(microseconds.size()) < count) {
      for (Connection& one : connections)
        if (!one.is_waiting && asked < count) ask_next(one, Clock::now());
      wait(std::chrono::seconds{60});
    }
  }

  void at_rate(int count, double rate) {
    const auto began = Clock::now();
    const auto due = [&](int number) {
      return began + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(number / rate));
    };
    while (static_cast<int>(microseconds.size()) < count) {
      for (Connection& one : connections)
        if (!one.is_waiting && asked < count && due(asked) <= Clock::now()) ask_next(one, due(asked));
      const bool any_free = std::ranges::any_of(connections, [](const auto& one) { return !one.is_waiting; });
      wait(any_free && asked < count ? due(asked) - Clock::now() : std::chrono::seconds{60});
    }
  }

  double percentile(double part) const {
    const auto place = static_cast<std::size_t>(std::ceil(part * static_cast<double>(microseconds.size())));
    return microseconds[std::clamp<std::size_t>(place, 1, microseconds.size()) - 1];
  }
};

}  // namespace

int main(int count, char** words) {
  if (count != 7) fail("PORT CONNECTIONS COUNT RATE STATUS FILE");
  const int wanted = std::atoi(words[3]);
  const double rate = std::atof(words[4]);
  Run run{std::atoi(words[5]), requests_in(words[6]), std::vector<Connection>(std::stoul(words[2]))};
  if (run.requests.empty()) fail("no requests");
  for (Connection& one : run.connections) {
    one.port = std::atoi(words[1]);
    one.open();
  }
  const auto began = Clock::now();
  rate > 0 ? run.at_rate(wanted, rate) : run.all_at_once(wanted);
  const std::chrono::duration<double> took = Clock::now() - began;
  std::ranges::sort(run.microseconds);
  fmt::print(R"({{"seconds": {:.6f}, "count": {}, "wrong": {}, "bytes": {}, )", took.count(), wanted, run.wrong,
             run.bytes / static_cast<std::size_t>(wanted));
  fmt::print(R"("p50": {:.0f}, "p99": {:.0f}, "longest": {:.0f}}})"
             "\n",
             run.percentile(0.5), run.percentile(0.99), run.microseconds.back());
  return 0;
}
