#include "tests/support/test_queue.hpp"

#include "base/mail_payload.hpp"

namespace portal::testing {
namespace {

const MailPayload guide{"見本健康保険組合", "info@mihon.example.jp", "利用登録手続きのご案内",
                        "次のURLから手続きしてください。\nhttps://portal.example.jp/mihon/register/start?t=secret\n"};

db::Settings settings(DatabaseRole role) { return test_database().settings(role); }

}  // namespace

TestQueue::TestQueue()
    : web(settings(DatabaseRole::web)),
      mailer(settings(DatabaseRole::mail)),
      staff(settings(DatabaseRole::ctl)),
      all(settings(DatabaseRole::migrate)) {
  test_database().clean();
  all.execute(R"(
    INSERT INTO societies (slug, name, telephone, hours, mail_from, created_at)
    VALUES ('mihon', '見本健康保険組合', '03-0000-0000', '平日 9:30～18:00', 'info@mihon.example.jp', ?))",
              all.now());
  society_ = static_cast<SocietyId>(all.last_insert_id());
}

MailId TestQueue::add(MailClass mail_class, const std::string& recipient, std::chrono::seconds life) {
  return add_sealed(mail_class, recipient, seal_payload(keys.public_key, guide), life);
}

MailId TestQueue::add_sealed(MailClass mail_class, const std::string& recipient, const std::string& sealed,
                             std::chrono::seconds life) {
  const Timestamp now = web.now();
  db::SocietyDatabase inside(web, society_);
  mail_queue::enqueue(inside,
                      {mail_class, "test", {}, recipient, new_message_id(guide.from_address), sealed, now + life}, now);
  return static_cast<MailId>(web.last_insert_id());
}

void TestQueue::multiply(MailId mail, int copies) {
  all.execute(R"(
    INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, sealed_payload, queued_at, due_at,
        not_after)
    SELECT society_id, class, purpose, recipient, CONCAT('copy', seq, '.', message_id), sealed_payload, queued_at,
           due_at, not_after
    FROM mail_queue JOIN seq_1_to_1000000 WHERE id = ? AND seq <= ?)",
              mail, copies);
}

std::string TestQueue::state(MailId mail) {
  mail_queue::Filter filter;
  filter.id = mail;
  return mail_queue::list(staff, filter, {}, 1, staff.now()).at(0).state;
}

std::int64_t TestQueue::count(const std::string& state) {
  std::int64_t count = 0;
  for (const auto& figures : mail_queue::stats(staff, {}, staff.now()))
    count += figures.state == state ? figures.count : 0;
  return count;
}

TestQueue::Row TestQueue::row(MailId mail) {
  auto rows = all.select(
      "SELECT attempts, failures, due_at, last_reply, sealed_payload, message_id FROM mail_queue WHERE id = ?", mail);
  rows.next();
  return {rows.get<int>("attempts"),
          rows.get<int>("failures"),
          rows.get<std::optional<Timestamp>>("due_at"),
          rows.get<std::optional<std::string>>("last_reply"),
          rows.get<std::optional<std::string>>("sealed_payload"),
          rows.get<std::string>("message_id")};
}

void TestQueue::end_lease(MailId mail) {
  all.execute("UPDATE mail_queue SET due_at = ? WHERE id = ? AND leased_at IS NOT NULL", all.now(), mail);
}

void TestQueue::steal(MailId mail) {
  all.execute("UPDATE mail_queue SET attempts = attempts + 1, due_at = ? WHERE id = ? AND leased_at IS NOT NULL",
              all.now() + std::chrono::minutes(15), mail);
}

}  // namespace portal::testing
