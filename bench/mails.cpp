// The two ends of bench/mails.py: a mail server that takes a given time for a mail, and libcurl alone.
//   bench-mails sink MICROSECONDS             a port on the first line; at its standard input's end: mails and seconds
//                                             from the first to the last
//   bench-mails send PORT MAILS FILE          the file so often, one after another over one connection; the same line
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Tally {
  std::mutex mutex;
  int mails = 0;
  Clock::time_point first, last;

  void add() {
    const std::lock_guard lock(mutex);
    last = Clock::now();
    if (mails++ == 0) first = last;
  }
  void print() {
    const std::lock_guard lock(mutex);
    fmt::print("{} {:.6f}\n", mails, std::chrono::duration<double>(last - first).count());
    std::fflush(stdout);
  }
};

// One SMTP connection; who speaks waits for each answer.
struct Connection {
  int socket;
  std::chrono::microseconds takes;
  Tally& tally;
  std::string waiting{};

  bool read_until(std::string_view end) {
    std::size_t from = 0;
    for (;;) {
      if (const auto at = waiting.find(end, from); at != waiting.npos) {
        waiting.erase(0, at + end.size());
        return true;
      }
      from = waiting.size() < end.size() ? 0 : waiting.size() - end.size() + 1;
      char bytes[65536];
      const ssize_t length = recv(socket, bytes, sizeof bytes, 0);
      if (length <= 0) return false;
      waiting.append(bytes, static_cast<std::size_t>(length));
    }
  }
  void say(std::string_view line) { [[maybe_unused]] const auto sent = send(socket, line.data(), line.size(), 0); }

  bool heard_command(std::string& verb) {
    while (waiting.find("\r\n") == waiting.npos) {
      char bytes[4096];
      const ssize_t length = recv(socket, bytes, sizeof bytes, 0);
      if (length <= 0) return false;
      waiting.append(bytes, static_cast<std::size_t>(length));
    }
    verb = waiting.substr(0, 4);
    return read_until("\r\n");
  }

  void talk() {
    say("220 bench ESMTP\r\n");
    for (std::string verb; heard_command(verb);) {
      if (verb == "QUIT") return say("221 bye\r\n");
      if (verb != "DATA") {
        say("250 well\r\n");
        continue;
      }
      say("354 go on\r\n");
      if (!read_until("\r\n.\r\n")) return;
      if (takes.count() > 0) std::this_thread::sleep_for(takes);
      tally.add();
      say("250 taken\r\n");
    }
  }
};

int sink(std::chrono::microseconds takes) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {}};
  socklen_t length = sizeof address;
  sockaddr* const general = static_cast<sockaddr*>(static_cast<void*>(&address));
  if (bind(listener, general, length) != 0 || listen(listener, 64) != 0) return EXIT_FAILURE;
  getsockname(listener, general, &length);
  fmt::print("{}\n", ntohs(address.sin_port));
  std::fflush(stdout);
  static Tally tally;  // outlives the connections' threads
  std::thread([listener, takes] {
    for (;;) {
      const int connection = accept(listener, nullptr, nullptr);
      const int at_once = 1;
      setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
      std::thread([connection, takes] {
        Connection{connection, takes, tally}.talk();
        close(connection);
      }).detach();
    }
  }).detach();
  while (std::getchar() != EOF) {
  }
  tally.print();
  _exit(0);
}

struct Unread {
  std::string_view text;
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* user) {
  Unread& unread = *static_cast<Unread*>(user);
  const std::size_t length = std::min(size * count, unread.text.size());
  std::memcpy(buffer, unread.text.data(), length);
  unread.text.remove_prefix(length);
  return length;
}

int send_all(const char* port, int mails, const char* file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  CURL* handle = curl_easy_init();
  curl_slist* recipients = curl_slist_append(nullptr, "<taro@example.jp>");
  curl_easy_setopt(handle, CURLOPT_URL, fmt::format("smtp://127.0.0.1:{}/bench", port).c_str());
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, "<info@mihon.example.jp>");
  curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, &give);
  curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(text.size()));
  Tally tally;
  for (int number = 0; number < mails; ++number) {
    Unread unread{text};
    curl_easy_setopt(handle, CURLOPT_READDATA, &unread);
    if (curl_easy_perform(handle) != CURLE_OK) return EXIT_FAILURE;
    tally.add();
  }
  tally.print();
  curl_slist_free_all(recipients);
  curl_easy_cleanup(handle);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count == 3 && std::string_view(words[1]) == "sink") return sink(std::chrono::microseconds(std::atoi(words[2])));
  if (count == 5 && std::string_view(words[1]) == "send") return send_all(words[2], std::atoi(words[3]), words[4]);
  fmt::print(stderr, "bench-mails sink MICROSECONDS | send PORT MAILS FILE\n");
  return EXIT_FAILURE;
}
