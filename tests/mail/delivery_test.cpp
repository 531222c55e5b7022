#include "mailer/delivery.hpp"

#include <array>

#include <arpa/inet.h>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/secret.hpp"
#include "tests/support/sink.hpp"

#ifdef __has_feature  // clang's
#if __has_feature(address_sanitizer)
#define LOOKS_FOR_LEAKS
#include <sanitizer/lsan_interface.h>
#endif
#endif

namespace {

using namespace portal;
using namespace std::chrono_literals;
using testing::Sink;

constexpr DeliveryTimeouts short_timeouts{1500ms, 1500ms, 1500ms, 3s};

Relay relay_to(const Sink& sink, SmtpTls tls = SmtpTls::none) {
  return {"localhost",         sink.port(),   tls, "", "", tls == SmtpTls::none ? "" : sink.authority(),
          "portal.example.jp", short_timeouts};
}

OutgoingMail mail_to(const std::string& recipient) {
  return {"見本健康保険組合",
          "info@mihon.example.jp",
          recipient,
          "id1@mihon.example.jp",
          "ご案内",
          "こんにちは\n.\n",
          timestamp_from_sql("2026-11-22 03:04:05.000000")};
}

std::string sha256_hex(const std::string& text) {
  const std::string bytes = secret::from_base64url(secret::digest(text)).value();
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

bool always(Phase) { return true; }

DeliveryResult give(Delivery& delivery, const OutgoingMail& mail, const Delivery::KeepGoing& keep_going) {
  return delivery.deliver(mail, message_of(mail), keep_going);
}

DeliveryResult try_once(Delivery& delivery, const std::string& recipient = "taro@example.jp") {
  return give(delivery, mail_to(recipient), always);
}

std::string described(const DeliveryResult& result) {
  return std::string(name_of(result.outcome)) + ": " + result.reply;
}

// A mail server and what one try comes to when it behaves as told.
struct Script {
  std::string outcome_when(std::initializer_list<const char*> rules) {
    sink.rules(rules);
    Delivery delivery(relay_to(sink));
    const auto began = std::chrono::steady_clock::now();
    const DeliveryResult result = try_once(delivery);
    BOOST_TEST((std::chrono::steady_clock::now() - began < 9s), *rules.begin());
    BOOST_TEST(result.reply.find('@') == std::string::npos, result.reply);
    BOOST_TEST_MESSAGE(*rules.begin() << " -> " << described(result));
    return name_of(result.outcome);
  }
  Sink sink;
};

BOOST_AUTO_TEST_SUITE(delivery_test)

BOOST_AUTO_TEST_CASE(many_mails_go_over_one_connection_byte_for_byte) {
  Sink sink;
  Delivery delivery(relay_to(sink));
  constexpr std::size_t count = 50;
  for (std::size_t number = 0; number < count; ++number)
    BOOST_TEST(described(try_once(delivery)) == "sent: 250 2.0.0 mail accepted");
  BOOST_TEST(sink.accepted() == count);
  BOOST_TEST(sink.connections() == 1u);
  BOOST_TEST(sink.lines("fault").empty());
  const std::string digest = sha256_hex(message_of(mail_to("taro@example.jp")));
  for (const std::string& line : sink.lines("accepted")) BOOST_TEST(line.find(digest) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_mail_for_a_carriers_relic_names_it_in_quotes) {
  Sink sink;
  Delivery delivery(relay_to(sink));
  BOOST_TEST((try_once(delivery, "a..b@docomo.ne.jp").outcome == Outcome::sent));
  BOOST_TEST(sink.lines("recipient").at(0).find(R"("\"a..b\"@docomo.ne.jp")") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_the_server_answers_at_each_step_decides, Script) {
  BOOST_TEST(outcome_when({"* 421@banner"}) == "server_unusable");
  BOOST_TEST(outcome_when({"* 554@banner"}) == "server_unusable");
  BOOST_TEST(outcome_when({"* 451@MAIL"}) == "later");
  BOOST_TEST(outcome_when({"* 550@MAIL"}) == "rejected");
  BOOST_TEST(outcome_when({"* 530@MAIL"}) == "server_unusable");
  BOOST_TEST(outcome_when({"* 451@RCPT"}) == "later");
  BOOST_TEST(outcome_when({"* 421@RCPT"}) == "later");
  BOOST_TEST(outcome_when({"* 550@RCPT"}) == "recipient_refused");
  BOOST_TEST(outcome_when({"* 451@DOT"}) == "later");
  BOOST_TEST(outcome_when({"* 550@DOT"}) == "rejected");
}

BOOST_FIXTURE_TEST_CASE(where_the_connection_breaks_decides, Script) {
  BOOST_TEST(outcome_when({"* close@banner"}) == "server_unusable");
  BOOST_TEST(outcome_when({"* close@EHLO"}) == "server_unusable");
  BOOST_TEST(outcome_when({"* close@MAIL"}) == "later");
  BOOST_TEST(outcome_when({"* close@RCPT"}) == "later");
  BOOST_TEST(outcome_when({"* close@DATA"}) == "later");
  BOOST_TEST(outcome_when({"* close@DOT"}) == "unknown");
  BOOST_TEST(outcome_when({"* accept-then-RST@DOT"}) == "unknown");
}

BOOST_FIXTURE_TEST_CASE(where_the_server_falls_silent_decides, Script) {
  BOOST_TEST(outcome_when({"* hang@banner"}) == "server_unusable");
  BOOST_TEST(outcome_when({"* hang@EHLO"}) == "server_unusable");
  BOOST_TEST(outcome_when({"* hang@MAIL"}) == "later");
  BOOST_TEST(outcome_when({"* hang@RCPT"}) == "later");
  BOOST_TEST(outcome_when({"* hang@DATA"}) == "later");
  BOOST_TEST(outcome_when({"* hang@DOT"}) == "unknown");
  BOOST_TEST(outcome_when({"* sleep9@DOT"}) == "unknown");
}

BOOST_FIXTURE_TEST_CASE(a_slow_word_after_the_dot_is_waited_for, Script) {
  BOOST_TEST(outcome_when({"* sleep1.2@DOT"}) == "sent");
}

BOOST_FIXTURE_TEST_CASE(a_server_that_does_not_say_goodbye_holds_nobody_up, Script) {
  BOOST_TEST(outcome_when({"* hang@QUIT", "* 550@RCPT"}) == "recipient_refused");
  sink.rules({"* hang@QUIT"});
  Delivery delivery(relay_to(sink));
  try_once(delivery);
  const auto began = std::chrono::steady_clock::now();
  delivery.hang_up();
  BOOST_TEST((std::chrono::steady_clock::now() - began < 1s));
}

BOOST_FIXTURE_TEST_CASE(replies_in_several_lines_or_very_long_ones_are_understood, Script) {
  BOOST_TEST(outcome_when({"* multiline"}) == "sent");
  BOOST_TEST(outcome_when({"* long-reply"}) == "sent");
  BOOST_TEST(outcome_when({"* multiline", "* 550@RCPT"}) == "recipient_refused");
}

BOOST_AUTO_TEST_CASE(a_slow_server_is_borne_as_long_as_each_step_is_in_time) {
  Sink sink(Sink::Tls::none, {"--tarpit-seconds", "0.004"});
  sink.rules({"* tarpit"});
  Delivery delivery(relay_to(sink));
  BOOST_TEST((try_once(delivery).outcome == Outcome::sent));
  Sink slower(Sink::Tls::none, {"--tarpit-seconds", "0.5"});
  slower.rules({"* tarpit"});
  Delivery impatient(relay_to(slower));
  BOOST_TEST((try_once(impatient).outcome == Outcome::server_unusable));
}

BOOST_AUTO_TEST_CASE(a_refused_mail_does_not_hold_up_the_next_one) {
  Sink sink;
  sink.rules({"gone@example.jp 550@RCPT", "busy@example.jp 451@RCPT"});
  Delivery delivery(relay_to(sink));
  for (int count = 0; count < 3; ++count) {
    BOOST_TEST((try_once(delivery, "gone@example.jp").outcome == Outcome::recipient_refused));
    BOOST_TEST((try_once(delivery).outcome == Outcome::sent));
    BOOST_TEST((try_once(delivery, "busy@example.jp").outcome == Outcome::later));
  }
  BOOST_TEST(sink.accepted() == 3u);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_away_is_nobodys_failure_and_found_again_when_it_is_back) {
  Sink sink;
  Delivery delivery(relay_to(sink));
  BOOST_TEST((try_once(delivery).outcome == Outcome::sent));
  sink.stop();
  BOOST_TEST((try_once(delivery).outcome == Outcome::server_unusable));
  BOOST_TEST((try_once(delivery).outcome == Outcome::server_unusable));
  sink.start();
  BOOST_TEST((try_once(delivery).outcome == Outcome::sent));
  sink.stop();
  sink.start();  // the kept connection is gone, the server is well
  BOOST_TEST((try_once(delivery).outcome == Outcome::sent));
  BOOST_TEST(sink.accepted() == 3u);
}

// libcurl 8.14, Debian 13's, loses its copy of a name that nobody could resolve: the few bytes of each try are its own.
#ifdef LOOKS_FOR_LEAKS
using LeaksOfOthers = __lsan::ScopedDisabler;
#else
struct LeaksOfOthers {};
#endif

BOOST_AUTO_TEST_CASE(a_name_without_an_address_is_nobodys_failure) {
  [[maybe_unused]] const LeaksOfOthers not_counted;
  Delivery delivery({"relay.invalid", 25, SmtpTls::none, "", "", "", "portal.example.jp", short_timeouts});
  BOOST_TEST((try_once(delivery).outcome == Outcome::server_unusable));
}

// A listening socket whose queue is full: further connections hang, as behind a firewall that drops them.
struct FullListener {
  FullListener() {
    bind(listening, address(), sizeof local);
    listen(listening, 0);
    getsockname(listening, address(), &length);
    for (int& each : waiting) connect(each = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), address(), length);
  }
  ~FullListener() {
    for (const int each : waiting) close(each);
    close(listening);
  }
  sockaddr* address() { return reinterpret_cast<sockaddr*>(&local); }

  sockaddr_in local{AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {}};
  socklen_t length = sizeof local;
  int listening = socket(AF_INET, SOCK_STREAM, 0);
  std::array<int, 4> waiting{};
};

BOOST_AUTO_TEST_CASE(a_server_that_can_not_be_reached_is_given_up_in_time) {
  FullListener full;
  Delivery delivery(
      {"127.0.0.1", ntohs(full.local.sin_port), SmtpTls::none, "", "", "", "portal.example.jp", short_timeouts});
  const auto began = std::chrono::steady_clock::now();
  BOOST_TEST(described(try_once(delivery)) == "server_unusable: no answer in time at connecting");
  BOOST_TEST((std::chrono::steady_clock::now() - began < 5s));
}

BOOST_AUTO_TEST_CASE(whoever_lost_the_lease_stops_before_the_dot) {
  Sink sink;
  Delivery delivery(relay_to(sink));
  const auto until = [](Phase last) { return [last](Phase phase) { return phase < last; }; };
  for (const Phase phase : {Phase::connecting, Phase::greeting, Phase::body})
    BOOST_TEST((give(delivery, mail_to("taro@example.jp"), until(phase)).outcome == Outcome::interrupted),
               name_of(phase));
  BOOST_TEST(sink.accepted() == 0u);
  sink.rules({"* sleep9@DOT"});
  BOOST_TEST((give(delivery, mail_to("taro@example.jp"), until(Phase::after_dot)).outcome == Outcome::unknown));
}

BOOST_AUTO_TEST_CASE(tls_is_used_and_the_servers_certificate_checked) {
  Sink sink(Sink::Tls::starttls);
  Delivery delivery(relay_to(sink, SmtpTls::starttls));
  BOOST_TEST(described(try_once(delivery)) == "sent: 250 2.0.0 mail accepted");
  BOOST_TEST(sink.lines("accepted").at(0).find("\"tls\": true") != std::string::npos);
  Sink implicit(Sink::Tls::implicit);
  Delivery other(relay_to(implicit, SmtpTls::implicit));
  BOOST_TEST(described(try_once(other)) == "sent: 250 2.0.0 mail accepted");
}

BOOST_AUTO_TEST_CASE(no_mail_goes_to_a_server_that_can_not_prove_its_name) {
  Sink sink(Sink::Tls::starttls);
  const auto refused = [](Relay relay) {
    Delivery delivery(std::move(relay));
    return described(try_once(delivery));
  };
  Relay of_nobody = relay_to(sink, SmtpTls::starttls);
  of_nobody.ca_file = "";  // the system's authorities don't know the sink
  // Reading the system's authorities can outlast the test's short time under sanitizers: then too nothing is sent.
  BOOST_TEST(refused(of_nobody).starts_with("server_unusable: "));
  BOOST_TEST(sink.lines("accepted").empty());
  Relay by_other_name = relay_to(sink, SmtpTls::starttls);
  by_other_name.host = "127.0.0.1";
  BOOST_TEST(refused(by_other_name).starts_with("server_unusable: SSL: "));
  sink.rules({"* badtls"});
  BOOST_TEST(refused(relay_to(sink, SmtpTls::starttls)).starts_with("server_unusable: "));
  sink.rules({"* noSTARTTLS"});
  Relay with_password = relay_to(sink, SmtpTls::starttls);
  with_password.user = "portal";
  with_password.password = "secret";
  BOOST_TEST(refused(with_password) == "server_unusable: STARTTLS not supported. at greeting");
  BOOST_TEST(sink.accepted() == 0u);
  BOOST_TEST(sink.lines("fault").empty());  // no AUTH without TLS
}

BOOST_AUTO_TEST_CASE(authentication_happens_inside_tls_and_its_refusal_is_the_servers) {
  Sink sink(Sink::Tls::starttls);
  Relay relay = relay_to(sink, SmtpTls::starttls);
  relay.user = "portal";
  relay.password = "secret";
  Delivery delivery(relay);
  BOOST_TEST((try_once(delivery).outcome == Outcome::sent));
  sink.rules({"* 535@AUTH"});
  Delivery refused(relay);
  BOOST_TEST((try_once(refused).outcome == Outcome::server_unusable));
  BOOST_TEST(sink.lines("fault").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
