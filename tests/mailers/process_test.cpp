#include <functional>
#include <map>
#include <thread>

#include <boost/test/unit_test.hpp>
#include <signal.h>

#include "tests/support/mailers.hpp"
#include "tests/support/sink.hpp"
#include "tests/support/test_queue.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using testing::Sink;
using Clock = std::chrono::steady_clock;
constexpr auto patience = 60s;  // three programs and a database on a busy core; nothing waits longer than it must

// A queue, a mail server, and portal-mailer programs that are started, paused and killed.
struct Town : testing::TestQueue {
  bool wait_until(const std::function<bool()>& good, std::chrono::seconds seconds_max) {
    for (const auto end = Clock::now() + seconds_max; Clock::now() < end; std::this_thread::sleep_for(20ms))
      if (good()) return true;
    return good();
  }
  bool nothing_open() { return count("ready") + count("leased") + count("deferred") == 0; }

  std::map<std::string, int> times_sent() const {  // by Message-ID
    std::map<std::string, int> found;
    for (const std::string& line : sink.lines("accepted")) {
      const auto begin = line.find('<');
      ++found[line.substr(begin, line.find('>') - begin)];
    }
    return found;
  }
  int sent_again() const { return static_cast<int>(sink.accepted() - times_sent().size()); }

  static db::Settings root_settings() {
    db::Settings settings = testing::test_database().settings(testing::DatabaseRole::migrate);
    settings.user = "root";
    return settings;
  }

  // A mailer that connects has its name already.
  int connected() {
    db::Database root(root_settings());
    auto rows =
        root.select("SELECT COUNT(*) AS counted FROM information_schema.processlist WHERE user = 'portal_mail'");
    rows.next();
    return rows.get<int>("counted");
  }

  // The server would still run what a killed program had asked for.
  void forget_waiting_update() {
    db::Database root(root_settings());
    auto rows = root.select(
        "SELECT id FROM information_schema.processlist WHERE user = 'portal_mail' AND command <> 'Sleep' LIMIT 10");
    while (rows.next()) root.run_script("KILL HARD CONNECTION " + std::to_string(rows.get<std::int64_t>("id")));
  }

  void send_with(int mailer_count, int mail_count) {
    multiply(add(MailClass::security), mail_count - 1);
    const auto began = Clock::now();
    for (int number = 0; number < mailer_count; ++number) mailers.start();
    BOOST_TEST(wait_until([this] { return nothing_open(); }, 120s));
    const auto took = std::chrono::duration<double>(Clock::now() - began).count();
    BOOST_TEST_MESSAGE(mailer_count << " mailers sent " << mail_count << " mails in " << took << " s");
    BOOST_TEST(count("sent") == mail_count);
    BOOST_TEST(sink.accepted() == static_cast<std::size_t>(mail_count));
    BOOST_TEST(sent_again() == 0);
    BOOST_TEST(sink.lines("fault").empty());
  }

  Sink sink;
  testing::Mailers mailers{keys, sink.port()};
};

BOOST_FIXTURE_TEST_SUITE(process_test, Town)

BOOST_AUTO_TEST_CASE(two_mailers_send_two_thousand_mails_once_each) { send_with(2, 2000); }

BOOST_AUTO_TEST_CASE(eight_mailers_send_two_thousand_mails_once_each) { send_with(8, 2000); }

BOOST_AUTO_TEST_CASE(a_mailer_killed_behind_a_slow_mail_server_is_followed_by_one_that_sends_its_mails_at_once) {
  sink.rules({"* hang@RCPT 1"});
  const MailId mail = add(MailClass::link), held = add(MailClass::link);
  const pid_t first = mailers.start();
  BOOST_TEST(wait_until([&] { return sink.silent() == 1 && state(mail) == "leased"; }, patience));
  mailers.kill(first);
  BOOST_TEST(state(held) == "leased");
  mailers.start();
  BOOST_TEST(wait_until([&] { return state(mail) == "sent" && state(held) == "sent"; }, patience));
  BOOST_TEST(sink.accepted() == 2u);
  BOOST_TEST(sent_again() == 0);
}

BOOST_AUTO_TEST_CASE(a_mailer_started_beside_another_leaves_that_one_s_leases_alone) {
  sink.rules({"* hang@RCPT 2"});
  const MailId of_the_first = add(MailClass::link);
  mailers.start();
  BOOST_TEST(wait_until([&] { return sink.silent() == 1; }, patience));
  const MailId of_the_second = add(MailClass::link);
  const pid_t second = mailers.start();
  BOOST_TEST(wait_until([&] { return sink.silent() == 2 && state(of_the_second) == "leased"; }, patience));
  mailers.kill(second);
  mailers.start();
  BOOST_TEST(wait_until([&] { return state(of_the_second) == "sent"; }, patience));
  BOOST_TEST(state(of_the_first) == "leased");
  BOOST_TEST(row(of_the_first).attempts == 1);
}

// Its host doesn't come back: whoever is left has to wait for the lease.
BOOST_AUTO_TEST_CASE(a_mailer_killed_before_the_mail_was_given_over_costs_others_a_lease_and_no_second_mail) {
  sink.rules({"* hang@RCPT 1"});
  const MailId mail = add(MailClass::link);
  const pid_t first = mailers.start();
  BOOST_TEST(wait_until([&] { return sink.silent() == 1 && state(mail) == "leased"; }, patience));
  const int connected_before = connected();
  mailers.start();  // one that began after the first one's end would have its name, and so its lease
  BOOST_TEST(wait_until([&] { return connected() > connected_before; }, patience));
  mailers.kill(first);
  std::this_thread::sleep_for(1500ms);
  BOOST_TEST(state(mail) == "leased");
  end_lease(mail);
  BOOST_TEST(wait_until([&] { return state(mail) == "sent"; }, patience));
  BOOST_TEST(sink.accepted() == 1u);
}

BOOST_AUTO_TEST_CASE(a_mailer_killed_between_dot_and_reply_sends_again_the_very_same_mail) {
  sink.rules({"* sleep5@DOT 1"});
  const MailId mail = add(MailClass::link);
  const pid_t first = mailers.start();
  BOOST_TEST(wait_until([&] { return sink.accepted() == 1; }, patience));
  mailers.kill(first);
  end_lease(mail);
  mailers.start();
  BOOST_TEST(wait_until([&] { return state(mail) == "sent"; }, patience));
  BOOST_TEST(sink.accepted() == 2u);
  BOOST_TEST(times_sent().size() == 1u);
  const auto digest = [this](std::size_t number) {
    const std::string line = sink.lines("accepted").at(number);
    return line.substr(line.find("sha256"), 80);
  };
  BOOST_TEST(digest(0) == digest(1));
}

BOOST_AUTO_TEST_CASE(a_mailer_killed_between_reply_and_commit_sends_again_and_loses_nothing) {
  sink.rules({"* sleep2@DOT 1"});
  const MailId mail = add(MailClass::link);
  const pid_t first = mailers.start();
  BOOST_TEST(wait_until([&] { return sink.accepted() == 1; }, patience));
  {
    db::Transaction lock(all);  // the mailer's last word has to wait for this one
    all.select("SELECT id FROM mail_queue WHERE id = ? FOR UPDATE", mail);
    BOOST_TEST(wait_until([&] { return mailers.log().find("mail_sent") != std::string::npos; }, patience));
    mailers.kill(first);
    forget_waiting_update();
  }
  BOOST_TEST(state(mail) == "leased");
  end_lease(mail);
  mailers.start();
  BOOST_TEST(wait_until([&] { return state(mail) == "sent"; }, patience));
  BOOST_TEST(sink.accepted() == 2u);
  BOOST_TEST(times_sent().size() == 1u);
}

BOOST_AUTO_TEST_CASE(mailers_killed_all_the_time_lose_nothing_and_double_at_most_what_was_under_way) {
  constexpr int mail_count = 1000, mailer_count = 3, conversations = 4;
  multiply(add(MailClass::link), mail_count - 1);
  for (int number = 0; number < mailer_count; ++number) mailers.start();
  int kills = 0;
  std::size_t accepted = 0;
  const bool done = wait_until(
      [&] {
        // In the middle of its work, however slow the machine is: not all die before their first mail.
        wait_until([&] { return sink.accepted() >= accepted + 8; }, 1s);
        accepted = sink.accepted();
        if (nothing_open()) return true;
        mailers.kill(mailers.running().front());
        ++kills;
        mailers.start();
        // The leases of those that live end with those of the dead: fenced, they stop or their word does not count.
        if (kills % 20 == 0 || count("ready") == 0)
          all.execute("UPDATE mail_queue SET due_at = ? WHERE leased_at IS NOT NULL AND leased_at < ?", all.now(),
                      all.now() - 1s);
        return false;
      },
      150s);
  BOOST_TEST(done);
  BOOST_TEST_MESSAGE(kills << " kills, " << sent_again() << " mails sent again");
  BOOST_TEST(count("sent") == mail_count);
  BOOST_TEST(times_sent().size() == static_cast<std::size_t>(mail_count));
  BOOST_TEST(kills > 0);
  BOOST_TEST(sent_again() <= kills * (conversations + 1));  // and one for a link
}

BOOST_AUTO_TEST_CASE(a_paused_mailer_whose_lease_ended_can_not_say_what_became_of_the_mail) {
  sink.rules({"* sleep2@DOT 1"});
  const MailId mail = add(MailClass::link);
  const pid_t first = mailers.start();
  BOOST_TEST(wait_until([&] { return sink.accepted() == 1; }, patience));
  mailers.signal(first, SIGSTOP);
  end_lease(mail);
  mailers.start();
  BOOST_TEST(wait_until([&] { return state(mail) == "sent"; }, patience));
  mailers.signal(first, SIGCONT);
  BOOST_TEST(wait_until([&] { return mailers.log().find("mail_lease_lost") != std::string::npos; }, patience));
  BOOST_TEST(row(mail).attempts == 2);
  BOOST_TEST(times_sent().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_mailer_told_to_stop_ends_cleanly_and_leaves_nothing_leased) {
  multiply(add(MailClass::news), 500);
  const pid_t one = mailers.start(), other = mailers.start();
  BOOST_TEST(wait_until([&] { return sink.accepted() > 50; }, patience));
  const auto began = Clock::now();
  BOOST_TEST(mailers.stop(one) == 0);
  BOOST_TEST(mailers.stop(other) == 0);
  BOOST_TEST((Clock::now() - began < 5s));
  BOOST_TEST(count("leased") == 0);
  BOOST_TEST(count("sent") == static_cast<std::int64_t>(sink.accepted()));
  BOOST_TEST(sent_again() == 0);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_waiting_news_do_not_delay_a_mail_with_a_link) {
  constexpr int news_count = 100'000, link_count = 60;
  sink.rules({"* sleep0.02@DOT"});
  multiply(add(MailClass::news), news_count - 1);
  mailers.start();
  BOOST_TEST(wait_until([&] { return sink.accepted() > 10; }, patience));
  for (int number = 0; number < link_count; ++number) {
    add(MailClass::link, "hanako@example.jp");
    std::this_thread::sleep_for(100ms);
  }
  BOOST_TEST(wait_until(
      [&] {
        auto rows = all.select("SELECT COUNT(*) AS open FROM mail_queue WHERE class = 0 AND due_at IS NOT NULL");
        rows.next();
        return rows.get<int>("open") == 0;
      },
      30s));
  auto rows = all.select(R"(
    SELECT TIMESTAMPDIFF(MICROSECOND, queued_at, finished_at) AS waited FROM mail_queue
    WHERE class = 0 AND outcome = 'sent' ORDER BY waited DESC LIMIT 100)");
  std::vector<std::int64_t> waited;
  while (rows.next()) waited.push_back(rows.get<std::int64_t>("waited"));
  BOOST_REQUIRE_EQUAL(waited.size(), static_cast<std::size_t>(link_count));
  BOOST_TEST_MESSAGE("with " << news_count << " news waiting a link mail waited at most " << waited[0] / 1000
                             << " ms, half of them at most " << waited[link_count / 2] / 1000 << " ms");
  BOOST_TEST(waited[0] < 10'000'000);
}

BOOST_AUTO_TEST_CASE(the_log_holds_no_address_and_no_text) {
  sink.rules({"gone@example.jp 550@RCPT", "busy@example.jp 451@RCPT"});
  for (const char* recipient : {"taro@example.jp", "gone@example.jp", "busy@example.jp", "not an address"})
    add(MailClass::link, recipient);
  add_sealed(MailClass::link, "hanako@example.jp", "secret text, not sealed");
  const pid_t one = mailers.start();
  BOOST_TEST(wait_until([this] { return count("ready") + count("leased") == 0; }, patience));
  mailers.stop(one);
  const std::string log = mailers.log();
  for (const char* said : {"mailer_started", "mail_sent", "mail_dead", "mail_put_off", "mailer_stopped"})
    BOOST_TEST(log.find(said) != std::string::npos, said);
  for (const char* hidden : {"@", "example", "taro", "hanako", "gone", "busy", "secret", "手続き"})
    BOOST_TEST(log.find(hidden) == std::string::npos, hidden << " in " << log);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
