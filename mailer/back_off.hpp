#pragma once
#include <chrono>

#include "base/time.hpp"
#include "sql/mails/mail_queue.hpp"

namespace portal {

// How long a mail waits after its n-th failure (n from 1), by its class (security.md, "Mail queue"); the last wait
// repeats until the mail's own end. `random` in [0, 1) spreads it by ±20%, so that mails put off together don't return
// together.
std::chrono::milliseconds retry_delay(MailClass mail_class, int failures, double random);

// None is longer.
std::chrono::milliseconds longest_retry_delay(MailClass mail_class);

// Whether the mail server is worth asking. A server that can't be used for any mail (away, no TLS, no AUTH) opens the
// circuit: no mail is tried for a while that doubles with each failure, from `shortest` to `longest`.
class Circuit {
 public:
  Circuit(std::chrono::milliseconds shortest, std::chrono::milliseconds longest)
      : shortest_(shortest), longest_(longest) {}

  // Not when it was opened by a clock that ran ahead.
  bool is_open(Timestamp now) const { return now < open_until_ && open_until_ - now <= 2 * longest_; }
  // How long it is open from now. `random` in [0, 1) spreads it by ±20%: several workers don't knock together.
  std::chrono::milliseconds failed(Timestamp now, double random);
  bool worked();  // the server answers; true when it did not before

 private:
  std::chrono::milliseconds shortest_, longest_;
  std::chrono::milliseconds wait_{0};  // before spreading; zero: the server was well when last asked
  Timestamp open_until_{};
};

// How many mails may be under way at once. One, until the mail server has shown that it works; then all that the
// operator allows. A conversation that it refuses beside others says how many it takes: so many for a while, then all
// are tried again. All but one are for any mail, the last one for links alone: they wait for no other mail.
class Breadth {
 public:
  using Clock = std::chrono::steady_clock;
  // `conversations` for any mail, and one more for links; 1 means strictly one.
  Breadth(int conversations, std::chrono::milliseconds narrow_for)
      : most_(conversations > 1 ? conversations + 1 : 1), narrow_for_(narrow_for) {}

  int of(MailClass mail_class) const { return mail_class == MailClass::link || now_ == 1 ? now_ : now_ - 1; }
  void worked(Clock::time_point now);
  // Refused beside `others`, busy or connected. True: it had not been for a while.
  bool refused(int others, Clock::time_point now);
  void begin_anew() { now_ = 1; }  // after the circuit was open

 private:
  int most_;
  std::chrono::milliseconds narrow_for_;
  int now_ = 1;
  Clock::time_point narrow_until_{};
};

}  // namespace portal
