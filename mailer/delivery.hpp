#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/config.hpp"
#include "mailer/dialogue.hpp"
#include "mailer/outgoing_mail.hpp"

namespace portal {

// How long each step may take (security.md, "Mail queue", after RFC 5321, 4.5.3.2). Looked at about once a second.
struct DeliveryTimeouts {
  std::chrono::milliseconds connect = std::chrono::seconds(10);
  std::chrono::milliseconds command = std::chrono::seconds(60);
  std::chrono::milliseconds data = std::chrono::seconds(120);  // waiting for 354, and again the body
  std::chrono::milliseconds after_dot = std::chrono::seconds(600);
};

// The mail server that takes every mail. Its certificate is checked wherever TLS is on, and AUTH happens inside TLS
// only.
struct Relay {
  std::string host;
  int port = 25;
  SmtpTls tls = SmtpTls::starttls;
  std::string user, password;  // empty user: no AUTH
  std::string ca_file;         // empty: the system's
  std::string own_name;        // said in EHLO
  DeliveryTimeouts timeouts;
};

struct DeliveryResult {
  Outcome outcome;
  std::string reply;  // the mail server's last word or what went wrong; fit for logs
};

// The mail as it travels: headers and base64 body, lines ending in CRLF. The same bytes for every try.
// The mail must have no fault (fault_of).
std::string message_of(const OutgoingMail& mail);

// One connection to the mail server, kept from mail to mail, made again when it is gone.
class Delivery {
 public:
  explicit Delivery(Relay relay);
  ~Delivery();
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  // Asked about once a second and right before the dot; false ends the delivery. Must not throw.
  using KeepGoing = std::function<bool(Phase)>;
  // `message` is message_of(mail), made by the caller: GMime's types are first used in one thread. Never throws for
  // what the mail server does. The mail must have no fault.
  DeliveryResult deliver(const OutgoingMail& mail, std::string_view message, const KeepGoing& keep_going);

  bool is_connected() const;  // as far as it knows
  void hang_up();             // says QUIT, waits for nothing; for times without mail

 private:
  struct Line;
  Relay relay_;
  std::unique_ptr<Line> line_;
};

}  // namespace portal
