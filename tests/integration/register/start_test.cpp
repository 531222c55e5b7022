#include <boost/test/unit_test.hpp>

#include "tests/integration/register/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::card_password;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using namespace portal::testing::registration;

BOOST_AUTO_TEST_SUITE(register_start)

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
  BOOST_TEST(says(wrong, "ログインID、仮パスワード、生年月日のどれかが違います。"));
  BOOST_TEST(!says(wrong, "お知らせハガキの内容と一致しません"));
  BOOST_TEST(says(give("昭和45年2月30日"), "「昭和45年2月30日」という日はありません。"));
  BOOST_TEST(says(give(""), "生年月日を入力してください"));
  BOOST_TEST(says(give("31/12"), "のように入力してください"));
  auto rows = scene.portal.staff.select("SELECT failures FROM postcards");
  rows.next();
  BOOST_TEST(rows.get<int>("failures") == 1);
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

BOOST_AUTO_TEST_CASE(going_back_to_the_second_step_leads_on_to_the_third) {
  Scene scene;
  Browser browser = scene.at_account();
  BOOST_TEST(location(browser.get("/mihon/register/start")) == "/mihon/register/account");
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

BOOST_AUTO_TEST_SUITE_END()
