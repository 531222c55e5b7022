#pragma once
#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include <sys/types.h>

namespace portal::testing {

// tests/support/sink.py on a free port: the scripted mail server. Ends with the object.
class Sink {
 public:
  enum class Tls { none, starttls, implicit };
  explicit Sink(Tls tls = Tls::none, std::vector<std::string> more_arguments = {});
  ~Sink();
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  int port() const { return port_; }
  void rules(std::initializer_list<const char*> lines);          // from the next connection on
  std::vector<std::string> lines(std::string_view event) const;  // of its log, as JSON
  std::size_t accepted() const { return lines("accepted").size(); }
  std::size_t connections() const { return lines("connection").size(); }
  // Conversations in which it has fallen silent. Before that a rule still waits for its use, by whoever comes next.
  std::size_t silent() const { return lines("silent").size(); }
  std::string authority() const { return (folder_ / "cert.pem").string(); }  // PEM, for "localhost"; made by openssl
  void stop();                                                               // as if the machine were switched off
  void start();                                                              // again, on the same port

 private:
  std::filesystem::path folder_;
  std::vector<std::string> arguments_;
  int port_ = 0;
  pid_t process_ = 0;
};

}  // namespace portal::testing
