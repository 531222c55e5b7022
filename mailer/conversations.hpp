#pragma once
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "mailer/delivery.hpp"

namespace portal {

// Several conversations with the mail server at once: each a connection and a thread of its own, made when first
// needed. (libcurl's multi interface is no way to it: it waits for the word after the dot, and lets all others wait.)
// One thread owns it and calls it; the conversations know neither the queue nor the database.
class Conversations {
 public:
  using Clock = std::chrono::steady_clock;

  // What came of a mail, and whether its conversation was the only one when it began: no other busy or connected.
  struct Ended {
    MailId mail;
    DeliveryResult result;
    std::chrono::milliseconds took;
    bool was_alone;
  };

  // Each says QUIT when it had no mail for so long.
  Conversations(Relay relay, std::chrono::milliseconds hang_up_after);
  ~Conversations();  // abandons what is under way
  Conversations(const Conversations&) = delete;
  Conversations& operator=(const Conversations&) = delete;

  // Begins in a conversation that is idle, best in one that is connected. Up to the dot, the mail is given over until
  // `send_until` only; may_send_until() puts that off, or ends it at once (Clock::time_point::min()).
  void begin(MailId id, OutgoingMail mail, std::string message, Clock::time_point send_until);
  void may_send_until(MailId id, Clock::time_point send_until);
  int under_way() const { return under_way_; }  // begun, and not told by wait() yet
  int open();                                   // busy or connected

  // Waits until a mail has ended, `at_most` so long; who ends within a moment of the first is told with it.
  std::vector<Ended> wait(std::chrono::milliseconds at_most);
  void abandon();  // ends all within about a second, after the dot too

 private:
  struct Line;
  void talk(Line& line);
  DeliveryResult deliver(Line& line);
  Line& idle_line();

  const Relay relay_;
  const std::chrono::milliseconds hang_up_after_;
  int under_way_ = 0;

  std::mutex mutex_;  // of all that follows, and of the lines' own
  std::condition_variable some_ended_;
  std::vector<Ended> ended_;
  bool closing_ = false;
  std::list<Line> lines_;
};

}  // namespace portal
