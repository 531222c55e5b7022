#include <set>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "base/mail_payload.hpp"
#include "tests/mail/post.hpp"
#include "tests/support/commit_cutter.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using testing::KeptLog;
using testing::Post;
using testing::quick;

BOOST_FIXTURE_TEST_SUITE(worker_test, Post)

BOOST_AUTO_TEST_CASE(a_queued_mail_is_sent_once_and_its_payload_wiped) {
  const MailId mail = add(MailClass::link);
  const KeptLog log;
  work();
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(log.count("mail_sent") == 1);
  BOOST_TEST(told(log, "mail_sent", mail, "250 2.0.0 mail accepted") == 1);
  BOOST_TEST(!row(mail).sealed_payload.has_value());
  BOOST_TEST(row(mail).last_reply.value() == "250 2.0.0 mail accepted");
  BOOST_TEST(sink.accepted() == 1u);
  BOOST_TEST(message_id_sent(0) == row(mail).message_id);
}

BOOST_AUTO_TEST_CASE(more_urgent_mails_go_first_even_when_they_come_later) {
  const MailId news = add(MailClass::news);
  multiply(news, 40);
  Worker one = worker();
  BOOST_TEST(one.round());
  const MailId security = add(MailClass::security);
  BOOST_TEST(one.round());
  const MailId link = add(MailClass::link);
  add(MailClass::security);
  BOOST_TEST(one.round());
  BOOST_TEST(one.round());
  BOOST_TEST(message_id_sent(1) == row(security).message_id);
  BOOST_TEST(message_id_sent(2) == row(link).message_id);
  while (one.round()) {
  }
  BOOST_TEST(different_mails_sent() == 44u);
  BOOST_TEST(sink.accepted() == 44u);
  BOOST_TEST(sink.connections() == 1u);
}

BOOST_AUTO_TEST_CASE(a_mail_that_is_put_off_waits_by_its_schedule_and_keeps_its_message_id) {
  sink.rules({"* 451@RCPT 1"});
  const MailId mail = add(MailClass::link);
  const Timestamp before = all.now();
  const KeptLog log;
  work();
  BOOST_TEST(state(mail) == "deferred");
  BOOST_TEST(told(log, "mail_put_off", mail, "451 as the script says") == 1);
  const auto waits = row(mail).due_at.value() - before;
  BOOST_TEST((waits > 23s && waits < 37s));
  BOOST_TEST(row(mail).failures == 1);
  BOOST_TEST(row(mail).last_reply.value() == "451 as the script says");
  mail_queue::retry(staff, mail, staff.now());
  work();
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(message_id_sent(0) == row(mail).message_id);
}

BOOST_AUTO_TEST_CASE(a_mail_whose_time_is_over_expires_unsent) {
  const MailId late = add(MailClass::link, "taro@example.jp", -1s);
  sink.rules({"busy@example.jp 451@RCPT"});
  const MailId soon_late = add(MailClass::link, "busy@example.jp", 10s);
  const KeptLog log;
  work();
  BOOST_TEST(log.count("mail_expired") == 2);
  BOOST_TEST(told(log, "mail_expired", late, "not sent in time") == 1);
  BOOST_TEST(told(log, "mail_expired", soon_late, "451 as the script says") == 1);
  BOOST_TEST(state(late) == "expired");
  BOOST_TEST(state(soon_late) == "expired");
  BOOST_TEST(sink.accepted() == 0u);
}

BOOST_AUTO_TEST_CASE(a_mail_that_is_refused_for_good_is_dead_and_the_others_go_on) {
  sink.rules({"gone@example.jp 550@RCPT", "big@example.jp 552@DOT"});
  const MailId gone = add(MailClass::link, "gone@example.jp"), big = add(MailClass::link, "big@example.jp"),
               good = add(MailClass::link);
  const KeptLog log;
  work();
  BOOST_TEST(log.count("mail_dead") == 2);
  BOOST_TEST(told(log, "mail_dead", gone, "550 as the script says") == 1);
  BOOST_TEST(told(log, "mail_dead", big, row(big).last_reply.value()) == 1);
  BOOST_TEST(state(gone) == "dead");
  BOOST_TEST(state(big) == "dead");
  BOOST_TEST(state(good) == "sent");
  auto rows = all.select("SELECT COUNT(*) AS refused, MAX(id) AS id FROM mail_queue WHERE recipient_refused");
  rows.next();
  BOOST_TEST(rows.get<int>("refused") == 1);
  BOOST_TEST((rows.get<MailId>("id") == gone));
}

BOOST_AUTO_TEST_CASE(an_address_that_refuses_for_good_is_marked_and_one_whose_mailbox_is_full_is_not) {
  sink.rules({"gone@example.jp 550@RCPT", "big@example.jp 552@DOT"});
  all.execute(R"(
    INSERT INTO members (society_id, id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT id, 1, '', '1', '00', '本人', '見本 太郎', '', '', '1980-01-01', 'm', '2020-04-01', '', '' FROM societies)");
  all.execute(R"(
    INSERT INTO accounts (society_id, id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname,
                          created_at)
    SELECT id, 1, 1, 'taro', '', '', created_at, '', created_at FROM societies)");
  for (const char* address : {"gone@example.jp", "big@example.jp"}) {
    all.execute(R"(
      INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)
      SELECT id, 1, ?, FALSE, created_at FROM societies)",
                address);
    add(MailClass::link, address);
  }
  work();
  auto rows = all.select("SELECT address FROM account_emails WHERE bounced_at IS NOT NULL ORDER BY id LIMIT 10");
  BOOST_TEST_REQUIRE(rows.next());
  BOOST_TEST(rows.get<std::string>("address") == "gone@example.jp");
  BOOST_TEST(!rows.next());
}

BOOST_AUTO_TEST_CASE(poisoned_rows_end_dead_alone) {
  const std::string broken_text =
      "{\"from_name\":\"a\",\"from_address\":\"info@example.jp\",\"subject\":\"a\",\"text\":\"\xff\"}";
  const std::vector<MailId> poisoned{
      add_sealed(MailClass::link, "taro@example.jp", "not sealed at all"),
      add_sealed(MailClass::link, "taro@example.jp", secret::seal(keys.public_key, broken_text)),
      add_sealed(MailClass::link, "taro@example.jp", std::string(10'000'000, 'x')),
      add_sealed(MailClass::link, "taro@example.jp",
                 seal_payload(keys.public_key, {"a", "info@example.jp", "a\r\nBcc: all@example.jp", "a"})),
      add_sealed(MailClass::link, "taro@example.jp",
                 seal_payload(keys.public_key, {"a", "info@example.jp", "a", std::string(300'000, 'x')})),
      add(MailClass::link, "no address"),
      add(MailClass::link, "taro@example.jp>\r\nRCPT TO:<all@example.jp"),
      add(MailClass::link, "")};
  const MailId good = add(MailClass::link);
  const KeptLog log;
  work();
  BOOST_TEST(log.count("mail_not_made") == 3);  // what can't be opened; the others have a fault, which their line says
  for (const std::size_t at : {0U, 1U})
    BOOST_TEST(told(log, "mail_not_made", poisoned[at], "the payload can't be opened") == 1);
  BOOST_TEST(told(log, "mail_not_made", poisoned[2], "the payload is too long") == 1);
  BOOST_TEST(log.count("mail_dead") == static_cast<int>(poisoned.size()));
  for (const MailId mail : poisoned) BOOST_TEST(state(mail) == "dead", row(mail).last_reply.value_or(""));
  BOOST_TEST(state(good) == "sent");
  BOOST_TEST(sink.accepted() == 1u);
}

BOOST_AUTO_TEST_CASE(while_the_mail_server_is_away_mails_wait_and_lose_no_try) {
  std::vector<MailId> mails;
  for (int number = 0; number < 30; ++number) mails.push_back(add(MailClass::link));
  sink.stop();
  work();
  BOOST_TEST(count("ready") == 30);
  for (const MailId mail : mails) BOOST_TEST(row(mail).failures == 0);
  int asked_times = 0;
  asked = [&] {
    if (++asked_times == 20) sink.start();
  };
  run_until_done();
  BOOST_TEST(count("sent") == 30);
  BOOST_TEST(sink.accepted() == 30u);
}

BOOST_AUTO_TEST_CASE(a_server_that_wants_a_password_opens_the_circuit_and_loses_no_try) {
  sink.rules({"* 530@MAIL 2"});
  const MailId mail = add(MailClass::link);
  const KeptLog log;
  run_until_done();
  BOOST_TEST(log.count("mail_server_unusable") == 2);
  BOOST_TEST(log.text().find(R"("event":"mail_server_unusable","reply":"530 as the script says","wait_ms":)") !=
             std::string::npos);
  BOOST_TEST(log.line("mail_server_works") == R"("event":"mail_server_works"})");
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(row(mail).failures == 0);
  BOOST_TEST(row(mail).attempts == 3);
}

BOOST_AUTO_TEST_CASE(without_a_word_after_the_dot_the_mail_is_sent_again_under_the_same_message_id) {
  sink.rules({"* accept-then-RST@DOT 1"});
  const MailId mail = add(MailClass::link);
  const KeptLog log;
  work();
  BOOST_TEST(state(mail) == "deferred");
  BOOST_TEST(told(log, "mail_outcome_unknown", mail, row(mail).last_reply.value()) == 1);
  BOOST_TEST(log.count("mail_put_off") == 0);
  mail_queue::retry(staff, mail, staff.now());
  work();
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(sink.accepted() == 2u);
  BOOST_TEST(different_mails_sent() == 1u);
}

BOOST_AUTO_TEST_CASE(a_long_delivery_keeps_its_lease) {
  sink.rules({"* sleep1.5@DOT"});
  const MailId mail = add(MailClass::link);
  WorkerTimes times = quick;
  times.heartbeat_every = 100ms;
  std::set<Timestamp> lease_ends;
  asked = [&] {
    if (state(mail) == "leased") lease_ends.insert(row(mail).due_at.value());
  };
  work(times);
  BOOST_TEST(lease_ends.size() >= 2u);
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(row(mail).attempts == 1);
}

BOOST_AUTO_TEST_CASE(a_worker_that_lost_its_lease_before_the_dot_does_not_send) {
  sink.rules({"* sleep1.5@RCPT"});
  const MailId mail = add(MailClass::link);
  WorkerTimes times = quick;
  times.heartbeat_every = 100ms;
  const auto began = std::chrono::steady_clock::now();
  bool stolen = false;
  asked = [&] {
    if (stolen || std::chrono::steady_clock::now() - began < 500ms) return;  // the server is at RCPT by then
    steal(mail);
    stolen = true;
  };
  Worker one = worker(times);
  one.round();
  BOOST_TEST(stolen);
  BOOST_TEST(sink.lines("recipient").size() <= 1u);
  BOOST_TEST(sink.accepted() == 0u);
  BOOST_TEST(state(mail) == "leased");
  BOOST_TEST(row(mail).attempts == 2);
}

BOOST_AUTO_TEST_CASE(a_worker_that_slept_beyond_its_leases_asks_before_it_sends) {
  const MailId first = add(MailClass::link), second = add(MailClass::link);
  WorkerTimes times = quick;
  times.lease = 300ms;
  Worker one = worker(times);
  BOOST_TEST(one.round());
  std::this_thread::sleep_for(400ms);
  steal(second);
  const KeptLog log;
  BOOST_TEST(one.round());
  BOOST_TEST(told(log, "mail_lease_lost", second, "before the delivery") == 1);
  BOOST_TEST(state(first) == "sent");
  BOOST_TEST(state(second) == "leased");
  BOOST_TEST(sink.accepted() == 1u);
}

// Somebody waits for a link: another host's worker has it after minutes when this one has died with its machine.
BOOST_AUTO_TEST_CASE(the_lease_of_a_mail_with_a_link_is_short_and_is_kept_like_the_others) {
  sink.rules({"* sleep1.5@DOT"});
  const MailId link = add(MailClass::link);
  WorkerTimes times = quick;
  times.heartbeat_every = 100ms;
  std::vector<std::chrono::microseconds> left;
  asked = [&] {
    if (state(link) == "leased") left.push_back(row(link).due_at.value() - all.now());
  };
  const MailId security = add(MailClass::security);
  Worker one = worker(times);
  one.round();
  BOOST_REQUIRE(left.size() >= 2u);
  for (const auto each : left) BOOST_TEST((each > 2min && each <= 3min));
  asked = [&] {
    if (state(security) == "leased") BOOST_TEST((row(security).due_at.value() - all.now() > 14min));
  };
  one.round();
  BOOST_TEST(state(security) == "sent");
}

// As a kill leaves it: the leases stay, and nobody gives them back.
BOOST_AUTO_TEST_CASE(a_worker_takes_back_what_one_of_its_name_held_and_nothing_of_another_s) {
  const MailId first = add(MailClass::link), second = add(MailClass::security);
  {
    db::Transaction claiming(mailer);
    mail_queue::claim(mailer, MailClass::link, 20, {"one", mailer.now(), mailer.now() + 3min});
    mail_queue::claim(mailer, MailClass::security, 20, {"one", mailer.now(), mailer.now() + 15min});
    claiming.commit();
  }
  const MailId others = add(MailClass::link);
  {
    db::Transaction claiming(mailer);
    mail_queue::claim(mailer, MailClass::link, 20, {"another", mailer.now(), mailer.now() + 3min});
    claiming.commit();
  }
  const KeptLog log;
  work();
  BOOST_TEST(log.line("leases_taken_back") == R"("event":"leases_taken_back","mails":2})");
  BOOST_TEST(state(first) == "sent");
  BOOST_TEST(state(second) == "sent");
  BOOST_TEST(state(others) == "leased");
  BOOST_TEST(row(first).attempts == 2);
  BOOST_TEST(row(first).failures == 0);
}

BOOST_AUTO_TEST_CASE(all_leases_of_a_killed_worker_are_taken_back_however_many_conversations_it_had) {
  constexpr int mails = 4 * limits::mail_batch_max;
  for (int number = 0; number < mails; ++number) add(MailClass::security);
  for (int claims = 0; claims < 4; ++claims) {
    db::Transaction claiming(mailer);
    mail_queue::claim(mailer, MailClass::security, limits::mail_batch_max, {"one", mailer.now(), mailer.now() + 3min});
    claiming.commit();
  }
  BOOST_TEST(mail_queue::take_back(mailer, "one", limits::mail_taken_back_max, mailer.now()) == mails);
}

// One that kills its worker each time must not keep the others of its class from going.
BOOST_AUTO_TEST_CASE(a_mail_that_was_claimed_again_and_again_waits_for_the_end_of_its_lease) {
  const MailId mail = add(MailClass::link);
  for (int killed = 1; killed <= 4; ++killed) {
    mail_queue::take_back(mailer, "one", limits::mail_taken_back_max, mailer.now());
    db::Transaction claiming(mailer);
    mail_queue::claim(mailer, MailClass::link, 20, {"one", mailer.now(), mailer.now() + 3min});
    claiming.commit();
  }
  work();
  BOOST_TEST(state(mail) == "leased");
  const MailId next = add(MailClass::link);
  work();
  BOOST_TEST(state(next) == "sent");
  end_lease(mail);
  work();
  BOOST_TEST(state(mail) == "sent");
}

BOOST_AUTO_TEST_CASE(mails_of_a_clock_that_ran_a_day_ahead_go_now_and_those_that_were_put_off_later) {
  const MailId link = add(MailClass::link), security = add(MailClass::security), leased = add(MailClass::link),
               put_off = add(MailClass::security);
  all.execute("UPDATE mail_queue SET queued_at = queued_at + INTERVAL 1 DAY, due_at = due_at + INTERVAL 1 DAY");
  all.execute("UPDATE mail_queue SET leased_at = due_at, leased_by = 'another', attempts = 1 WHERE id = ?", leased);
  all.execute("UPDATE mail_queue SET due_at = ? WHERE id = ?", all.now() + 4h, put_off);
  Worker one = worker();
  const KeptLog log;
  one.round();
  BOOST_TEST(log.count("mails_from_the_future") == 2);
  for (const char* line :
       {R"("mails_from_the_future","class":0,"mails":2})", R"("mails_from_the_future","class":1,"mails":1})"})
    BOOST_TEST(log.text().find(line) != std::string::npos, log.text());
  BOOST_TEST(state(leased) == "leased");
  BOOST_TEST((row(leased).due_at.value() - all.now() <= 3min));
  while (one.round()) {
  }
  BOOST_TEST(state(link) == "sent");
  BOOST_TEST(state(security) == "sent");
  BOOST_TEST(state(put_off) == "deferred");
  BOOST_TEST((row(put_off).due_at.value() - all.now() > 3h));
}

BOOST_AUTO_TEST_CASE(a_worker_that_stops_gives_back_what_it_did_not_begin) {
  for (int number = 0; number < 30; ++number) add(MailClass::link);
  asked = [this] { stop = sink.accepted() >= 3; };
  worker().run();
  BOOST_TEST(count("leased") == 0);
  BOOST_TEST(count("sent") == static_cast<std::int64_t>(sink.accepted()));
  BOOST_TEST(count("ready") == 30 - count("sent"));
  BOOST_TEST(count("ready") >= 20);
}

BOOST_AUTO_TEST_CASE(a_worker_that_must_stop_leaves_a_delivery_that_hangs_and_counts_no_failure) {
  sink.rules({"* hang@DATA"});
  const MailId mail = add(MailClass::link);
  WorkerTimes times = quick;
  times.stop_within = 100ms;
  asked = [this] { stop = sink.lines("recipient").size() == 1; };
  worker(times).run();
  BOOST_TEST(state(mail) == "ready");
  BOOST_TEST(row(mail).failures == 0);
}

BOOST_AUTO_TEST_CASE(a_worker_that_must_stop_while_the_database_is_away_says_that_its_leases_stay) {
  for (int number = 0; number < 30; ++number) add(MailClass::link);
  asked = [this] {
    if (stop || sink.accepted() < 3) return;
    testing::test_database().stop_server();
    stop = true;
  };
  const KeptLog log;
  worker().run();
  testing::test_database().start_server();
  BOOST_TEST(log.line("leases_not_given_back").starts_with(R"("event":"leases_not_given_back","reason":")"),
             log.text());
  BOOST_TEST(count("leased") > 0);
  BOOST_TEST(count("leased") + count("sent") + count("ready") == 30);
}

BOOST_AUTO_TEST_CASE(a_restored_queue_waits_until_somebody_says_that_its_mails_may_go_and_each_is_told_once) {
  const MailId mail = add(MailClass::link);
  all.execute("INSERT INTO restored_copies (made_at) VALUES (?)", all.now());
  Worker one = worker();
  const KeptLog log;
  for (int rounds = 0; rounds < 2; ++rounds) BOOST_TEST(!one.round());
  BOOST_TEST(state(mail) == "ready");
  BOOST_TEST(log.line("mails_held_back") == R"("event":"mails_held_back"})");
  BOOST_TEST(log.count("mails_resumed") == 0);
  all.execute("DELETE FROM restored_copies");
  while (one.round()) {
  }
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(log.line("mails_resumed") == R"("event":"mails_resumed"})");
  BOOST_TEST(log.count("mails_held_back") == 1);
}

BOOST_AUTO_TEST_CASE(a_killed_database_loses_and_doubles_nothing) { outlive_a_killed_database(); }

BOOST_AUTO_TEST_CASE(a_mail_that_was_sent_while_the_database_was_away_is_written_down_when_it_is_back) {
  sink.rules({"* sleep1.5@DOT"});
  const MailId mail = add(MailClass::link);
  const KeptLog log;
  bool away = false, back = false;
  asked = [&] {
    if (sink.accepted() == 0 || back) return;
    if (!away) testing::test_database().stop_server();
    away = true;
    back = log.count("database_failed") > 0;
    if (back) testing::test_database().start_server();
  };
  run_until_done();
  BOOST_TEST(log.line("database_failed").starts_with(R"("event":"database_failed","reason":")"), log.text());
  BOOST_TEST(log.line("database_works") == R"("event":"database_works"})");
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(sink.accepted() == 1u);
}

// A worker that stayed with the primary of before a planned switch would never hear of a new mail, and never know it.
BOOST_AUTO_TEST_CASE(a_read_only_database_is_waited_for_and_asked_for_over_a_new_connection_each_time) {
  db::Database root(testing::test_database().settings(testing::DatabaseRole::root));
  const auto connection = [this] {
    auto rows = mailer.select("SELECT CONNECTION_ID() AS id");
    rows.next();
    return rows.get<std::int64_t>("id");
  };
  Worker one = worker();
  BOOST_TEST(!one.round());
  const auto first = connection();
  root.run_script("SET GLOBAL read_only = 1");
  BOOST_CHECK_THROW(one.round(), db::Unavailable);  // though no mail is due
  BOOST_TEST(connection() != first);
  root.run_script("SET GLOBAL read_only = 0");
  const MailId mail = add(MailClass::link);
  BOOST_TEST(one.round());
  BOOST_TEST(state(mail) == "sent");
}

BOOST_AUTO_TEST_CASE(a_mail_that_was_sent_while_the_database_stopped_taking_writes_is_not_sent_again) {
  db::Database root(testing::test_database().settings(testing::DatabaseRole::root));
  sink.rules({"* sleep1.5@DOT"});
  const MailId mail = add(MailClass::link);
  const KeptLog log;
  bool refusing = false, back = false;
  asked = [&] {
    if (sink.accepted() == 0 || back) return;
    if (!refusing) root.run_script("SET GLOBAL read_only = 1");
    refusing = true;
    back = log.count("database_failed") > 0;
    if (back) root.run_script("SET GLOBAL read_only = 0");
  };
  run_until_done();
  BOOST_TEST(log.line("database_failed").starts_with(R"("event":"database_failed","reason":")"), log.text());
  BOOST_TEST(log.line("database_works") == R"("event":"database_works"})");
  root.run_script("SET GLOBAL read_only = 0");
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(sink.accepted() == 1u);
}

// The lease would hold the mails for 15 minutes: a worker that is told nothing gives back what it may have claimed.
BOOST_AUTO_TEST_CASE(a_claim_whose_commit_was_not_answered_delays_no_mail) {
  db::Settings through = testing::test_database().settings(testing::DatabaseRole::mail);
  const std::filesystem::path road = testing::test_database().socket().parent_path() / "cut.sock";
  testing::CommitCutter cutter(testing::test_database().socket(), road);
  through.servers = road.string();
  db::Database cut(through);
  const MailId mail = add(MailClass::link);
  const MailId others = add(MailClass::security);
  const Timestamp now = all.now();
  db::Database another(testing::test_database().settings(testing::DatabaseRole::mail));
  db::Transaction claiming(another);
  mail_queue::claim(another, MailClass::security, 1, {"another", now, now + 15min});
  claiming.commit();

  Worker one(cut, keys, relay, {"one", quick, conversations, [] { return false; }});
  cutter.cut_next();
  BOOST_CHECK_THROW(one.round(), db::OutcomeUnknown);
  BOOST_TEST(cutter.has_cut());
  BOOST_TEST(state(mail) == "leased");
  const KeptLog log;
  for (int tries = 0; tries < 100 && state(mail) != "sent"; ++tries) {
    try {
      one.round();
    } catch (const db::Unavailable&) {  // for a moment after a connection is lost
      std::this_thread::sleep_for(50ms);
    }
  }
  BOOST_TEST(state(mail) == "sent");
  BOOST_TEST(row(mail).attempts == 2);
  BOOST_TEST(state(others) == "leased");  // another worker's
  BOOST_TEST(log.line("leases_given_back") == R"("event":"leases_given_back","mails":1})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
