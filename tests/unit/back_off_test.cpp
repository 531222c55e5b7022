#include "mailer/back_off.hpp"

#include <vector>

#include <boost/test/unit_test.hpp>

namespace {

using namespace portal;
using namespace std::chrono_literals;

constexpr double middle = 0.5;  // of the random numbers: no spread

std::vector<std::chrono::seconds> first_waits(MailClass mail_class, int count) {
  std::vector<std::chrono::seconds> found;
  for (int failures = 1; failures <= count; ++failures)
    found.push_back(std::chrono::round<std::chrono::seconds>(retry_delay(mail_class, failures, middle)));
  return found;
}

BOOST_AUTO_TEST_SUITE(back_off_test)

BOOST_AUTO_TEST_CASE(link_mails_are_tried_again_after_half_a_minute_then_ever_later_up_to_a_quarter_hour) {
  const std::vector<std::chrono::seconds> expected{30s, 1min, 2min, 4min, 8min, 15min, 15min, 15min};
  BOOST_TEST((first_waits(MailClass::link, 8) == expected));
}

BOOST_AUTO_TEST_CASE(other_mails_are_tried_again_after_a_minute_then_ever_later_up_to_four_hours) {
  const std::vector<std::chrono::seconds> expected{1min, 5min, 15min, 30min, 1h, 2h, 4h, 4h, 4h};
  BOOST_TEST((first_waits(MailClass::security, 9) == expected));
  BOOST_TEST((first_waits(MailClass::news, 9) == expected));
}

BOOST_AUTO_TEST_CASE(waits_are_spread_by_a_fifth_to_both_sides) {
  BOOST_TEST((retry_delay(MailClass::link, 1, 0.0) == 24s));
  BOOST_TEST((retry_delay(MailClass::link, 1, 0.999999) <= 36s));
  BOOST_TEST((retry_delay(MailClass::link, 1, 0.999999) > 35'900ms));
}

BOOST_AUTO_TEST_CASE(no_wait_is_longer_than_the_longest) {
  for (const MailClass mail_class : {MailClass::link, MailClass::security, MailClass::news})
    for (int failures = 1; failures < 20; ++failures)
      BOOST_TEST((retry_delay(mail_class, failures, 0.999999) <= longest_retry_delay(mail_class)));
  BOOST_TEST((longest_retry_delay(MailClass::link) == 18min));
}

BOOST_AUTO_TEST_CASE(a_circuit_opened_by_a_clock_that_ran_ahead_is_closed) {
  Circuit circuit(30s, 5min);
  const Timestamp now = timestamp_from_sql("2026-11-22 04:20:00");
  circuit.failed(now + 24h, middle);
  BOOST_TEST(circuit.is_open(now + 24h));
  BOOST_TEST(!circuit.is_open(now));
}

BOOST_AUTO_TEST_CASE(a_wait_is_never_zero_whatever_the_count_of_failures) {
  for (const int failures : {-1, 0, 1, 1'000'000})
    BOOST_TEST((retry_delay(MailClass::news, failures, 0.0) >= 48s), failures);
}

BOOST_AUTO_TEST_CASE(a_circuit_is_closed_until_the_server_fails) {
  const Timestamp now{std::chrono::hours(490'000)};
  BOOST_TEST(!Circuit(30s, 5min).is_open(now));
}

BOOST_AUTO_TEST_CASE(an_open_circuit_waits_twice_as_long_each_time_up_to_its_longest) {
  Circuit circuit(30s, 5min);
  Timestamp now{std::chrono::hours(490'000)};
  for (const std::chrono::seconds expected : {30s, 60s, 120s, 240s, 300s, 300s}) {
    BOOST_TEST((circuit.failed(now, middle) == expected));
    BOOST_TEST(circuit.is_open(now));
    BOOST_TEST(circuit.is_open(now + expected - 1ms));
    now += expected;
    BOOST_TEST(!circuit.is_open(now));
  }
}

BOOST_AUTO_TEST_CASE(a_server_that_works_again_closes_the_circuit_and_is_trusted_anew) {
  Circuit circuit(30s, 5min);
  const Timestamp now{std::chrono::hours(490'000)};
  circuit.failed(now, middle);
  circuit.failed(now, middle);
  BOOST_TEST(circuit.worked());
  BOOST_TEST(!circuit.is_open(now));
  BOOST_TEST(!circuit.worked());
  BOOST_TEST((circuit.failed(now, middle) == 30s));
}

const Breadth::Clock::time_point start{std::chrono::hours(1)};

BOOST_AUTO_TEST_CASE(one_mail_is_under_way_until_the_server_works_then_several_and_a_link_beside_them) {
  Breadth breadth(4, 5min);
  BOOST_TEST(breadth.of(MailClass::link) == 1);
  BOOST_TEST(breadth.of(MailClass::news) == 1);
  breadth.worked(start);
  BOOST_TEST(breadth.of(MailClass::link) == 5);
  BOOST_TEST(breadth.of(MailClass::security) == 4);
  BOOST_TEST(breadth.of(MailClass::news) == 4);
}

BOOST_AUTO_TEST_CASE(whoever_wants_one_conversation_gets_strictly_one) {
  Breadth breadth(1, 5min);
  breadth.worked(start);
  BOOST_TEST(breadth.of(MailClass::link) == 1);
  BOOST_TEST(breadth.of(MailClass::news) == 1);
}

BOOST_AUTO_TEST_CASE(a_server_that_refuses_conversations_gets_as_many_as_it_took_for_a_while) {
  Breadth breadth(4, 5min);
  breadth.worked(start);
  BOOST_TEST(breadth.refused(3, start));
  BOOST_TEST(!breadth.refused(2, start));
  BOOST_TEST(!breadth.refused(4, start));  // never more than before
  breadth.worked(start + 4min);
  BOOST_TEST(breadth.of(MailClass::link) == 2);
  BOOST_TEST(breadth.of(MailClass::news) == 1);
  BOOST_TEST(!breadth.refused(0, start + 4min));
  BOOST_TEST(breadth.of(MailClass::news) == 1);  // one always
  breadth.worked(start + 9min);
  BOOST_TEST(breadth.of(MailClass::news) == 4);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
