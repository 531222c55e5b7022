#pragma once
#include <string>

#include "base/secret.hpp"
#include "sql/mails/mail_queue.hpp"
#include "tests/support/test_database.hpp"

namespace portal::testing {

// A mail queue with one society and real, sealed mails; empty when made. The database's own clock is the time.
class TestQueue {
 public:
  TestQueue();

  MailId add(MailClass mail_class, const std::string& recipient = "taro@example.jp",
             std::chrono::seconds life = std::chrono::hours(3));
  // As add(), with a payload of the caller's making.
  MailId add_sealed(MailClass mail_class, const std::string& recipient, const std::string& sealed,
                    std::chrono::seconds life = std::chrono::hours(3));
  void multiply(MailId mail, int copies);  // more rows like this one, each with its own Message-ID

  std::string state(MailId mail);
  std::int64_t count(const std::string& state);  // mails in it
  struct Row {
    int attempts, failures;
    std::optional<Timestamp> due_at;
    std::optional<std::string> last_reply, sealed_payload;
    std::string message_id;
  };
  Row row(MailId mail);
  void end_lease(MailId mail);  // as if 15 minutes had passed
  void steal(MailId mail);      // as if another worker had claimed it after that

  secret::SealKeys keys = secret::make_seal_keys();
  db::Database web, mailer, staff, all;

 private:
  SocietyId society_{};
};

}  // namespace portal::testing
