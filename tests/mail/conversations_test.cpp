// The worker with several conversations at once; worker_test.cpp has what it does with one.
#include <thread>

#include <boost/test/unit_test.hpp>

#include "tests/mail/post.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using testing::KeptLog;
using testing::Post;
using testing::quick;
using testing::Sink;

// As they are in production, for tests that count connections or statements.
WorkerTimes patient() {
  WorkerTimes times = quick;
  times.poll_every = 1s;
  times.hang_up_after = 10s;
  return times;
}

struct BusyPost : Post {
  BusyPost() { conversations = 4; }

  std::vector<MailId> add_all(MailClass mail_class, int count, const std::string& recipient = "taro@example.jp") {
    std::vector<MailId> mails;
    for (int number = 0; number < count; ++number) mails.push_back(add(mail_class, recipient));
    return mails;
  }
  // The first mail, alone: until the mail server has taken one, no other is begun.
  void begin_with_one(Worker& one) {
    add(MailClass::security);
    BOOST_TEST(one.round());
    BOOST_TEST(sink.accepted() == 1u);
  }
  std::int64_t status(const char* name) {
    auto rows = root.select(
        "SELECT VARIABLE_VALUE AS value FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = ?", name);
    rows.next();
    return std::stoll(rows.get<std::string>("value"));
  }

  db::Database root{testing::test_database().settings(testing::DatabaseRole::root)};
};

BOOST_FIXTURE_TEST_SUITE(conversations_test, BusyPost)

BOOST_AUTO_TEST_CASE(four_mails_are_under_way_at_once_and_each_is_sent_once) {
  sink.rules({"* sleep0.2@DOT"});
  Worker one = worker(patient());
  begin_with_one(one);
  add_all(MailClass::news, 20);
  const auto began = std::chrono::steady_clock::now();
  while (one.round()) {
  }
  BOOST_TEST((std::chrono::steady_clock::now() - began < 20 * 200ms));
  BOOST_TEST(count("sent") == 21);
  BOOST_TEST(sink.accepted() == 21u);
  BOOST_TEST(different_mails_sent() == 21u);
  BOOST_TEST(sink.connections() == 4u);
  BOOST_TEST(sink.lines("fault").empty());
}

BOOST_AUTO_TEST_CASE(a_mail_server_that_has_not_taken_one_yet_gets_one) {
  sink.rules({"* hang@MAIL 1"});
  add_all(MailClass::link, 5);
  Worker one = worker();
  asked = [&] { BOOST_TEST(sink.connections() <= 1u); };
  one.round();
  BOOST_TEST(count("deferred") == 1);
}

BOOST_AUTO_TEST_CASE(a_mail_with_a_link_waits_for_no_other_mail) {
  WorkerTimes times = quick;
  times.hang_up_after = 10s;
  Worker one = worker(times);
  sink.rules({"slow@example.jp hang@DOT"});  // it reads them as a connection begins
  begin_with_one(one);
  add_all(MailClass::news, 10, "slow@example.jp");
  std::optional<MailId> link;
  bool went_beside_them = false;
  asked = [&] {
    if (sink.lines("recipient").size() < 5) return;
    if (!link) link = add(MailClass::link);
    went_beside_them = went_beside_them || (state(*link) == "sent" && count("deferred") == 0);
  };
  one.round();  // until the first one has ended, which is the link
  for (int rounds = 0; rounds < 20 && !went_beside_them; ++rounds) one.round();
  BOOST_TEST(went_beside_them);
  BOOST_TEST(sink.connections() == 5u);
}

BOOST_AUTO_TEST_CASE(more_urgent_mails_begin_first) {
  const auto news = add_all(MailClass::news, 12, "news@example.jp"), security = add_all(MailClass::security, 3),
             links = add_all(MailClass::link, 3, "link@example.jp");
  work();
  std::vector<std::string> recipients;
  for (const std::string& line : sink.lines("recipient"))
    recipients.push_back(line.find("news@") != line.npos   ? "news"
                         : line.find("link@") != line.npos ? "link"
                                                           : "security");
  const std::size_t last_link = static_cast<std::size_t>(
      std::ranges::find(recipients.rbegin(), recipients.rend(), "link").base() - recipients.begin());
  const std::size_t first_news = static_cast<std::size_t>(std::ranges::find(recipients, "news") - recipients.begin());
  BOOST_TEST(last_link <= 3u + 3u);  // those begun at the same time may pass each other
  BOOST_TEST(first_news >= 3u);
  BOOST_TEST(different_mails_sent() == 18u);
}

BOOST_AUTO_TEST_CASE(a_mail_server_that_takes_one_connection_gets_every_mail_over_it) {
  Sink narrow(Sink::Tls::none, {"--connections-max", "1"});
  narrow.rules({"* sleep0.05@DOT"});
  relay.port = narrow.port();
  WorkerTimes times = quick;
  times.hang_up_after = 10s;
  times.circuit_longest = 1min;  // nor does it try again sooner
  Worker one = worker(times);
  const auto mails = add_all(MailClass::security, 30);
  const KeptLog log;
  while (one.round()) {
  }
  BOOST_TEST(log.line("mail_server_takes_fewer").starts_with(R"("event":"mail_server_takes_fewer","reply":")"),
             log.text());
  BOOST_TEST(narrow.accepted() == 30u);
  BOOST_TEST(narrow.lines("refused").size() <= 4u);
  BOOST_TEST(narrow.connections() == 1u);
  for (const MailId mail : mails) BOOST_TEST((state(mail) == "sent" && row(mail).attempts == 1));
}

BOOST_AUTO_TEST_CASE(a_mail_server_that_takes_two_connections_is_asked_for_more_only_after_a_while) {
  Sink narrow(Sink::Tls::none, {"--connections-max", "2"});
  narrow.rules({"* sleep0.05@DOT"});
  relay.port = narrow.port();
  WorkerTimes times = quick;
  times.hang_up_after = 10s;
  times.circuit_longest = 500ms;
  Worker one = worker(times);
  add_all(MailClass::link, 40);
  while (one.round()) {
  }
  BOOST_TEST(narrow.accepted() == 40u);
  BOOST_TEST(narrow.connections() == 2u);
  const auto refused = narrow.lines("refused").size();
  BOOST_TEST(refused >= 4u);
  BOOST_TEST(refused <= 20u);
}

BOOST_AUTO_TEST_CASE(one_conversation_that_ends_with_421_costs_the_others_nothing) {
  sink.rules({"gone@example.jp 421@RCPT 1"});
  Worker one = worker();
  begin_with_one(one);
  const MailId gone = add(MailClass::security, "gone@example.jp");
  const auto others = add_all(MailClass::security, 11);
  while (one.round()) {
  }
  BOOST_TEST(state(gone) == "deferred");
  BOOST_TEST(row(gone).failures == 1);
  for (const MailId mail : others) BOOST_TEST((state(mail) == "sent" && row(mail).attempts == 1));
}

BOOST_AUTO_TEST_CASE(while_the_mail_server_is_away_mails_wait_and_lose_no_try_and_it_is_not_stormed) {
  Worker one = worker();
  begin_with_one(one);
  sink.stop();
  const auto mails = add_all(MailClass::link, 30);
  while (one.round()) {
  }
  BOOST_TEST(count("ready") == 30);
  for (const MailId mail : mails) BOOST_TEST(row(mail).failures == 0);
  sink.start();
  run_until_done();
  BOOST_TEST(count("sent") == 31);
  BOOST_TEST(different_mails_sent() == 31u);
}

BOOST_AUTO_TEST_CASE(a_lease_that_is_lost_before_the_dot_stops_that_mail_alone) {
  Worker one = worker([] {
    WorkerTimes times = quick;
    times.heartbeat_every = 100ms;
    return times;
  }());
  begin_with_one(one);
  sink.rules({"* sleep1.5@RCPT"});
  const auto mails = add_all(MailClass::security, 4);
  const auto began = std::chrono::steady_clock::now();
  bool stolen = false;
  asked = [&] {
    if (stolen || std::chrono::steady_clock::now() - began < 500ms) return;  // the server is at RCPT by then
    steal(mails[2]);
    stolen = true;
  };
  for (int rounds = 0; rounds < 1000 && count("sent") < 4; ++rounds) one.round();
  BOOST_TEST(stolen);
  BOOST_TEST(state(mails[2]) == "leased");
  BOOST_TEST(row(mails[2]).attempts == 2);
  BOOST_TEST(sink.accepted() == 4u);
  BOOST_TEST(count("sent") == 4);
}

BOOST_AUTO_TEST_CASE(a_mail_whose_lease_ends_while_it_is_sent_is_not_begun_again_beside_itself) {
  sink.rules({"* sleep1@DOT"});
  Worker one = worker();
  begin_with_one(one);
  const MailId mail = add(MailClass::security);
  bool ended = false;
  asked = [&] {
    if (!ended && sink.accepted() == 2) {
      end_lease(mail);
      ended = true;
    }
  };
  while (one.round()) {
  }
  BOOST_TEST(ended);
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(row(mail).attempts == 2);
  BOOST_TEST(sink.accepted() == 2u);
}

// So a crash at any moment doubles no more mails than were under way.
BOOST_AUTO_TEST_CASE(no_conversation_gets_another_mail_before_what_became_of_the_last_one_is_written_down) {
  Worker one = worker();
  begin_with_one(one);
  add_all(MailClass::security, 30);
  sink.rules({"* sleep0.3@DOT"});
  int asked_since = 0;
  std::size_t at_stop = 0, most_beyond = 0;
  asked = [&] {
    if (sink.accepted() <= 1) return;
    if (++asked_since == 1) {
      testing::test_database().stop_server();
      at_stop = sink.accepted();
    }
    if (asked_since < 60) most_beyond = std::max(most_beyond, sink.accepted() - at_stop);
    if (asked_since == 60) testing::test_database().start_server();
  };
  for (int rounds = 0; rounds < 10'000 && sink.accepted() < 31; ++rounds) {
    try {
      one.round();
    } catch (const std::exception&) {
      asked();
      std::this_thread::sleep_for(20ms);
    }
  }
  while (one.round()) {
  }
  BOOST_TEST(asked_since >= 60);
  BOOST_TEST(most_beyond <= 4u);  // what was under way when nothing could be written any more
  BOOST_TEST(count("sent") == 31);
  BOOST_TEST(sink.accepted() == 31u);
}

BOOST_AUTO_TEST_CASE(a_killed_database_loses_and_doubles_nothing_of_several_either) { outlive_a_killed_database(); }

BOOST_AUTO_TEST_CASE(a_worker_that_stops_ends_what_is_under_way_and_gives_back_the_rest) {
  sink.rules({"* sleep0.1@DOT"});
  add_all(MailClass::news, 30);
  asked = [this] { stop = sink.accepted() >= 5; };
  worker().run();
  BOOST_TEST(count("leased") == 0);
  BOOST_TEST(count("sent") == static_cast<std::int64_t>(sink.accepted()));
  BOOST_TEST(count("ready") == 30 - count("sent"));
  BOOST_TEST(count("ready") >= 15);
}

// Those that end together cost less: bench/mails.py counts them. A claim of twenty: BEGIN, SELECT, UPDATE, COMMIT.
BOOST_AUTO_TEST_CASE(a_mail_costs_one_look_and_one_update_at_most_and_a_twentieth_of_a_claim) {
  Worker one = worker(patient());
  begin_with_one(one);
  add_all(MailClass::news, 40);
  const auto updates = [this] { return status("COM_UPDATE") + status("COM_UPDATE_MULTI"); };
  const auto executed_before = status("COM_STMT_EXECUTE"), updates_before = updates();
  while (one.round()) {
  }
  const auto executed = status("COM_STMT_EXECUTE") - executed_before, updated = updates() - updates_before;
  BOOST_TEST(count("sent") == 41);
  BOOST_TEST(executed <= 40 * 2 + 3 * 4 + 5);  // and what it does about once a second
  BOOST_TEST(updated <= 40 + 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
