#include <sstream>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "mailer/delivery.hpp"

namespace {

using namespace portal;

OutgoingMail guide() {
  return {"見本健康保険組合",
          "info@mihon.example.jp",
          "taro@example.jp",
          "abc123@mihon.example.jp",
          "利用登録手続きのご案内",
          "次のURLから手続きしてください。\nhttps://portal.example.jp/mihon/register/start?t=secret\n.\n..\n終わり\n",
          timestamp_from_sql("2026-11-22 03:04:05.678000")};
}

std::vector<std::string> lines_of(const std::string& message) {
  std::vector<std::string> lines;
  std::istringstream in(message);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The header's value, unfolded, as it stands.
std::string header(const std::string& message, const std::string& name) {
  std::string value;
  bool inside = false;
  for (const std::string& line : lines_of(message)) {
    if (line == "\r") break;
    if (inside && line.starts_with(" "))
      value += line.substr(0, line.size() - 1);
    else
      inside = line.starts_with(name + ":");
    if (inside && value.empty()) value = line.substr(name.size() + 1, line.size() - name.size() - 2);
  }
  return value.substr(std::min(value.size(), value.find_first_not_of(' ')));
}

std::string from_base64(std::string text) {
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  std::erase_if(text, [](char c) { return c == '=' || c == '\r' || c == '\n'; });
  return secret::from_base64url(text).value();
}

// RFC 2047: spaces between encoded words vanish.
std::string decoded(std::string value) {
  std::string text;
  constexpr std::string_view begin = "=?UTF-8?B?";
  while (value.starts_with(begin)) {
    const auto end = value.find("?=");
    BOOST_TEST(end + 2 <= 75u);
    text += from_base64(value.substr(begin.size(), end - begin.size()));
    value = value.substr(std::min(value.size(), value.find_first_not_of(' ', end + 2)));
  }
  return text + value;
}

std::string body(const std::string& message) { return from_base64(message.substr(message.find("\r\n\r\n") + 4)); }

BOOST_AUTO_TEST_SUITE(message_test)

BOOST_AUTO_TEST_CASE(a_mail_has_the_headers_that_receivers_expect) {
  const std::string message = message_of(guide());
  BOOST_TEST(header(message, "Date") == "Sun, 22 Nov 2026 12:04:05 +0900");
  BOOST_TEST(decoded(header(message, "From")) == "見本健康保険組合<info@mihon.example.jp>");
  BOOST_TEST(header(message, "To") == "taro@example.jp");
  BOOST_TEST(decoded(header(message, "Subject")) == "利用登録手続きのご案内");
  BOOST_TEST(header(message, "Message-Id") == "<abc123@mihon.example.jp>");
  BOOST_TEST(header(message, "MIME-Version") == "1.0");
  BOOST_TEST(header(message, "Auto-Submitted") == "auto-generated");
  BOOST_TEST(header(message, "X-Auto-Response-Suppress") == "All");
  BOOST_TEST(header(message, "Content-Type") == "text/plain; charset=utf-8");
  BOOST_TEST(header(message, "Content-Transfer-Encoding") == "base64");
}

BOOST_AUTO_TEST_CASE(a_mail_that_can_be_stopped_by_one_click_says_how_in_its_headers) {
  OutgoingMail mail = guide();
  BOOST_TEST(message_of(mail).find("List-Unsubscribe") == std::string::npos);
  mail.unsubscribe_url = "https://portal.example.jp/mihon/unsubscribe?r=" + std::string(43, 'a');
  const std::string message = message_of(mail);
  BOOST_TEST(header(message, "List-Unsubscribe") == "<" + mail.unsubscribe_url + ">");
  BOOST_TEST(header(message, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click");
  BOOST_TEST(fault_of(mail) == "");
  for (const char* bad : {"https://x/\r\nBcc: a@b.example.jp", "https://x/>", "javascript:1", "https://x/ y"}) {
    mail.unsubscribe_url = bad;
    BOOST_TEST(fault_of(mail) != "");
  }
}

BOOST_AUTO_TEST_CASE(the_text_arrives_as_written_with_mails_line_ends) {
  OutgoingMail mail = guide();
  BOOST_TEST(body(message_of(mail)) ==
             "次のURLから手続きしてください。\r\nhttps://portal.example.jp/mihon/register/"
             "start?t=secret\r\n.\r\n..\r\n終わり\r\n");
  mail.text = "一\r\n二\r三";
  BOOST_TEST(body(message_of(mail)) == "一\r\n二三\r\n");
  mail.text = "";
  BOOST_TEST(body(message_of(mail)) == "\r\n");
}

BOOST_AUTO_TEST_CASE(every_line_is_ascii_short_and_ends_in_crlf) {
  OutgoingMail mail = guide();
  mail.subject = "新着のお知らせ" +
                 std::string("（医療費通知・通知書・証明書・健保からのお知らせ・トピックス）をまとめてお届けします");
  mail.from_name = "東京都見本情報サービス産業関連企業健康保険組合連合会";
  for (int count = 0; count < 1000; ++count) mail.text += "長い文章をつづけて書きます。";
  const std::string message = message_of(mail);
  for (const std::string& line : lines_of(message)) {
    BOOST_TEST(line.ends_with('\r'));
    BOOST_TEST(line.size() <= 78u);
  }
  for (const char c : message) BOOST_REQUIRE(static_cast<unsigned char>(c) < 0x80);
  BOOST_TEST(decoded(header(message, "Subject")) == mail.subject);
  BOOST_TEST(decoded(header(message, "From")) == mail.from_name + "<info@mihon.example.jp>");
}

BOOST_AUTO_TEST_CASE(names_with_difficult_characters_arrive_byte_for_byte) {
  OutgoingMail mail = guide();
  mail.subject = "𠮷田 髙橋 﨑 邉󠄂 🍣 のお知らせ と 表示";
  BOOST_TEST(decoded(header(message_of(mail), "Subject")) == mail.subject);
}

BOOST_AUTO_TEST_CASE(an_ascii_subject_and_name_stay_readable) {
  OutgoingMail mail = guide();
  mail.subject = "Portal test";
  mail.from_name = "Mihon, Inc.";
  const std::string message = message_of(mail);
  BOOST_TEST(header(message, "Subject") == "Portal test");
  BOOST_TEST(header(message, "From") == "\"Mihon, Inc.\" <info@mihon.example.jp>");
}

BOOST_AUTO_TEST_CASE(every_try_sends_the_same_bytes) { BOOST_TEST(message_of(guide()) == message_of(guide())); }

BOOST_AUTO_TEST_CASE(a_carriers_relic_stands_in_quotes) {
  BOOST_TEST(written("taro@example.jp") == "taro@example.jp");
  BOOST_TEST(written("a..b@docomo.ne.jp") == "\"a..b\"@docomo.ne.jp");
  BOOST_TEST(written("a.@ezweb.ne.jp") == "\"a.\"@ezweb.ne.jp");
  OutgoingMail mail = guide();
  mail.recipient = "a..b@docomo.ne.jp";
  BOOST_TEST(fault_of(mail) == "");
  BOOST_TEST(header(message_of(mail), "To") == "\"a..b\"@docomo.ne.jp");
}

BOOST_AUTO_TEST_CASE(a_good_mail_has_no_fault) { BOOST_TEST(fault_of(guide()) == ""); }

BOOST_AUTO_TEST_CASE(a_mail_that_could_carry_foreign_headers_or_commands_has_a_fault) {
  const auto fault_with = [](std::string OutgoingMail::* field, std::string_view value) {
    OutgoingMail mail = guide();
    mail.*field = value;
    return fault_of(mail);
  };
  BOOST_TEST(fault_with(&OutgoingMail::recipient, "taro@example.jp>\r\nRCPT TO:<all@example.jp") != "");
  BOOST_TEST(fault_with(&OutgoingMail::recipient, "taro") != "");
  BOOST_TEST(fault_with(&OutgoingMail::recipient, "") != "");
  BOOST_TEST(fault_with(&OutgoingMail::from_address, "info@mihon.example.jp\r\n") != "");
  BOOST_TEST(fault_with(&OutgoingMail::from_name, "見本\r\nBcc: all@example.jp") != "");
  BOOST_TEST(fault_with(&OutgoingMail::subject, "ご案内\nBcc: all@example.jp") != "");
  BOOST_TEST(fault_with(&OutgoingMail::message_id, "a@b>\r\nX: y") != "");
  BOOST_TEST(fault_with(&OutgoingMail::message_id, "no-at-sign") != "");
  BOOST_TEST(fault_with(&OutgoingMail::text, "\xE3\x81") != "");
  BOOST_TEST(fault_with(&OutgoingMail::text, std::string(limits::mail_text_bytes_max + 1, 'x')) != "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
