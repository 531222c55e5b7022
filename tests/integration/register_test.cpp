#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "sql/accounts/throttles.hpp"
#include "tests/integration/register/scene.hpp"
#include "tests/support/kept_log.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::card_password;
using portal::testing::hidden;
using portal::testing::KeptLog;
using portal::testing::location;
using portal::testing::says;
using namespace portal::testing::registration;

BOOST_AUTO_TEST_SUITE(registration)

BOOST_AUTO_TEST_CASE(a_member_registers_by_mail_and_signs_in) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  BOOST_TEST(browser.get("/mihon/register/sent").status == 200);
  BOOST_TEST(scene.portal.mails().back().subject == "利用登録手続きのご案内");
  BOOST_TEST(says(scene.open(browser, link), "仮ログイン"));
  BOOST_TEST(location(scene.give_postcard(browser, "Ｋ３Ｍ７p2qa ")) == "/mihon/register/account");
  const Reply account = browser.get("/mihon/register/account");
  BOOST_TEST(says(account, "𠮷田　太郎"));
  BOOST_TEST(says(account, "value=\"taro@example.jp\""));
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
  BOOST_TEST(browser.cookie("step") == "");
  BOOST_TEST(browser.get("/mihon/register/done").status == 200);
  BOOST_TEST(scene.portal.mails().back().subject == "利用登録完了のお知らせ");
  browser.get("/mihon/login");
  BOOST_TEST(location(browser.post("/mihon/login", {{"login_id", "TARO"}, {"password", new_password}})) ==
             "/mihon/home");
  BOOST_TEST(says(browser.get("/mihon/home"), "たろう"));
}

BOOST_AUTO_TEST_CASE(an_address_is_taken_in_full_width_and_a_wrong_one_comes_back_with_advice) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser, "　ｔａｒｏ＠ＥＸＡＭＰＬＥ．ｊｐ ");
  BOOST_TEST(scene.portal.mails().back().recipient == "taro@example.jp");
  for (const auto& [typed, words] : {std::pair{"", "メールアドレスを入力してください"},
                                     {"taro", "のような形で"},
                                     {"a b@example.jp", "のような形で"},
                                     {"a@example.jp,b@example.jp", "のような形で"},
                                     {"a@example.jp\nBcc: b@example.jp", "のような形で"}}) {
    const Reply reply = browser.post("/mihon/register", {{"email", typed}});
    BOOST_TEST(reply.status == 422, typed);
    BOOST_TEST(says(reply, words), typed);
    BOOST_TEST(says(reply, "<title>エラー："));
  }
  BOOST_TEST(scene.portal.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(known_unknown_and_too_often_asked_addresses_get_the_same_answer_and_at_most_3_mails_an_hour) {
  Scene scene;
  scene.portal.add_account("mihon", "hanako", scene.portal.member("mihon", "0001001"));
  const auto ask = [&scene](const std::string& address, int times) {
    for (int time = 0; time < times; ++time) {
      Browser browser = scene.portal.browser();
      browser.client_address = "192.0.2." + std::to_string(time);
      browser.get("/mihon/register");
      const Reply reply = browser.post("/mihon/register", {{"email", address}});
      BOOST_TEST(reply.status == 303);
      BOOST_TEST(reply.header("Location") == "/mihon/register/sent");
      BOOST_TEST(reply.body.empty());
    }
  };
  ask("hanako@example.jp", 1);
  ask("stranger@example.jp", 50);
  BOOST_TEST(scene.portal.mails().size() == 1U + 3U);
  scene.portal.now += 1h + 1s;
  ask("stranger@example.jp", 50);
  BOOST_TEST(scene.portal.mails().size() == 1U + 6U);
  for (int hour = 0; hour < 5; ++hour) {
    scene.portal.now += 1h + 1s;
    ask("stranger@example.jp", 5);
  }
  BOOST_TEST(scene.portal.mails().size() == 1U + 10U);
}

BOOST_AUTO_TEST_CASE(one_client_causes_at_most_20_mails_an_hour) {
  Scene scene;
  Browser browser = scene.portal.browser();
  for (int time = 0; time < 50; ++time) {
    browser.get("/mihon/register");
    browser.post("/mihon/register", {{"email", "a" + std::to_string(time) + "@example.jp"}});
  }
  BOOST_TEST(scene.portal.mails().size() == 20U);
}

BOOST_AUTO_TEST_CASE(an_address_gets_at_most_10_mails_a_day_however_many_ask_and_however_patiently) {
  Scene scene;
  for (int hour = 0; hour < 8; ++hour, scene.portal.now += 61min)
    for (int time = 0; time < 6; ++time) {
      Browser browser = scene.portal.browser();
      browser.client_address = "198.51.100." + std::to_string(10 * hour + time);
      browser.get("/mihon/register");
      browser.post("/mihon/register", {{"email", "a@example.jp"}});
      if (hour == 0) BOOST_TEST(scene.portal.mails().size() == std::min(std::size_t(time) + 1, std::size_t{3}));
    }
  BOOST_TEST(scene.portal.mails().size() == 10U);
}

BOOST_AUTO_TEST_CASE(too_many_requests_leave_the_link_alive_that_was_mailed_before_them) {
  Scene scene;
  Browser browser = scene.portal.browser();
  for (int time = 0; time < 2; ++time) scene.ask_for_link(browser);
  const std::string link = scene.ask_for_link(browser);
  for (int time = 0; time < 3; ++time) scene.ask_for_link(browser);
  BOOST_TEST(scene.portal.mails().size() == 3U);
  BOOST_TEST(scene.open(browser, link).status == 200);
}

BOOST_AUTO_TEST_CASE(every_address_costs_the_same_statements_and_rows_asked_too_often_or_not) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const auto cost_of = [&](const std::string& email) {
    browser.get("/mihon/register");
    const auto before = scene.portal.server_status("Com_stmt_execute");
    const auto rows = scene.portal.count("mail_links") + scene.portal.count("mail_queue");
    const auto counting = scene.portal.server_status("Com_stmt_execute") - before;
    browser.post("/mihon/register", {{"email", email}});
    return std::pair{scene.portal.server_status("Com_stmt_execute") - before - counting,
                     scene.portal.count("mail_links") + scene.portal.count("mail_queue") - rows};
  };
  for (int time = 0; time < 3; ++time) cost_of("often@example.jp");
  const auto throttled = cost_of("often@example.jp"), fresh = cost_of("fresh@example.jp");
  BOOST_TEST(throttled.first == fresh.first);
  BOOST_TEST(throttled.second == fresh.second);
}

// Sets a society's count of the hour to that many.
void set_count(Scene& scene, const char* kind, int count) {
  const std::string key = portal::throttles::key(scene.portal.installation.secrets.throttle_key, kind, "");
  BOOST_TEST(scene.portal.staff.execute("UPDATE throttles SET count = ? WHERE key_digest = ?", count, key) == 1U);
}

BOOST_AUTO_TEST_CASE(the_last_mail_of_a_societys_hour_is_told_to_the_log_once_and_strangers_use_up_none_of_members) {
  Scene scene;
  Browser hanako = scene.portal.as("hanako");
  const KeptLog log;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser, "first@example.jp");
  set_count(scene, "mail form society", 1999);
  scene.ask_for_link(browser, "second@example.jp");
  BOOST_TEST(scene.portal.mails().size() == 2U);
  BOOST_TEST(log.count("mail_form_society_used_up") == 0);
  for (const char* address : {"third@example.jp", "fourth@example.jp"}) scene.ask_for_link(browser, address);
  BOOST_TEST(scene.portal.mails().size() == 2U);
  BOOST_TEST(log.count("mail_form_society_used_up") == 1);
  BOOST_TEST(log.text().find("\"askers\":\"strangers\"") != std::string::npos);
  scene.ask_for_link(hanako, "hanako@example.jp");
  BOOST_TEST(scene.portal.mails().size() == 3U);
  hanako.get("/mihon/profile/emails");
  BOOST_TEST(location(hanako.post("/mihon/profile/emails", {{"email", "own@example.jp"}})) ==
             "/mihon/profile/emails/sent");
  BOOST_TEST(scene.portal.mails().size() == 4U);
  set_count(scene, "mail form society members", 2000);
  for (int time = 0; time < 2; ++time) scene.ask_for_link(hanako, "hanako@example.jp");
  BOOST_TEST(scene.portal.mails().size() == 4U);
  BOOST_TEST(log.count("mail_form_society_used_up") == 2);
  BOOST_TEST(log.text().find("\"askers\":\"members\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_let_the_time_pass_is_told_so_once_at_the_beginning) {
  Scene scene;
  Browser browser = scene.at_account();
  BOOST_TEST(!says(browser.get("/mihon/register"), "手続きの時間が過ぎました"));
  scene.portal.now += 30min + 1s;
  BOOST_TEST(location(browser.get("/mihon/register/account")) == "/mihon/register");
  BOOST_TEST(says(browser.get("/mihon/register"), "手続きの時間が過ぎました"));
  BOOST_TEST(!says(browser.get("/mihon/register"), "手続きの時間が過ぎました"));
}

BOOST_AUTO_TEST_CASE(mails_are_narrow_name_nobody_and_say_all_they_must) {
  Scene scene;
  scene.portal.staff.execute("UPDATE societies SET name = ?, hours = ? WHERE slug = 'mihon'",
                             "見本自動車部品製造業健康保険組合連合会東日本地区第一支部健康保険組合（見本健保）",
                             "平日 9:00～12:00、13:00～17:30（土・日・祝日、12月29日から1月4日まではお休みです）");
  Browser browser = scene.at_account();
  scene.set_account(browser);
  for (int time = 0; time < 10; ++time) {
    Browser stranger = scene.portal.browser();
    stranger.client_address = "192.0." + std::to_string(time) + ".1";
    stranger.get("/mihon/login");
    stranger.post("/mihon/login", {{"login_id", "taro"}, {"password", "wrong password 1"}});
  }
  const auto mails = scene.portal.mails();
  BOOST_REQUIRE(mails.size() == 3U);
  BOOST_TEST(mails[2].subject == "ログインの失敗のお知らせ");
  for (const auto& mail : mails) {
    BOOST_TEST(mail.from_name == "見本自動車部品製造業健康保険組合連合会東日本地区第一支部健康保険組合（見本健保）");
    for (const char* words : {"電話　03-0000-0000", "受付　平日", "お答えできません", "心当たりがないとき"})
      BOOST_TEST(mail.text.find(words) != std::string::npos, mail.subject << words);
    for (const char* personal : {"太郎", "たろう", "0001002", card_password, new_password, "taro", "{{"})
      BOOST_TEST(mail.text.find(personal) == std::string::npos, mail.subject << personal);
    std::istringstream lines(mail.text);
    for (std::string line; std::getline(lines, line);) {
      const auto wide = std::ranges::count_if(line, [](unsigned char c) { return c >= 0xE0; });
      const auto narrow = std::ranges::count_if(line, [](unsigned char c) { return c < 0x80; });
      BOOST_TEST((2 * wide + narrow <= 70 || line.starts_with("https://")), line);
      BOOST_TEST((line.find("https://") == 0 || line.find("https://") == line.npos));
    }
  }
  BOOST_TEST(mails[0].text.find("3時間有効です") != std::string::npos);
  BOOST_TEST(mails[0].text.find("令和8年（2026年）11月22日（日）16:20") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(pages_and_mails_say_the_same_life_of_a_link_in_hours_and_minutes) {
  Scene scene;
  scene.portal.staff.execute("UPDATE societies SET link_minutes = 90 WHERE slug = 'mihon'");
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser);
  BOOST_TEST(says(browser.get("/mihon/register/sent"), "URLは1時間30分有効です"));
  BOOST_TEST(scene.portal.mails().back().text.find("URLは1時間30分有効です") != std::string::npos);
  BOOST_TEST(says(browser.get("/mihon/help/registration"), "メールのURLを1時間30分以内に開き"));
}

BOOST_AUTO_TEST_CASE(the_guide_mail_is_never_sent_when_its_link_has_less_than_15_minutes_left) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser);
  auto rows = scene.portal.staff.select("SELECT class, purpose, not_after FROM mail_queue");
  rows.next();
  BOOST_TEST(rows.get<int>("class") == 0);
  BOOST_TEST(rows.get<std::string>("purpose") == "registration_guide");
  BOOST_TEST((rows.get<portal::Timestamp>("not_after") == scene.portal.now + 2h + 45min));
}

BOOST_AUTO_TEST_CASE(nothing_of_a_registration_appears_in_the_logs) {
  const KeptLog log;
  std::vector<std::string> secrets{card_password, new_password, "taro",   "太郎",
                                   "0001002",     "k3m7p2qa",   "たろう", "1970"};
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  secrets.push_back(link.substr(link.find("?t=") + 3));
  scene.open(browser, link);
  for (int time = 0; time < 31; ++time) scene.give_postcard(browser, scene.card, "wrong2345678");
  for (int time = 0; time < 5; ++time) scene.ask_for_link(browser);
  scene.portal.staff.execute("UPDATE postcards SET failures = 0");
  scene.portal.now += 2h;
  Browser member = scene.at_account();
  secrets.push_back(member.cookie("step"));
  scene.portal.add_account("mihon", "other", scene.portal.member("mihon", "0001002"));
  scene.set_account(member);  // ends in a conflict, which is logged
  constexpr const char* throttled =
      R"("event":"mail_form_throttled","request":"0123456789abcdef","client":"192.0.2.1"})";
  BOOST_TEST(log.text().find(throttled) != std::string::npos);
  BOOST_TEST(log.line("conflict").starts_with(R"("event":"conflict","request":"0123456789abcdef","reason":")"));
  for (const std::string& secret : secrets) BOOST_TEST(log.text().find(secret) == std::string::npos, secret);
}

BOOST_AUTO_TEST_CASE(the_sent_page_shows_the_address_to_the_browser_that_typed_it_for_half_an_hour_and_sends_again) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser, " ｔaro＠Example.JP ");
  const Reply page = browser.get("/mihon/register/sent");
  BOOST_TEST(says(page, "taro@<wbr>example<wbr>.jp<wbr></dd>"));
  BOOST_TEST(says(page, "メールアドレスを入力し直す"));
  BOOST_TEST(hidden(page, "email") == "taro@example.jp");
  BOOST_TEST(browser.cookie("mailed").find("taro") == std::string::npos);
  BOOST_TEST(location(browser.post("/mihon/register", {{"email", hidden(page, "email")}})) == "/mihon/register/sent");
  BOOST_TEST(scene.portal.mails().size() == 2U);
  BOOST_TEST(!says(browser.get("/mihon/reissue/sent"), "taro@"));  // nor on a page that follows another form
  BOOST_TEST(!says(browser.get("/tameshi/register/sent"), "taro@"));
  Browser other = scene.portal.browser();
  BOOST_TEST(!says(other.get("/mihon/register/sent"), "送り直す"));
  BOOST_TEST(says(other.get("/mihon/register/sent"), "メールアドレスを入力し直す"));
  scene.portal.now += 30min;
  BOOST_TEST(!says(browser.get("/mihon/register/sent"), "taro@"));
}

BOOST_AUTO_TEST_SUITE_END()
