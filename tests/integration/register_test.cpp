#include <algorithm>
#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/support/kept_log.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::card_password;
using portal::testing::KeptLog;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

constexpr const char* new_password = "kotatsu7mikan";

// What differs between two showings of one page: the form token and what was typed.
std::string bare(std::string page) {
  for (const std::string_view before : {"name=\"csrf\" value=\"", "name=\"login_id\" type=\"text\" value=\""})
    for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at + 1))
      page.erase(at + before.size(), page.find('"', at + before.size()) - at - before.size());
  return page;
}

using Typed = std::vector<std::pair<std::string, std::string>>;

// A portal where 太郎 of mihon holds a postcard.
struct Scene {
  TestPortal portal;
  std::string card = "k3m7p2qa";
  Scene() { portal.add_postcard("mihon", card, portal.member("mihon", "0001002")); }

  // ①: the path of the link in the guide mail.
  std::string ask_for_link(Browser& browser, const std::string& address = "taro@example.jp") {
    browser.get("/mihon/register");
    BOOST_TEST(location(browser.post("/mihon/register", {{"email", address}})) == "/mihon/register/sent");
    const auto mails = portal.mails();
    BOOST_REQUIRE(!mails.empty());
    return link_in(mails.back().text);
  }
  // The link's first hop, and the page behind it.
  Reply open(Browser& browser, const std::string& link) {
    BOOST_TEST(location(browser.get(link)) == "/mihon/register/start");
    return browser.get("/mihon/register/start");
  }
  // ②
  Reply give_postcard(Browser& browser, const std::string& login_id, const std::string& password = card_password) {
    return browser.post("/mihon/register/start", {{"login_id", login_id}, {"password", password}});
  }
  // ③
  Reply set_account(Browser& browser, const std::string& login_id = "taro",
                    const std::string& email = "taro@example.jp") {
    return browser.post("/mihon/register/account", {{"new_login_id", login_id},
                                                    {"new_password", new_password},
                                                    {"new_password_confirm", new_password},
                                                    {"email", email},
                                                    {"nickname", "たろう"}});
  }
  // ① and ②: a browser that stands at ③.
  Browser at_account() {
    Browser browser = portal.browser();
    open(browser, ask_for_link(browser));
    BOOST_TEST(location(give_postcard(browser, card)) == "/mihon/register/account");
    BOOST_TEST(browser.get("/mihon/register/account").status == 200);
    return browser;
  }
};

}  // namespace

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

BOOST_AUTO_TEST_CASE(a_member_whose_address_is_printed_registers_without_a_mail_and_signs_in) {
  Scene scene;
  scene.portal.add_postcard("mihon", "hanahana", scene.portal.member("mihon", "0001001"));
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login/preset");
  const Reply entered = browser.post("/mihon/login/preset", {{"login_id", "hanahana"}, {"password", card_password}});
  BOOST_TEST(location(entered) == "/mihon/register/account");
  BOOST_TEST(says(browser.get("/mihon/register/account"), "value=\"hanako@example.jp\""));
  BOOST_TEST(location(scene.set_account(browser, "hanako", "hanako@example.jp")) == "/mihon/register/done");
  BOOST_TEST(scene.portal.mails().size() == 1U);
  browser.get("/mihon/login");
  BOOST_TEST(location(browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", new_password}})) ==
             "/mihon/home");
}

// ① ----------------------------------------------------------------------------------------------------------------

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

BOOST_AUTO_TEST_CASE(an_address_gets_at_most_10_mails_a_day_however_patiently_they_are_asked_for) {
  Scene scene;
  for (int hour = 0; hour < 8; ++hour, scene.portal.now += 61min)
    for (int time = 0; time < 3; ++time) {
      Browser browser = scene.portal.browser();
      browser.client_address = "198.51.100." + std::to_string(10 * hour + time);
      browser.get("/mihon/register");
      browser.post("/mihon/register", {{"email", "a@example.jp"}});
    }
  BOOST_TEST(scene.portal.mails().size() == 10U);
}

// The link ---------------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(a_link_opens_until_the_last_second_of_its_three_hours_and_not_after) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  scene.portal.now += 3h - 1s;
  BOOST_TEST(scene.open(browser, link).status == 200);
  BOOST_TEST(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
  BOOST_TEST(browser.get("/mihon/register/account").status == 200);
  Browser late = scene.portal.browser();
  BOOST_TEST(scene.open(late, link).status == 200);
  scene.portal.now += 2s;
  BOOST_TEST(scene.give_postcard(late, scene.card).status == 410);
  BOOST_TEST(scene.open(late, link).status == 410);
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register");  // the step ends with the link
  BOOST_TEST(scene.portal.count("accounts") == 0);
}

BOOST_AUTO_TEST_CASE(the_page_behind_a_link_stays_open_for_half_an_hour) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  scene.open(browser, link);
  scene.portal.now += 30min + 1s;
  BOOST_TEST(scene.give_postcard(browser, scene.card).status == 410);
  BOOST_TEST(scene.open(browser, link).status == 200);  // the link itself still lives
  BOOST_TEST(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
  scene.portal.now += 30min + 1s;
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register");
}

BOOST_AUTO_TEST_CASE(of_three_links_for_one_address_only_the_newest_works) {
  Scene scene;
  std::vector<std::string> links;
  for (int time = 0; time < 3; ++time) {
    Browser browser = scene.portal.browser();
    links.push_back(scene.ask_for_link(browser));
  }
  Browser browser = scene.portal.browser();
  BOOST_TEST(scene.open(browser, links[0]).status == 410);
  BOOST_TEST(scene.open(browser, links[1]).status == 410);
  BOOST_TEST(scene.open(browser, links[2]).status == 200);
}

BOOST_AUTO_TEST_CASE(dead_used_replaced_foreign_and_garbled_links_show_one_page) {
  Scene scene;
  Browser asking = scene.portal.browser();
  const std::string replaced = scene.ask_for_link(asking);
  const std::string used = scene.ask_for_link(asking);
  Browser member = scene.portal.browser();
  scene.open(member, used);
  scene.give_postcard(member, scene.card);
  BOOST_TEST(location(scene.set_account(member)) == "/mihon/register/done");
  const std::string expired = scene.ask_for_link(asking, "other@example.jp");
  asking.get("/tameshi/register");
  asking.post("/tameshi/register", {{"email", "taro@example.jp"}});
  std::string foreign = link_in(scene.portal.mails().back().text);
  BOOST_TEST(foreign.starts_with("/tameshi/register/start?t="));
  foreign.replace(1, 7, "mihon");
  const auto page = [&scene](const std::string& link) {
    Browser browser = scene.portal.browser();
    browser.get("/mihon/login");
    const Reply reply = scene.open(browser, link);
    BOOST_TEST(reply.status == 410, link);
    return bare(reply.body);
  };
  const std::string of_used = page(used);
  BOOST_TEST(of_used.find("手続きは、はじめからやり直せます") != std::string::npos);
  BOOST_TEST((of_used == page(replaced)));
  BOOST_TEST((of_used == page(foreign)));
  for (const std::string garbage :
       {"", "x", "%0d%0aSet-Cookie:x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"})
    if (garbage != "%00") BOOST_TEST((of_used == page("/mihon/register/start?t=" + garbage)), garbage);
  scene.portal.now += 3h + 1s;
  const std::string later = page(expired);
  BOOST_TEST((later == page(used)));
}

BOOST_AUTO_TEST_CASE(opening_a_link_twenty_times_changes_nothing) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  const auto links = [&scene] {
    auto rows = scene.portal.staff.select(
        "SELECT CONCAT_WS(' ', id, token_digest, expires_at, used_at, replaced_at) AS text FROM mail_links ORDER BY "
        "id");
    std::string all;
    while (rows.next()) all += rows.get<std::string>("text") + "\n";
    return all;
  };
  const std::string before = links();
  for (int time = 0; time < 20; ++time) {
    Browser scanner = scene.portal.browser();
    scanner.user_agent = "scanner";
    BOOST_TEST(scene.open(scanner, link).status == 200);
  }
  BOOST_TEST(links() == before);
  BOOST_TEST(scene.portal.count("steps") == 0);
  BOOST_TEST(scene.open(browser, link).status == 200);
  BOOST_TEST(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
}

BOOST_AUTO_TEST_CASE(the_secret_leaves_the_url_at_the_first_hop_and_only_its_digest_is_stored) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  const std::string token = link.substr(link.find("?t=") + 3);
  BOOST_TEST(token.size() == 43U);
  const Reply hop = browser.get(link);
  BOOST_TEST(hop.status == 303);
  BOOST_TEST(hop.header("Set-Cookie").starts_with("__Host-step=" + token + "."));
  BOOST_TEST(hop.header("Set-Cookie").ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
  BOOST_TEST(!says(browser.get("/mihon/register/start"), token));
  auto rows = scene.portal.staff.select("SELECT token_digest FROM mail_links");
  rows.next();
  BOOST_TEST(rows.get<std::string>("token_digest") != token);
}

// ② ----------------------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(every_reason_to_refuse_a_postcard_shows_the_same_page) {
  Scene scene;
  auto& portal = scene.portal;
  const auto other = portal.member("mihon", "0001001");
  for (const char* card : {"used2222", "replaced", "expired2", "dead2222", "left2222"})
    portal.add_postcard("mihon", card,
                        std::string(card) == "left2222" ? portal.member("mihon", "0001001", "01") : other);
  const auto taro = portal.now;
  portal.staff.execute("UPDATE postcards SET used_at = ? WHERE login_id = 'used2222'", taro);
  portal.staff.execute("UPDATE postcards SET replaced_at = ? WHERE login_id = 'replaced'", taro);
  portal.staff.execute("UPDATE postcards SET expires_at = ? WHERE login_id = 'expired2'", taro);
  portal.staff.execute("UPDATE postcards SET failures = 10 WHERE login_id = 'dead2222'");
  portal.staff.execute("UPDATE members SET left_on = '2026-11-22' WHERE branch = '01'");
  portal.add_postcard("mihon", "account2", other);
  portal.add_account("mihon", "hanako", other);
  Browser asking = portal.browser();
  const std::string link = scene.ask_for_link(asking);
  const auto page = [&](const std::string& login_id, const std::string& password) {
    Browser browser = portal.browser();
    scene.open(browser, link);
    const Reply reply = scene.give_postcard(browser, login_id, password);
    BOOST_TEST(reply.status == 422, login_id);
    BOOST_TEST(!says(reply, password), login_id);
    return bare(reply.body);
  };
  const std::string unknown = page("nobody22", card_password);
  BOOST_TEST(unknown.find("お知らせハガキの内容と一致しません") != std::string::npos);
  for (const char* card : {"used2222", "replaced", "expired2", "dead2222", "left2222", "account2"})
    BOOST_TEST((unknown == page(card, card_password)), card);
  BOOST_TEST((unknown == page(scene.card, "abcdefgh2346")));
  BOOST_TEST((unknown == page(scene.card, "ABCDEFGH2346")));
}

BOOST_AUTO_TEST_CASE(the_tenth_wrong_password_kills_the_postcard_and_right_ones_do_not_count) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  scene.open(browser, link);
  for (int time = 0; time < 9; ++time) scene.give_postcard(browser, scene.card, "wrong2345678");
  BOOST_TEST(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
  scene.open(browser, link);
  scene.give_postcard(browser, scene.card, "wrong2345678");
  BOOST_TEST(scene.give_postcard(browser, scene.card).status == 422);
}

BOOST_AUTO_TEST_CASE(more_than_30_tries_a_minute_from_one_client_are_429) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.open(browser, scene.ask_for_link(browser));
  for (int time = 0; time < 30; ++time) BOOST_TEST(scene.give_postcard(browser, "nobody22").status == 422);
  const Reply reply = scene.give_postcard(browser, scene.card);
  BOOST_TEST(reply.status == 429);
  BOOST_TEST(says(reply, "03-0000-0000"));
  scene.portal.now += 61s;
  browser.get("/mihon/register/start");
  BOOST_TEST(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
}

BOOST_AUTO_TEST_CASE(
    a_society_that_asks_for_the_birth_date_takes_it_in_every_form_and_refuses_a_wrong_one_like_a_wrong_password) {
  Scene scene;
  scene.portal.staff.execute("UPDATE societies SET asks_birth_date = TRUE");
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  const auto give = [&](const std::string& birth_date) {
    BOOST_TEST(says(scene.open(browser, link), "生年月日"));
    return browser.post("/mihon/register/start",
                        {{"login_id", scene.card}, {"password", card_password}, {"birth_date", birth_date}});
  };
  for (const char* date : {"昭和45年12月31日", "S45.12.31", "１９７０－１２－３１", "19701231", " 1970/12/31 "})
    BOOST_TEST(location(give(date)) == "/mihon/register/account", date);
  const Reply wrong = give("19701230");
  BOOST_TEST(wrong.status == 422);
  BOOST_TEST(says(wrong, "お知らせハガキの内容と一致しません"));
  BOOST_TEST(says(give(""), "生年月日を入力してください"));
  BOOST_TEST(says(give("31/12"), "のように入力してください"));
  auto rows = scene.portal.staff.select("SELECT failures FROM postcards");
  rows.next();
  BOOST_TEST(rows.get<int>("failures") == 1);
}

// Whoever finds a postcard has its password: only the birth date isn't printed on it.
BOOST_AUTO_TEST_CASE(the_preset_entry_asks_for_the_birth_date_too_where_the_society_does) {
  Scene scene;
  scene.portal.add_postcard("mihon", "hanahana", scene.portal.member("mihon", "0001001"));
  Browser browser = scene.portal.browser();
  BOOST_TEST(!says(browser.get("/mihon/login/preset"), "生年月日"));
  scene.portal.staff.execute("UPDATE societies SET asks_birth_date = TRUE");
  BOOST_TEST(says(browser.get("/mihon/login/preset"), "生年月日"));
  const auto give = [&browser](const std::string& birth_date) {
    return browser.post("/mihon/login/preset",
                        {{"login_id", "hanahana"}, {"password", card_password}, {"birth_date", birth_date}});
  };
  const Reply without = browser.post("/mihon/login/preset", {{"login_id", "hanahana"}, {"password", card_password}});
  BOOST_TEST(without.status == 422);
  BOOST_TEST(says(without, "生年月日を入力してください"));
  BOOST_TEST(says(give("31/12"), "のように入力してください"));
  const Reply wrong = give("19850402");
  BOOST_TEST(wrong.status == 422);
  BOOST_TEST(says(wrong, "登録へ進めませんでした"));
  BOOST_TEST(location(give("昭和60年4月1日")) == "/mihon/register/account");
  auto rows = scene.portal.staff.select("SELECT failures FROM postcards WHERE login_id = 'hanahana'");
  rows.next();
  BOOST_TEST(rows.get<int>("failures") == 1);
}

BOOST_AUTO_TEST_CASE(the_preset_entry_refuses_a_postcard_without_a_printed_address_like_a_wrong_password) {
  Scene scene;
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login/preset");
  const Reply without = browser.post("/mihon/login/preset", {{"login_id", scene.card}, {"password", card_password}});
  const Reply wrong = browser.post("/mihon/login/preset", {{"login_id", scene.card}, {"password", "wrong2345678"}});
  BOOST_TEST(without.status == 422);
  BOOST_TEST((bare(without.body) == bare(wrong.body)));
  BOOST_TEST(scene.portal.count("steps") == 0);
}

BOOST_AUTO_TEST_CASE(the_postcard_s_password_is_taken_in_capitals_and_full_width_and_costs_no_try) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.open(browser, scene.ask_for_link(browser));
  BOOST_TEST(location(scene.give_postcard(browser, scene.card, "Ａbcdefgh２３４５　")) == "/mihon/register/account");
  scene.portal.add_postcard("mihon", "hanahana", scene.portal.member("mihon", "0001001"));
  Browser other = scene.portal.browser();
  other.get("/mihon/login/preset");
  const Reply entered = other.post("/mihon/login/preset", {{"login_id", "hanahana"}, {"password", "Abcdefgh２３４５"}});
  BOOST_TEST(location(entered) == "/mihon/register/account");
  auto rows = scene.portal.staff.select("SELECT SUM(failures) AS failures FROM postcards");
  rows.next();
  BOOST_TEST(rows.get<int>("failures") == 0);
}

BOOST_AUTO_TEST_CASE(empty_postcard_fields_are_asked_for_and_cost_no_try) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.open(browser, scene.ask_for_link(browser));
  const Reply reply = scene.give_postcard(browser, scene.card, "");
  BOOST_TEST(reply.status == 422);
  BOOST_TEST(says(reply, "仮パスワードを入力してください"));
  BOOST_TEST(says(reply, "value=\"" + scene.card + "\""));
  BOOST_TEST(says(scene.give_postcard(browser, "", card_password), "ログインIDを入力してください"));
}

BOOST_AUTO_TEST_CASE(the_same_postcard_login_id_in_two_societies_stands_for_two_members) {
  Scene scene;
  scene.portal.add_postcard("tameshi", scene.card, scene.portal.member("tameshi", "0001001"));
  Browser browser = scene.at_account();
  BOOST_TEST(says(browser.get("/mihon/register/account"), "太郎"));
  BOOST_TEST(location(browser.get("/tameshi/register/account")) == "/tameshi/register");
  Browser other = scene.portal.browser();
  other.get("/tameshi/login/preset");
  other.post("/tameshi/login/preset", {{"login_id", scene.card}, {"password", card_password}});
  BOOST_TEST(says(other.get("/tameshi/register/account"), "花子"));
}

BOOST_AUTO_TEST_CASE(whoever_was_signed_in_on_the_browser_is_signed_out_when_another_member_registers_there) {
  Scene scene;
  Browser browser = scene.portal.as("hanako");
  scene.open(browser, scene.ask_for_link(browser));
  BOOST_TEST(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
  BOOST_TEST(says(browser.get("/mihon/register/account"), "太郎"));
  BOOST_TEST(location(browser.get("/mihon/home")) == "/mihon/login");
  browser.get("/mihon/register/account");
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
}

// ③ ----------------------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(steps_can_not_be_skipped) {
  Scene scene;
  Browser stranger = scene.portal.browser();
  stranger.get("/mihon/register");
  BOOST_TEST(location(stranger.get("/mihon/register/start")) == "/mihon/register");
  BOOST_TEST(location(stranger.get("/mihon/register/account")) == "/mihon/register");
  stranger.get("/mihon/register");
  BOOST_TEST(location(scene.give_postcard(stranger, scene.card)) == "/mihon/register");
  BOOST_TEST(location(scene.set_account(stranger)) == "/mihon/register");
  Browser foreign = scene.at_account();
  const Reply reply = foreign.post("/tameshi/register/account", {{"new_login_id", "taro"}});
  BOOST_TEST(location(reply) == "/tameshi/register");
  Browser linked = scene.portal.browser();
  scene.open(linked, scene.ask_for_link(linked, "other@example.jp"));
  BOOST_TEST(location(scene.set_account(linked)) == "/mihon/register");  // the link's cookie is no step
  BOOST_TEST(scene.portal.count("accounts") == 0);
}

BOOST_AUTO_TEST_CASE(a_step_is_stale_once_a_newer_link_was_sent_or_a_newer_postcard_issued) {
  Scene scene;
  Browser browser = scene.at_account();
  Browser again = scene.portal.browser();
  const std::string newer = scene.ask_for_link(again);
  BOOST_TEST(browser.get("/mihon/register/account").status == 410);
  BOOST_TEST(scene.set_account(browser).status == 410);
  scene.open(again, newer);
  scene.give_postcard(again, scene.card);
  again.get("/mihon/register/account");
  scene.portal.staff.execute("UPDATE postcards SET replaced_at = ?", scene.portal.now);
  BOOST_TEST(scene.set_account(again).status == 410);
  BOOST_TEST(scene.portal.count("accounts") == 0);
}

BOOST_AUTO_TEST_CASE(going_back_to_the_second_step_leads_on_to_the_third) {
  Scene scene;
  Browser browser = scene.at_account();
  BOOST_TEST(location(browser.get("/mihon/register/start")) == "/mihon/register/account");
}

BOOST_AUTO_TEST_CASE(wrong_answers_come_back_with_their_reasons_and_without_passwords) {
  Scene scene;
  scene.portal.add_account("mihon", "hanako", scene.portal.member("mihon", "0001001"));
  Browser browser = scene.at_account();
  const auto answer = [&](const std::string& id, const std::string& password, const std::string& email,
                          const std::string& name) {
    const Reply reply = browser.post("/mihon/register/account", {{"new_login_id", id},
                                                                 {"new_password", password},
                                                                 {"new_password_confirm", password},
                                                                 {"email", email},
                                                                 {"nickname", name}});
    BOOST_TEST(reply.status == 422);
    BOOST_TEST((password.empty() || !says(reply, password)));
    return reply;
  };
  const char* address = "taro@example.jp";
  const Reply empty = answer("", "", "", "");
  for (const char* words :
       {"新しいログインIDを入力してください", "新しいパスワードを入力してください", "メールアドレスを入力してください"})
    BOOST_TEST(says(empty, words), words);
  BOOST_TEST(says(answer("ta", new_password, address, ""), "4～64文字で入力"));
  BOOST_TEST(says(answer("tаro", new_password, address, ""), "4～64文字で入力"));  // a Cyrillic а
  BOOST_TEST(says(answer("HANAKO", new_password, address, ""), "このログインIDは使えません"));
  const auto hash = scene.portal.installation.passwords.hash("tkr7wq3mzx9p");  // as random as a real one
  scene.portal.staff.execute("UPDATE postcards SET password_hash = ?", hash.phc);
  BOOST_TEST(says(answer("taro", "tkr7wq3mzx9p", address, ""), "仮パスワードは使えません"));
  BOOST_TEST(says(answer("taro", "password1", address, ""), "推測されやすい"));
  BOOST_TEST(says(answer("taro", std::string(129, 'a') + "1", address, ""), "128文字以内"));
  BOOST_TEST(
      says(answer("taro", new_password, "other@example.jp", ""), "確認の済んだメールアドレス（taro@example.jp）"));
  BOOST_TEST(says(answer("taro", new_password, address, "たろう\u202E"), "目に見えない文字"));
  BOOST_TEST(says(answer("taro", new_password, address, "あいうえおかきくけこさしすせそたちつてとな"), "20文字以内"));
  const Reply different = browser.post("/mihon/register/account", {{"new_login_id", "taro"},
                                                                   {"new_password", new_password},
                                                                   {"new_password_confirm", "kotatsu8mikan"},
                                                                   {"email", address},
                                                                   {"nickname", "たろう"}});
  BOOST_TEST(says(different, "一致しません"));
  BOOST_TEST(says(different, "value=\"taro\""));
  BOOST_TEST(says(different, "value=\"たろう\""));
  BOOST_TEST(scene.portal.count("accounts") == 1);
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
}

BOOST_AUTO_TEST_CASE(twenty_login_ids_an_hour_may_be_asked_about_and_no_more) {
  Scene scene;
  Browser browser = scene.at_account();
  const auto ask = [&browser](int number) {
    return browser.post("/mihon/register/account", {{"new_login_id", "guess" + std::to_string(number)}}).status;
  };
  for (int number = 0; number < 20; ++number) BOOST_TEST(ask(number) == 422);
  BOOST_TEST(ask(20) == 429);
}

BOOST_AUTO_TEST_CASE(the_initial_password_never_opens_a_session_and_is_dead_after_use) {
  Scene scene;
  Browser browser = scene.at_account();
  scene.set_account(browser);
  for (const char* id : {"taro", "k3m7p2qa"}) {
    browser.get("/mihon/login");
    BOOST_TEST(browser.post("/mihon/login", {{"login_id", id}, {"password", card_password}}).status == 422);
  }
  Browser again = scene.portal.browser();
  scene.open(again, scene.ask_for_link(again));
  BOOST_TEST(scene.give_postcard(again, scene.card).status == 422);
}

BOOST_AUTO_TEST_CASE(what_is_registered_stands_in_the_database_as_the_rules_say) {
  Scene scene;
  Browser browser = scene.at_account();
  scene.set_account(browser, "Ｔａｒｏ．Ｙ");
  auto rows = scene.portal.staff.select(R"(
    SELECT a.login_id, a.password_hash, a.nickname, e.address, e.is_primary, p.used_at AS card_used_at, l.used_at AS link_used_at,
           t.ended_at, u.event
    FROM accounts a JOIN account_emails e ON e.account_id = a.id JOIN postcards p ON p.member_id = a.member_id
    JOIN mail_links l JOIN steps t ON t.mail_link_id = l.id JOIN audit_log u ON u.account_id = a.id)");
  BOOST_REQUIRE(rows.next());
  BOOST_TEST(rows.get<std::string>("login_id") == "taro.y");
  BOOST_TEST(rows.get<std::string>("password_hash").starts_with("$argon2id$v=19$"));
  BOOST_TEST(rows.get<std::string>("nickname") == "たろう");
  BOOST_TEST(rows.get<std::string>("address") == "taro@example.jp");
  BOOST_TEST(rows.get<bool>("is_primary"));
  BOOST_TEST(rows.get<std::optional<std::string>>("card_used_at").has_value());
  BOOST_TEST(rows.get<std::optional<std::string>>("link_used_at").has_value());
  BOOST_TEST(rows.get<std::optional<std::string>>("ended_at").has_value());
  BOOST_TEST(rows.get<std::string>("event") == "registered");
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

BOOST_AUTO_TEST_CASE(of_50_parallel_registrations_with_one_postcard_exactly_one_succeeds) {
  Scene scene;
  constexpr int parallel = 50;
  Browser asking = scene.portal.browser();
  const std::string link = scene.ask_for_link(asking);
  std::vector<portal::Request> requests;
  for (int one = 0; one < parallel; ++one) {
    Browser browser = scene.portal.browser();
    browser.client_address = "192.0.2." + std::to_string(one);
    scene.open(browser, link);
    BOOST_REQUIRE(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
    browser.get("/mihon/register/account");
    requests.push_back(posted(browser, "/mihon/register/account",
                              {{"new_login_id", "taro" + std::to_string(one % 2)},
                               {"new_password", new_password},
                               {"new_password_confirm", new_password},
                               {"email", "taro@example.jp"},
                               {"nickname", ""}}));
  }
  const std::vector<Reply> replies = answer_in_parallel(scene.portal, requests);
  const auto is_done = [](const Reply& reply) { return location(reply) == "/mihon/register/done"; };
  const auto is_refused = [](const Reply& reply) {
    constexpr std::array statuses{409, 410, 422, 429};  // 429: too many asked by then whether a login ID is free
    return location(reply) == "/mihon/register" || std::ranges::count(statuses, reply.status) == 1;
  };
  BOOST_TEST(std::ranges::count_if(replies, is_done) == 1);
  for (const Reply& reply : replies)
    BOOST_TEST((is_done(reply) || is_refused(reply)), reply.status << " " << location(reply));
  BOOST_TEST(scene.portal.count("accounts") == 1);
  BOOST_TEST(scene.portal.mails().size() == 2U);
}

BOOST_AUTO_TEST_CASE(of_30_parallel_tries_at_a_postcard_ten_are_judged) {
  Scene scene;
  Browser asking = scene.portal.browser();
  const std::string link = scene.ask_for_link(asking);
  std::vector<portal::Request> requests;
  for (int one = 0; one < 30; ++one) {
    Browser browser = scene.portal.browser();
    scene.open(browser, link);
    requests.push_back(
        posted(browser, "/mihon/register/start", {{"login_id", scene.card}, {"password", "wrong2345678"}}));
    requests.back().client_address = "192.0.2." + std::to_string(one);
  }
  for (const Reply& reply : answer_in_parallel(scene.portal, requests)) BOOST_TEST(reply.status == 422);
  auto rows = scene.portal.staff.select("SELECT failures FROM postcards");
  rows.next();
  BOOST_TEST(rows.get<int>("failures") == 10);
  scene.open(asking, link);
  BOOST_TEST(scene.give_postcard(asking, scene.card).status == 422);
}

// Mails and logs ---------------------------------------------------------------------------------------------------

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
  BOOST_TEST(log.count("mail_form_throttled") > 0);
  BOOST_TEST(log.count("conflict") > 0);
  for (const std::string& secret : secrets) BOOST_TEST(log.text().find(secret) == std::string::npos, secret);
}

BOOST_AUTO_TEST_SUITE_END()
