#include <set>

#include <boost/test/unit_test.hpp>

#include "base/mail_payload.hpp"
#include "sql/mails/mail_queue.hpp"
#include "tests/support/test_database.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using testing::DatabaseRole;

const Timestamp start = timestamp_from_sql("2026-11-22 03:00:00.000000");

// An empty queue with two societies, and each program's connection to it.
struct Queue {
  Queue() {
    testing::test_database().clean();
    for (const char* slug : {"mihon", "tameshi"})
      all.execute(R"(
        INSERT INTO societies (slug, name, telephone, hours, mail_from, created_at)
        VALUES (?, '見本健康保険組合', '03-0000-0000', '平日 9:30～18:00', 'info@example.jp', ?))",
                  slug, start);
  }

  SocietyId society(std::string_view slug) {
    auto rows = all.select("SELECT id FROM societies WHERE slug = ?", slug);
    rows.next();
    return rows.get<SocietyId>("id");
  }

  void add(MailClass mail_class, Timestamp queued_at, const std::string& recipient = "taro@example.jp",
           std::string_view slug = "mihon") {
    db::SocietyDatabase inside(web, society(slug));
    mail_queue::enqueue(
        inside,
        {mail_class, "test", {}, recipient, new_message_id("info@example.jp"), "sealed", queued_at + 2h + 45min},
        queued_at);
  }

  std::vector<ClaimedMail> claim(db::Database& worker, MailClass mail_class, int count_max, Timestamp now) {
    db::Transaction transaction(worker);
    auto claimed = mail_queue::claim(worker, mail_class, count_max, {"worker", now, now + 15min});
    transaction.commit();
    return claimed;
  }
  ClaimedMail claim_one(Timestamp now) { return claim(mail, MailClass::link, 1, now).at(0); }

  std::string state(MailId id, Timestamp now) {
    const auto found =
        mail_queue::list(ctl, {.id = id, .state = {}, .society = {}, .recipient = {}, .mail_class = {}}, {}, 1, now);
    return found.empty() ? "gone" : found.front().state;
  }
  std::string state(const ClaimedMail& claimed, Timestamp now) { return state(claimed.id, now); }

  std::optional<std::string> text(db::Column column, MailId id) {
    auto rows = all.select("SELECT sealed_payload, outcome, last_reply FROM mail_queue WHERE id = ?", id);
    rows.next();
    return rows.get<std::optional<std::string>>(column);
  }

  const testing::TestDatabase& server = testing::test_database();
  db::Database web{server.settings(DatabaseRole::web)};
  db::Database mail{server.settings(DatabaseRole::mail)};
  db::Database other_mail{server.settings(DatabaseRole::mail)};
  db::Database ctl{server.settings(DatabaseRole::ctl)};
  db::Database all{server.settings(DatabaseRole::migrate)};
};

std::vector<std::string> explain_claim(db::Database& database, std::int64_t mail_class, Timestamp now) {
  auto rows = database.select(R"(
    EXPLAIN SELECT id, attempts, sealed_payload FROM mail_queue FORCE INDEX (by_due)
    WHERE class = ? AND due_at <= ? ORDER BY due_at, id LIMIT 20 FOR UPDATE SKIP LOCKED)",
                              mail_class, now);
  rows.next();
  return {rows.get<std::string>("type"), rows.get<std::string>("key"), rows.get<std::string>("Extra")};
}

BOOST_FIXTURE_TEST_SUITE(mail_queue_test, Queue)

BOOST_AUTO_TEST_CASE(mails_are_claimed_by_class_in_the_order_they_are_due) {
  add(MailClass::link, start + 2s, "second@example.jp");
  add(MailClass::link, start + 1s, "first@example.jp");
  add(MailClass::news, start, "news@example.jp");
  const auto claimed = claim(mail, MailClass::link, 10, start + 1min);
  BOOST_REQUIRE_EQUAL(claimed.size(), 2u);
  BOOST_TEST(claimed[0].recipient == "first@example.jp");
  BOOST_TEST(claimed[1].recipient == "second@example.jp");
  BOOST_TEST(claimed[0].attempt == 1);
  BOOST_TEST(claimed[0].failures == 0);
  BOOST_TEST((claimed[0].queued_at == start + 1s));
}

BOOST_AUTO_TEST_CASE(a_mail_that_is_not_due_yet_is_left_alone) {
  add(MailClass::link, start + 1s);
  BOOST_TEST(claim(mail, MailClass::link, 10, start).empty());
}

BOOST_AUTO_TEST_CASE(two_workers_never_get_the_same_mail_and_never_wait_for_each_other) {
  for (int count = 0; count < 30; ++count) add(MailClass::news, start);
  db::Transaction one(mail), other(other_mail);
  const auto first = mail_queue::claim(mail, MailClass::news, 20, {"worker", start, start + 15min});
  const auto second = mail_queue::claim(other_mail, MailClass::news, 20, {"other", start, start + 15min});
  BOOST_TEST(first.size() == 20u);
  BOOST_TEST(second.size() == 10u);
  std::set<MailId> ids;
  for (const auto& claimed : {first, second})
    for (const ClaimedMail& each : claimed) ids.insert(each.id);
  BOOST_TEST(ids.size() == 30u);
}

BOOST_AUTO_TEST_CASE(a_claim_locks_at_most_four_rows_a_mail_and_sorts_nothing) {
  for (int count = 0; count < 300; ++count) add(MailClass::news, start + std::chrono::seconds(count % 7));
  for (int round = 0; round < 5; ++round) {  // earlier leases lie in the same index
    const Timestamp now = start + 10s + std::chrono::seconds(round);
    db::Transaction transaction(mail);
    BOOST_TEST(mail_queue::claim(mail, MailClass::news, 20, {"worker", now, now + 15min}).size() == 20u);
    db::Settings settings = server.settings(DatabaseRole::migrate);
    settings.user = "root";
    db::Database root(settings);
    auto rows = root.select("SELECT MAX(trx_rows_locked) AS locked FROM information_schema.innodb_trx");
    rows.next();
    const auto locked = rows.get<std::int64_t>("locked");
    BOOST_TEST(locked <= 80, locked << " rows locked");
    BOOST_TEST(locked >= 20);
    transaction.commit();
    const auto plan = explain_claim(mail, 5, now);
    BOOST_TEST(plan[0] == "range");
    BOOST_TEST(plan[1] == "by_due");
    BOOST_TEST(plan[2].find("filesort") == std::string::npos, plan[2]);
  }
}

BOOST_AUTO_TEST_CASE(a_claimed_mail_is_not_claimed_again_before_its_lease_ends_and_is_then) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  BOOST_TEST(state(mine, start + 14min) == "leased");
  BOOST_TEST(claim(other_mail, MailClass::link, 10, start + 14min + 59s).empty());
  const auto again = claim(other_mail, MailClass::link, 10, start + 15min);
  BOOST_REQUIRE_EQUAL(again.size(), 1u);
  BOOST_TEST(again[0].attempt == 2);
  BOOST_TEST(again[0].failures == 0);
}

BOOST_AUTO_TEST_CASE(a_heartbeat_keeps_the_lease) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  BOOST_TEST(mail_queue::keep(mail, mine, start + 29min));
  BOOST_TEST(claim(other_mail, MailClass::link, 10, start + 20min).empty());
}

BOOST_AUTO_TEST_CASE(a_worker_that_lost_its_lease_can_change_nothing_any_more) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  const auto theirs = claim(other_mail, MailClass::link, 10, start + 16min);
  BOOST_REQUIRE_EQUAL(theirs.size(), 1u);
  BOOST_TEST(!mail_queue::keep(mail, mine, start + 1h));
  BOOST_TEST(!mail_queue::release(mail, mine));
  BOOST_TEST(!mail_queue::postpone(mail, mine, start + 1h, "451"));
  BOOST_TEST(!mail_queue::finish(mail, mine, mail_queue::Ending::sent, "250", false, start + 16min));
  BOOST_TEST(state(mine, start + 17min) == "leased");
  BOOST_TEST(mail_queue::finish(other_mail, theirs[0], mail_queue::Ending::sent, "250", false, start + 17min));
  BOOST_TEST(state(mine, start + 17min) == "sent");
}

BOOST_AUTO_TEST_CASE(a_mail_that_was_put_off_counts_a_failure_and_waits_until_it_is_due) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  BOOST_TEST(mail_queue::postpone(mail, mine, start + 30s, "451 4.7.1 later"));
  BOOST_TEST(state(mine, start + 29s) == "deferred");
  BOOST_TEST(state(mine, start + 30s) == "ready");
  BOOST_TEST(text("last_reply", mine.id).value() == "451 4.7.1 later");
  BOOST_TEST(claim(mail, MailClass::link, 1, start + 29s).empty());
  const ClaimedMail again = claim_one(start + 30s);
  BOOST_TEST(again.failures == 1);
  BOOST_TEST(again.attempt == 2);
}

BOOST_AUTO_TEST_CASE(a_released_mail_is_due_as_before_and_counts_no_failure) {
  add(MailClass::link, start, "first@example.jp");
  add(MailClass::link, start + 1s, "second@example.jp");
  const ClaimedMail mine = claim_one(start + 1min);
  BOOST_TEST(mail_queue::release(mail, mine));
  const ClaimedMail again = claim_one(start + 1min);
  BOOST_TEST(again.recipient == "first@example.jp");
  BOOST_TEST((again.due_at == start));
  BOOST_TEST(again.failures == 0);
  BOOST_TEST(again.attempt == 2);
}

BOOST_AUTO_TEST_CASE(every_end_wipes_the_payload) {
  for (const auto ending : {mail_queue::Ending::sent, mail_queue::Ending::dead, mail_queue::Ending::expired}) {
    add(MailClass::link, start);
    const ClaimedMail mine = claim_one(start);
    BOOST_TEST(text("sealed_payload", mine.id).has_value());
    BOOST_TEST(mail_queue::finish(mail, mine, ending, "", false, start + 1s));
    BOOST_TEST(!text("sealed_payload", mine.id).has_value());
  }
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  mail_queue::release(mail, mine);
  BOOST_TEST(mail_queue::remove(ctl, mine.id, start + 1s));
  BOOST_TEST(!text("sealed_payload", mine.id).has_value());
  BOOST_TEST(state(mine, start + 1s) == "deleted");
}

BOOST_AUTO_TEST_CASE(an_end_may_be_said_twice_but_not_changed) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  BOOST_TEST(mail_queue::finish(mail, mine, mail_queue::Ending::sent, "250", false, start + 1s));
  BOOST_TEST(mail_queue::finish(mail, mine, mail_queue::Ending::sent, "250", false, start + 1s));
  BOOST_TEST(!mail_queue::finish(mail, mine, mail_queue::Ending::dead, "550", false, start + 1s));
  BOOST_TEST(!mail_queue::postpone(mail, mine, start + 1h, "451"));
  BOOST_TEST(!mail_queue::keep(mail, mine, start + 1h));
  BOOST_TEST(state(mine, start + 1h) == "sent");
}

BOOST_AUTO_TEST_CASE(mails_that_were_sent_together_are_finished_together_but_for_those_that_are_somebody_elses_by_now) {
  for (int number = 0; number < 4; ++number) add(MailClass::link, start);
  const auto mine = claim(mail, MailClass::link, 3, start);
  const ClaimedMail beside = claim_one(start);
  mail_queue::release(mail, mine[1]);
  const ClaimedMail theirs = claim(other_mail, MailClass::link, 1, start).at(0);
  BOOST_REQUIRE((theirs.id == mine[1].id));
  const std::vector<mail_queue::Sent> sent{{mine[0], "250 one"}, {mine[1], "250 two"}, {mine[2], "250 \"three\""}};
  BOOST_TEST(mail_queue::finish_sent(mail, sent, start + 1s) == 2u);
  BOOST_TEST(mail_queue::finish_sent(mail, sent, start + 1s) == 2u);  // may be said twice
  for (const std::size_t number : {0u, 2u}) {
    BOOST_TEST(state(mine[number], start + 1s) == "sent");
    BOOST_TEST(text("last_reply", mine[number].id).value() == sent[number].reply);
    BOOST_TEST(!text("sealed_payload", mine[number].id).has_value());
  }
  BOOST_TEST(state(theirs, start + 1s) == "leased");
  BOOST_TEST(state(beside, start + 1s) == "leased");
  BOOST_TEST(text("sealed_payload", beside.id).has_value());
}

// What is finished together is found by its number: another worker's open transaction is not waited for, however small
// the table.
BOOST_AUTO_TEST_CASE(finishing_and_leasing_touch_no_other_mail) {
  for (int number = 0; number < 4; ++number) add(MailClass::link, start);
  const auto mine = claim(mail, MailClass::link, 2, start);
  db::Transaction holding(other_mail);
  BOOST_TEST(mail_queue::claim(other_mail, MailClass::link, 1, {"other", start, start + 15min}).size() == 1u);
  BOOST_TEST(claim(mail, MailClass::link, 1, start).size() == 1u);
  BOOST_TEST(mail_queue::finish_sent(mail, std::vector<mail_queue::Sent>{{mine[0], "250"}, {mine[1], "250"}}, start) ==
             2u);
}

BOOST_AUTO_TEST_CASE(a_mail_longer_than_any_of_ours_is_claimed_without_its_payload) {
  db::SocietyDatabase inside(web, society("mihon"));
  mail_queue::enqueue(inside,
                      {MailClass::link,
                       "test",
                       {},
                       "taro@example.jp",
                       new_message_id("info@example.jp"),
                       std::string(10'000'000, 'x'),
                       start + 1h},
                      start);
  BOOST_TEST(!claim_one(start).sealed_payload.has_value());
}

BOOST_AUTO_TEST_CASE(a_refused_recipient_is_marked_with_the_account_of_the_same_society_only) {
  std::vector<SocietyId> societies{society("mihon"), society("tameshi")};
  for (const SocietyId each : societies) {
    all.execute(R"(
      INSERT INTO members (society_id, id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                           enrolled_on, postal_code, address)
      VALUES (?, 1, '', '1', '00', '本人', '見本 太郎', '', '', '1980-01-01', 'm', '2020-04-01', '', ''))",
                each);
    all.execute(R"(
      INSERT INTO accounts (society_id, id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname,
          created_at)
      VALUES (?, 1, 1, 'taro', '', '', ?, '', ?))",
                each, start, start);
    for (const char* address : {"Taro@example.jp", "other@example.jp"})  // the mail went to taro@
      all.execute(
          "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at) VALUES (?, 1, ?, 0, ?)",
          each, address, start);
  }
  add(MailClass::link, start);
  BOOST_TEST(mail_queue::finish(mail, claim_one(start), mail_queue::Ending::dead, "550 5.1.1", true, start + 1s));
  auto rows = all.select(
      "SELECT society_id, address FROM account_emails WHERE bounced_at IS NOT NULL ORDER BY address LIMIT 10");
  BOOST_REQUIRE(rows.next());
  BOOST_TEST(rows.get<std::string>("address") == "Taro@example.jp");
  BOOST_TEST((rows.get<SocietyId>("society_id") == societies[0]));
  BOOST_TEST(!rows.next());
}

// The trigger that marks one has nothing to run for any other change.
BOOST_AUTO_TEST_CASE(a_change_of_a_mail_is_one_update_unless_its_recipient_was_refused) {
  db::Database root(server.settings(DatabaseRole::root));
  const auto updates = [&root] {
    auto rows = root.select(
        "SELECT CAST(VARIABLE_VALUE AS SIGNED) AS count FROM information_schema.GLOBAL_STATUS"
        " WHERE VARIABLE_NAME = 'COM_UPDATE'");
    rows.next();
    return rows.get<std::int64_t>("count");
  };
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  const auto before = updates();
  BOOST_TEST(mail_queue::keep(mail, mine, start + 20min));
  BOOST_TEST(updates() - before == 1);
  BOOST_TEST(mail_queue::finish(mail, mine, mail_queue::Ending::dead, "550 5.1.1", true, start + 1s));
  BOOST_TEST(updates() - before == 3);
}

BOOST_AUTO_TEST_CASE(the_database_lets_the_mailer_see_the_queue_alone_and_the_web_worker_only_add_to_it) {
  add(MailClass::link, start);
  BOOST_CHECK_THROW(web.select("SELECT sealed_payload FROM mail_queue WHERE id = 1"), std::runtime_error);
  BOOST_CHECK_THROW(mail.select("SELECT name FROM members WHERE id = 1"), std::runtime_error);
  BOOST_CHECK_THROW(mail.select("SELECT address FROM account_emails WHERE account_id = 1"), std::runtime_error);
  BOOST_CHECK_THROW(mail.execute("UPDATE account_emails SET address = '' WHERE society_id = 1"), std::runtime_error);
  BOOST_CHECK_THROW(mail.execute("DELETE FROM mail_queue WHERE id = 1"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(what_is_due_is_told_class_by_class_with_the_databases_time) {
  const Timestamp now = mail.now();
  BOOST_TEST((!mail_queue::look(mail).link && !mail_queue::look(mail).security && !mail_queue::look(mail).news));
  add(MailClass::news, now - 1s);
  add(MailClass::security, now + 1h);
  const auto due = mail_queue::look(mail);
  BOOST_TEST((!due.link && !due.security && due.news));
  BOOST_TEST((due.now >= now && due.now < now + 1min));
  add(MailClass::link, now - 1s);
  add(MailClass::security, now - 1s);
  BOOST_TEST((mail_queue::look(mail).link && mail_queue::look(mail).security));
}

BOOST_AUTO_TEST_CASE(figures_count_what_waits_what_is_being_sent_and_what_failed_lately) {
  for (int count = 0; count < 5; ++count) add(MailClass::link, start);
  const auto claimed = claim(mail, MailClass::link, 3, start);
  mail_queue::finish(mail, claimed[0], mail_queue::Ending::dead, "550", false, start);
  mail_queue::postpone(mail, claimed[1], start + 30s, "451");
  add(MailClass::news, start);
  mail_queue::finish(mail, claim(mail, MailClass::news, 1, start).front(), mail_queue::Ending::expired, "", false,
                     start);
  const auto found = mail_queue::figures(mail, start + 1s);
  BOOST_TEST(found.waiting == 3);
  BOOST_TEST(found.sending == 1);
  BOOST_TEST(found.failed == 2);
  BOOST_TEST(mail_queue::figures(mail, start + 25h).failed == 0);
}

BOOST_AUTO_TEST_CASE(staff_hold_a_mail_and_let_it_go_again) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  mail_queue::release(mail, mine);
  BOOST_TEST(mail_queue::hold(ctl, mine.id, start));
  BOOST_TEST(!mail_queue::hold(ctl, mine.id, start));
  BOOST_TEST(state(mine, start + 1h) == "held");
  BOOST_TEST(claim(mail, MailClass::link, 1, start + 1h).empty());
  BOOST_TEST(mail_queue::unhold(ctl, mine.id));
  BOOST_TEST(!mail_queue::unhold(ctl, mine.id));
  BOOST_TEST((claim_one(start + 1h).due_at == start));
}

BOOST_AUTO_TEST_CASE(a_mail_that_is_being_sent_can_be_neither_held_nor_deleted_nor_retried) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  BOOST_TEST(!mail_queue::hold(ctl, mine.id, start + 1s));
  BOOST_TEST(!mail_queue::remove(ctl, mine.id, start + 1s));
  BOOST_TEST(!mail_queue::retry(ctl, mine.id, start + 1s));
  BOOST_TEST(mail_queue::finish(mail, mine, mail_queue::Ending::sent, "250", false, start + 2s));
}

BOOST_AUTO_TEST_CASE(a_hold_after_the_lease_ran_out_stands_but_a_mail_that_was_sent_after_all_is_sent) {
  add(MailClass::link, start);
  const ClaimedMail mine = claim_one(start);
  BOOST_TEST(mail_queue::hold(ctl, mine.id, start + 16min));
  BOOST_TEST(!mail_queue::keep(mail, mine, start + 1h));
  BOOST_TEST(!mail_queue::postpone(mail, mine, start + 1h, "451"));
  BOOST_TEST(state(mine, start + 17min) == "held");
  BOOST_TEST(mail_queue::finish(mail, mine, mail_queue::Ending::sent, "250", false, start + 17min));
  BOOST_TEST(state(mine, start + 17min) == "sent");
}

BOOST_AUTO_TEST_CASE(retry_makes_a_deferred_mail_due_at_once) {
  add(MailClass::link, start);
  mail_queue::postpone(mail, claim_one(start), start + 30min, "451");
  const auto listed = mail_queue::list(ctl, {}, {}, 10, start + 1s);
  BOOST_REQUIRE_EQUAL(listed.size(), 1u);
  BOOST_TEST(listed[0].state == "deferred");
  BOOST_TEST(mail_queue::retry(ctl, listed[0].id, start + 1s));
  BOOST_TEST(claim_one(start + 1s).failures == 1);
}

BOOST_AUTO_TEST_CASE(the_list_filters_by_state_class_society_and_recipient_newest_first) {
  add(MailClass::link, start, "taro@example.jp", "mihon");
  add(MailClass::news, start, "taro@example.jp", "tameshi");
  add(MailClass::news, start, "hanako@example.jp", "tameshi");
  mail_queue::finish(mail, claim_one(start), mail_queue::Ending::sent, "250", false, start);
  const auto count = [this](mail_queue::Filter filter) { return mail_queue::list(ctl, filter, {}, 10, start).size(); };
  mail_queue::Filter filter;
  BOOST_TEST(count(filter) == 3u);
  filter.state = "sent";
  BOOST_TEST(count(filter) == 1u);
  filter.state = "ready";
  BOOST_TEST(count(filter) == 2u);
  filter.recipient = "taro@example.jp";
  BOOST_TEST(count(filter) == 1u);
  filter = {};
  filter.society = "tameshi";
  BOOST_TEST(count(filter) == 2u);
  filter.mail_class = 0;
  BOOST_TEST(count(filter) == 0u);
  const auto newest = mail_queue::list(ctl, {}, {}, 1, start);
  BOOST_TEST(newest.at(0).recipient == "hanako@example.jp");
  BOOST_TEST(mail_queue::list(ctl, {}, newest[0].id, 10, start).size() == 2u);
}

BOOST_AUTO_TEST_CASE(stats_count_by_class_and_state_and_name_the_oldest) {
  add(MailClass::link, start + 5s);
  add(MailClass::link, start);
  add(MailClass::news, start, "taro@example.jp", "tameshi");
  const auto found = mail_queue::stats(ctl, {}, start + 1min);
  BOOST_REQUIRE_EQUAL(found.size(), 2u);
  BOOST_TEST(found[0].state == "ready");
  BOOST_TEST(found[0].count == 2);
  BOOST_TEST((found[0].oldest_queued_at == start));
  BOOST_TEST(mail_queue::stats(ctl, "tameshi", start + 1min).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
