#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "mailer/back_off.hpp"
#include "mailer/delivery.hpp"
#include "sql/mails/mail_queue.hpp"

namespace portal {

// Production's values; tests shorten them.
struct WorkerTimes {
  std::chrono::milliseconds lease = limits::mail_lease;  // a link's is limits::link_mail_lease at most
  std::chrono::milliseconds heartbeat_every = std::chrono::minutes(1);
  std::chrono::milliseconds poll_every = std::chrono::seconds(1);     // when there is nothing to do
  std::chrono::milliseconds status_every = std::chrono::seconds(10);  // systemctl status
  std::chrono::milliseconds bring_back_every = std::chrono::minutes(1);
  std::chrono::milliseconds hang_up_after = std::chrono::seconds(5);  // without mail
  std::chrono::milliseconds stop_within = std::chrono::seconds(30);   // for the mail at hand, after SIGTERM
  std::chrono::milliseconds circuit_shortest = std::chrono::seconds(30);
  std::chrono::milliseconds circuit_longest = std::chrono::minutes(5);
  std::chrono::milliseconds database_shortest = std::chrono::milliseconds(100);
  std::chrono::milliseconds database_longest = std::chrono::seconds(5);
};

struct WorkerSetup {
  std::string name;  // in its leases: no other living worker's; at most 43 ASCII characters
  WorkerTimes times;
  std::function<bool()> stop_asked;
};

// The loop of portal-mailer: look, claim, deliver, finish. Mails of a lower class go first, looked for anew before each
// mail. The database's clock decides what is due, leased or expired; the machine's own only measures waits.
// Any number of workers may run on one queue.
class Worker {
 public:
  Worker(db::Database& database, secret::SealKeys keys, Delivery& delivery, WorkerSetup setup);

  void run();  // until stop is asked; then the mail at hand is brought to its end and the rest given back

  // One step of run(): at most one mail. False: there was nothing to do. Throws what the database throws.
  bool round();
  void give_back();  // every lease that is held

 private:
  using Clock = std::chrono::steady_clock;

  void bring_back_if_time(Timestamp now);
  bool is_held_back(const mail_queue::Due& due);
  void demand_writes(const mail_queue::Due& due);
  void take_back_once();
  void claim_most_urgent(const mail_queue::Due& due);
  void give_back_doubtful();
  bool holds(MailClass up_to) const;
  ClaimedMail* most_urgent();  // of those that are held; none: nullptr
  void drop_most_urgent();
  std::chrono::milliseconds lease_of(MailClass mail_class) const;
  bool still_leased(ClaimedMail& mail, Timestamp now);
  void handle(ClaimedMail& mail, Timestamp now);
  DeliveryResult deliver(ClaimedMail& mail, const OutgoingMail& outgoing);
  std::optional<OutgoingMail> open(const ClaimedMail& mail, Timestamp now);
  void settle(const ClaimedMail& mail, const DeliveryResult& result, std::chrono::milliseconds took);
  void put_off(const ClaimedMail& mail, const DeliveryResult& result, std::chrono::milliseconds took);
  void finish(const ClaimedMail& mail, mail_queue::Ending ending, std::string_view reply,
              bool recipient_refused = false);
  void server_failed(const ClaimedMail& mail, const DeliveryResult& result);
  template <class Write>
  void insist(const ClaimedMail& mail, Write write);

  bool keep_going(Phase phase);
  void beat_if_time();
  bool beat(ClaimedMail& mail, Timestamp now);
  bool stop_overdue();
  void show_status(Timestamp now);
  void wait(std::chrono::milliseconds time);
  void database_failed(const char* reason);
  void database_works();

  db::Database& database_;
  const secret::SealKeys keys_;
  Delivery& delivery_;
  const std::string name_;
  const WorkerTimes times_;
  const std::function<bool()> stop_asked_;

  bool held_back_ = false;  // as the log knows it
  bool took_back_ = false;
  std::optional<std::pair<MailClass, mail_queue::Lease>> doubtful_;  // a claim whose COMMIT was not answered
  std::map<MailClass, std::vector<ClaimedMail>> held_;  // leased and not begun; each class's most urgent one last
  ClaimedMail* at_hand_ = nullptr;                      // the one being delivered
  bool lease_lost_ = false;                             // its lease
  Circuit circuit_;
  Clock::time_point beaten_ = Clock::now();
  Clock::time_point worked_ = Clock::now();
  Clock::time_point status_shown_{};
  Clock::time_point brought_back_{};
  std::optional<Clock::time_point> stop_since_;
  std::chrono::milliseconds database_wait_{0};  // zero: it works
};

}  // namespace portal
