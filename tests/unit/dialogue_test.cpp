#include "mailer/dialogue.hpp"

#include <initializer_list>

#include <boost/test/unit_test.hpp>

namespace {

using namespace portal;

// A talk up to a step and the reply there, if any.
Dialogue talk(Phase phase, std::initializer_list<const char*> replies) {
  Dialogue dialogue;
  if (phase >= Phase::greeting) dialogue.connected();
  if (phase >= Phase::greeting) dialogue.sent("EHLO portal.example.jp\r\n");
  if (phase >= Phase::sender) dialogue.received("250 sink\r\n");
  if (phase >= Phase::sender) dialogue.sent("MAIL FROM:<info@example.jp>\r\n");
  if (phase >= Phase::recipient) dialogue.sent("RCPT TO:<taro@example.jp>\r\n");
  if (phase >= Phase::data) dialogue.sent("DATA\r\n");
  if (phase >= Phase::body) dialogue.body_began();
  if (phase >= Phase::after_dot) dialogue.body_ended();
  for (const char* reply : replies) dialogue.received(reply);
  return dialogue;
}

Outcome outcome(Phase phase, std::initializer_list<const char*> replies) { return talk(phase, replies).outcome(); }

BOOST_AUTO_TEST_SUITE(dialogue_test)

BOOST_AUTO_TEST_CASE(a_mail_is_sent_when_the_server_says_so_after_the_dot) {
  BOOST_TEST((outcome(Phase::after_dot, {"250 2.0.0 queued\r\n"}) == Outcome::sent));
}

BOOST_AUTO_TEST_CASE(without_a_word_after_the_dot_nobody_knows) {
  BOOST_TEST((outcome(Phase::after_dot, {}) == Outcome::unknown));
  BOOST_TEST((outcome(Phase::after_dot, {"250-half a reply\r\n"}) == Outcome::unknown));
}

BOOST_AUTO_TEST_CASE(a_recipient_is_refused_for_good_only_at_rcpt) {
  BOOST_TEST((outcome(Phase::recipient, {"550 5.1.1 unknown\r\n"}) == Outcome::recipient_refused));
  for (const Phase phase : {Phase::sender, Phase::data, Phase::after_dot})
    BOOST_TEST((outcome(phase, {"550 5.7.1 no\r\n"}) == Outcome::rejected), name_of(phase));
}

BOOST_AUTO_TEST_CASE(four_hundreds_and_lost_connections_mean_later) {
  for (const Phase phase : {Phase::sender, Phase::recipient, Phase::data, Phase::after_dot})
    for (const char* reply : {"451 4.7.1 later\r\n", "421 closing\r\n", "450 busy\r\n"})
      BOOST_TEST((outcome(phase, {reply}) == Outcome::later), name_of(phase) << ' ' << reply);
  for (const Phase phase : {Phase::sender, Phase::recipient, Phase::data, Phase::body})
    BOOST_TEST((outcome(phase, {}) == Outcome::later), name_of(phase));
}

BOOST_AUTO_TEST_CASE(before_the_mail_whatever_goes_wrong_is_the_servers_and_not_the_mails) {
  BOOST_TEST((outcome(Phase::connecting, {}) == Outcome::server_unusable));
  for (const char* reply :
       {"", "421 too busy\r\n", "454 no TLS now\r\n", "535 5.7.8 bad password\r\n", "554 go away\r\n"})
    BOOST_TEST((outcome(Phase::greeting, {reply}) == Outcome::server_unusable), reply);
}

BOOST_AUTO_TEST_CASE(a_server_that_wants_authentication_is_unusable_at_every_step) {
  for (const Phase phase : {Phase::sender, Phase::recipient, Phase::data, Phase::after_dot})
    for (const char* reply : {"530 5.7.0 authenticate\r\n", "535 5.7.8 no\r\n"})
      BOOST_TEST((outcome(phase, {reply}) == Outcome::server_unusable), name_of(phase) << ' ' << reply);
}

BOOST_AUTO_TEST_CASE(a_reply_counts_when_its_last_line_is_here) {
  const Dialogue half = talk(Phase::recipient, {"550-5.1.1 one\r\n", "550-5.1.1 two\r\n"});
  BOOST_TEST(half.code() == 0);
  const Dialogue whole = talk(Phase::recipient, {"550-5.1.1 one\r\n", "550 5.1.1 two\r\n"});
  BOOST_TEST(whole.code() == 550);
  BOOST_TEST(whole.reply() == "550-5.1.1 one  550 5.1.1 two  ");
}

BOOST_AUTO_TEST_CASE(a_reply_to_one_command_is_not_taken_for_the_next_ones) {
  Dialogue dialogue = talk(Phase::recipient, {"250 ok\r\n"});
  dialogue.sent("DATA\r\n");
  BOOST_TEST(dialogue.code() == 0);
  BOOST_TEST(dialogue.reply() == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_reply_is_not_heard) {
  BOOST_TEST(talk(Phase::recipient, {"25\r\n", "", "abc def\r\n", "\r\n"}).code() == 0);
}

BOOST_AUTO_TEST_CASE(no_address_stays_in_a_reply) {
  BOOST_TEST(without_addresses("550 5.1.1 <taro@example.jp>: Recipient rejected", "taro@example.jp") ==
             "550 5.1.1 *** Recipient rejected");
  BOOST_TEST(without_addresses("550 5.1.1 \"a..b\"@docomo.ne.jp unknown", "a..b@docomo.ne.jp") ==
             "550 5.1.1 *** unknown");
  BOOST_TEST(without_addresses("550 User TARO unknown (taro)", "taro@example.jp") == "550 User *** unknown (***)");
  BOOST_TEST(without_addresses("550 tarot and kentaro stay", "taro@example.jp") == "550 tarot and kentaro stay");
  BOOST_TEST(without_addresses("taro", "taro@example.jp") == "***");
  BOOST_TEST(without_addresses("550 a-.-.-", "-.-@example.jp") == "550 a-.***");
  BOOST_TEST(without_addresses("550 a?a?", "a?@example.jp") == "550 ******");  // found by the fuzzer
  BOOST_TEST(without_addresses("550 *-*", "*@example.jp") == "550 *-*");
}

BOOST_AUTO_TEST_CASE(a_reply_is_kept_printable_and_short) {
  BOOST_TEST(without_addresses("550 a\r\n\tb\x01\xE3\x81\x82", "taro@example.jp") == "550 a ?b????");
  BOOST_TEST(without_addresses(std::string(5000, 'x'), "taro@example.jp").size() == 200u);
  BOOST_TEST(without_addresses("", "taro@example.jp") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
