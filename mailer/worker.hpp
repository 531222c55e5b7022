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
#include "mailer/conversations.hpp"
#include "sql/mails/mail_queue.hpp"

namespace portal {

// Production's values; tests shorten them.
struct WorkerTimes {
  std::chrono::milliseconds lease = limits::mail_lease;  // a link's is limits::link_mail_lease at most
  std::chrono::milliseconds heartbeat_every = std::chrono::minutes(1);
  std::chrono::milliseconds poll_every = std::chrono::seconds(1);     // when there is nothing to do
  std::chrono::milliseconds status_every = std::chrono::seconds(10);  // systemctl status, or rarer
  std::chrono::milliseconds bring_back_every = std::chrono::minutes(1);
  std::chrono::milliseconds hang_up_after = std::chrono::seconds(5);  // without mail
  std::chrono::milliseconds stop_within = std::chrono::seconds(30);   // for the mails under way, after SIGTERM
  std::chrono::milliseconds circuit_shortest = std::chrono::seconds(30);
  std::chrono::milliseconds circuit_longest = std::chrono::minutes(5);
  std::chrono::milliseconds database_shortest = std::chrono::milliseconds(100);
  std::chrono::milliseconds database_longest = std::chrono::seconds(5);
};

struct WorkerSetup {
  std::string name;  // in its leases: no other living worker's; at most 43 ASCII characters
  WorkerTimes times;
  int conversations;  // mails under way at once; one more may be, a link (Breadth)
  std::function<bool()> stop_asked;
};

// The loop of portal-mailer: look, claim, begin, finish. Mails of a lower class go first, looked for anew before each
// mail; with several conversations, a mail that is held begins at once where one has ended, and links wait for none.
// Only this loop's thread uses the database: the conversations' own threads know no more than the mail they hold, and
// none gets another before what became of the last one is written down. So a crash sends as many mails twice as were
// under way, at most. The database's clock decides what is due, leased or expired; the machine's own only measures
// waits. Any number of workers may run on one queue.
class Worker {
 public:
  Worker(db::Database& database, secret::SealKeys keys, Relay relay, WorkerSetup setup);

  void run();  // until stop is asked; then the mails under way are brought to their end and the rest given back

  // One step of run(): begins as many mails as may be under way, and waits until one of them ended or, where one more
  // could be begun, for poll_every. False: there was nothing to do. Throws what the database throws.
  bool round();
  void give_back();  // every lease that is held, and not begun

 private:
  using Clock = std::chrono::steady_clock;
  struct UnderWay {
    ClaimedMail mail;
    bool lease_lost = false;
  };

  mail_queue::Due look();
  Timestamp now() const;
  void bring_back_if_time();
  bool is_held_back(const mail_queue::Due& due);
  void demand_writes(const mail_queue::Due& due);
  void take_back_once();
  bool begin_what_may(mail_queue::Due due);
  void claim_most_urgent(mail_queue::Due& due);
  void give_back_doubtful();
  std::size_t held(MailClass up_to) const;
  ClaimedMail* most_urgent();  // of those that are held; none: nullptr
  void drop_most_urgent();
  bool may_begin(MailClass mail_class) const;
  std::chrono::milliseconds lease_of(MailClass mail_class) const;
  bool still_leased(ClaimedMail& mail);
  bool begin(ClaimedMail mail);
  bool is_ours_again(const ClaimedMail& mail);
  Clock::time_point send_until(const ClaimedMail& mail) const;
  std::optional<OutgoingMail> open(const ClaimedMail& mail);

  void settle_what_ended(std::chrono::milliseconds at_most);
  void settle(std::vector<Conversations::Ended> all);
  void settle(const UnderWay& it, const Conversations::Ended& ended);
  void put_off(const ClaimedMail& mail, const Conversations::Ended& ended);
  void finish_sent(const std::vector<mail_queue::Sent>& sent);
  void finish(const ClaimedMail& mail, mail_queue::Ending ending, std::string_view reply,
              bool recipient_refused = false);
  void server_failed(const ClaimedMail& mail, const Conversations::Ended& ended);
  template <class Write>
  auto insist(Write write);
  template <class Write>
  void insist_on(const ClaimedMail& mail, Write write);

  void beat_if_time();
  bool beat(ClaimedMail& mail);
  bool stop_overdue();
  void show_status();
  void wait(std::chrono::milliseconds time);
  void database_failed(const char* reason);
  void database_works();

  db::Database& database_;
  const secret::SealKeys keys_;
  const std::string name_;
  const WorkerTimes times_;
  const std::function<bool()> stop_asked_;

  bool held_back_ = false;  // as the log knows it
  bool took_back_ = false;
  std::optional<std::pair<MailClass, mail_queue::Lease>> doubtful_;  // a claim whose COMMIT was not answered
  std::map<MailClass, std::vector<ClaimedMail>> held_;  // leased and not begun; each class's most urgent one last
  std::map<MailId, UnderWay> under_way_;
  Circuit circuit_;
  Breadth breadth_;
  Timestamp looked_at_{};  // by the database's clock; by ours:
  Clock::time_point looked_ = Clock::now();
  Clock::time_point beaten_ = Clock::now();
  Clock::time_point status_due_{};  // when next; counting very many mails takes its time
  Clock::time_point brought_back_{};
  std::optional<Clock::time_point> stop_since_;
  std::chrono::milliseconds database_wait_{0};  // zero: it works
  Conversations conversations_;
};

}  // namespace portal
