#pragma once
#include <string>
#include <string_view>

namespace portal {

// How far a delivery has come.
enum class Phase {
  connecting,
  greeting,   // banner, EHLO, STARTTLS, AUTH: nothing of a mail was said yet
  sender,     // MAIL FROM
  recipient,  // RCPT TO
  data,       // DATA, its reply not here yet
  body,
  after_dot,  // the mail server has the whole mail; only its word is missing
};

// What became of one try to deliver a mail, and so what happens to it next.
enum class Outcome {
  sent,
  recipient_refused,  // 5xx at RCPT: dead, and the address is marked
  rejected,           // 5xx elsewhere: dead
  later,              // 4xx, or the connection was lost before the dot: tried again
  unknown,            // no word after the dot: tried again under the same Message-ID; may arrive twice
  server_unusable,    // away, no TLS, no AUTH: no mail can be sent now, and this one is not to blame
  interrupted,        // by ourselves, before the dot
};

// One mail's talk with the mail server, told line by line by whoever speaks it.
class Dialogue {
 public:
  void connected();
  void sent(std::string_view command);
  void received(std::string_view line);  // one line of a reply
  void body_began();
  void body_ended();

  Phase phase() const { return phase_; }
  int code() const { return code_; }                   // of the reply to what was last said; 0 before it is here
  const std::string& reply() const { return reply_; }  // its text, lines joined; may hold addresses
  Outcome outcome() const;                             // if nothing more came

 private:
  void enter(Phase phase);
  Phase phase_ = Phase::connecting;
  int code_ = 0;
  std::string reply_;
};

const char* name_of(Phase phase);  // for logs and staff
const char* name_of(Outcome outcome);

// The mail server's words as they may be kept and logged: printable ASCII, at most 200 characters, without any address
// and without the recipient's local part standing alone.
std::string without_addresses(std::string_view reply, std::string_view recipient);

}  // namespace portal
