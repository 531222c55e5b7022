#include "sql/audit/reports.hpp"

#include <boost/test/unit_test.hpp>

#include "sql/applications/applications.hpp"
#include "sql/publishing/notices.hpp"
#include "tests/support/test_portal.hpp"

namespace reports = portal::reports;
using namespace std::chrono_literals;
using portal::MemberId;
using portal::NoticeId;
using portal::Timestamp;
using portal::testing::TestPortal;
using reports::Date;

namespace {

constexpr Date today = 2026y / 11 / 22;
constexpr int readable_months = 12;

NoticeId publish(TestPortal& portal, const std::string& title, Date from, portal::notices::Audience audience = {}) {
  portal::notices::Notice notice;
  notice.name = notice.title = title;
  notice.body = "本文です。\n";
  notice.from = from;
  notice.audience = std::move(audience);
  auto db = portal.staff_of("mihon");
  const Timestamp published_at = std::chrono::sys_days(from) - 1h;
  return portal::notices::publish(db, notice, published_at).id;
}

std::vector<reports::Unread> unread(TestPortal& portal, int days, int count_max = 100, MemberId after = {}) {
  auto db = portal.staff_of("mihon");
  return reports::unread(db, {today, std::chrono::sys_days(today) - std::chrono::days{days}, readable_months}, after,
                         count_max);
}

const reports::Unread* of(const std::vector<reports::Unread>& list, MemberId member) {
  const auto found = std::ranges::find(list, member, &reports::Unread::member_id);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reports_of_staff)

BOOST_AUTO_TEST_CASE(the_postal_list_names_who_has_not_opened_what_is_old_enough_and_there_for_them) {
  TestPortal portal;
  const MemberId hanako = portal.member("mihon", "0001001");
  const MemberId taro = portal.member("mihon", "0001002");
  const NoticeId old = publish(portal, "古い", 2026y / 10 / 1);
  portal::notices::Audience only_taro;
  only_taro.members = {taro};
  publish(portal, "もっと古い", 2026y / 9 / 1, only_taro);
  publish(portal, "新しい", 2026y / 11 / 15);
  auto db = portal.staff_of("mihon");
  portal::notices::mark_read(db, hanako, old, portal.now);
  const auto list = unread(portal, 30);
  BOOST_TEST((of(list, hanako) == nullptr));
  BOOST_REQUIRE((of(list, taro) != nullptr));
  BOOST_TEST(of(list, taro)->notices == 2);
  BOOST_TEST((of(list, taro)->since == 2026y / 9 / 1));
  BOOST_TEST(!of(list, taro)->address.empty());
  BOOST_REQUIRE((of(unread(portal, 7), hanako) != nullptr));
  BOOST_TEST((of(unread(portal, 8), hanako) == nullptr));
  BOOST_TEST(unread(portal, 30, 1).size() == 1U);
  const auto rest = unread(portal, 30, 100, list.front().member_id);
  BOOST_TEST(rest.size() == list.size() - 1);
  auto other = portal.staff_of("tameshi");
  BOOST_TEST(reports::unread(other, {today, today, readable_months}, {}, 100).empty());
}

BOOST_AUTO_TEST_CASE(protected_members_are_on_the_postal_list_and_those_long_gone_are_not) {
  TestPortal portal;
  const MemberId hanako = portal.member("mihon", "0001001");
  const MemberId taro = portal.member("mihon", "0001002");
  publish(portal, "古い", 2025y / 1 / 10);
  portal.staff.execute("UPDATE members SET is_protected = TRUE WHERE id = ?", hanako);
  portal.staff.execute("UPDATE members SET left_on = '2025-11-22' WHERE id = ?", taro);
  BOOST_TEST((of(unread(portal, 30), hanako) != nullptr));
  BOOST_REQUIRE((of(unread(portal, 30), taro) != nullptr));
  BOOST_TEST((of(unread(portal, 30), taro)->left_on == 2025y / 11 / 22));
  portal.staff.execute("UPDATE members SET left_on = '2025-11-21' WHERE id = ?", taro);
  BOOST_TEST((of(unread(portal, 30), taro) == nullptr));
}

BOOST_AUTO_TEST_CASE(a_month_is_counted_by_days_of_japan_and_for_one_society) {
  TestPortal portal;
  auto db = portal.staff_of("mihon");
  const Timestamp from = std::chrono::sys_days(2026y / 10 / 1) - 9h;
  const Timestamp until = std::chrono::sys_days(2026y / 11 / 1) - 9h;
  const MemberId hanako = portal.member("mihon", "0001001");
  for (const Timestamp at : {from - 1us, from, from + 24h - 1us, until - 1us, until})
    portal::notices::mark_read(db, hanako, publish(portal, portal::to_sql(at), 2026y / 9 / 1), at);
  portal::applications::create(db, {portal::applications::Kind::limit_certificate, {}, hanako, hanako},
                               from + std::chrono::days{14});
  std::vector<std::pair<std::string, Date>> days;
  for (const auto& one : reports::by_day(db, from, until))
    for (auto left = one.count; left > 0; --left) days.emplace_back(one.what, one.day);
  const std::vector<std::pair<std::string, Date>> expected{{"application limit_certificate", 2026y / 10 / 15},
                                                           {"notices read", 2026y / 10 / 1},
                                                           {"notices read", 2026y / 10 / 1},
                                                           {"notices read", 2026y / 10 / 31}};
  BOOST_TEST((days == expected));
  const auto made = reports::applications_made(db, from, until);
  BOOST_REQUIRE(made.size() == 1U);
  BOOST_TEST((made[0].status == portal::applications::Status::received && made[0].count == 1));
  auto other = portal.staff_of("tameshi");
  BOOST_TEST(reports::by_day(other, from, until).empty());
  BOOST_TEST(reports::applications_made(other, from, until).empty());
}

BOOST_AUTO_TEST_CASE(a_mail_that_expired_was_not_delivered_either) {
  TestPortal portal;
  const Timestamp at = std::chrono::sys_days(2026y / 10 / 5);
  for (const char* outcome : {"sent", "dead", "expired", "deleted"})
    portal.staff.execute(
        "INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, not_after, outcome,"
        " finished_at) SELECT id, 0, 'test', 'a@example.jp', ?, ?, ?, ?, ? FROM societies WHERE slug = 'mihon'",
        outcome, at, at, outcome, at);
  auto db = portal.staff_of("mihon");
  std::vector<std::pair<std::string, std::int64_t>> counted;
  for (const auto& one : reports::by_day(db, at, at + 1h)) counted.emplace_back(one.what, one.count);
  const std::vector<std::pair<std::string, std::int64_t>> expected{{"mail failed 0", 2}, {"mail sent 0", 1}};
  BOOST_TEST((counted == expected));
}

BOOST_AUTO_TEST_SUITE_END()
