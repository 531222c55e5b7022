#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::Request;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

Reply change(Browser& browser, const std::string& login_id, const std::string& nickname = "はなこ",
             const std::string& password = "") {
  browser.get("/mihon/profile");
  return browser.post("/mihon/profile",
                      {{"login_id", login_id}, {"nickname", nickname}, {"current_password", password}});
}

Reply sign_in(Browser& browser, const std::string& login_id, const std::string& password = test_password) {
  browser.get("/mihon/login");
  return browser.post("/mihon/login", {{"login_id", login_id}, {"password", password}});
}

// Login ID and nickname of hanako's account in mihon.
std::string stored(TestPortal& portal) {
  auto rows = portal.staff.select("SELECT CONCAT(login_id, ' ', nickname) AS text FROM accounts WHERE member_id = ?",
                                  portal.member("mihon", "0001001"));
  rows.next();
  return rows.get<std::string>("text");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile)

BOOST_AUTO_TEST_CASE(a_member_changes_login_id_and_nickname_and_signs_in_with_the_new_one_alone) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/home"), "href=\"/mihon/profile\">プロフィール設定</a>"));
  BOOST_TEST(says(hanako.get("/mihon/profile"), "value=\"hanako\""));
  BOOST_TEST(location(change(hanako, "Ｈanako.1985", " ハナ🌸 ")) == "/mihon/profile/done");
  const Reply done = hanako.get("/mihon/profile/done");
  BOOST_TEST(says(done, "hanako.1985"));
  BOOST_TEST(says(done, "<strong>ハナ🌸</strong>さん"));
  Browser again = portal.browser();
  BOOST_TEST(sign_in(again, "hanako").status == 422);
  BOOST_TEST(sign_in(again, "HANAKO.1985").status == 303);
  BOOST_TEST(portal.recorded_of("login_id_changed") == "hanako.1985");
  BOOST_TEST(portal.recorded_of("nickname_changed") == "hanako.1985");
}

BOOST_AUTO_TEST_CASE(every_address_is_told_of_a_new_login_id_once_and_without_saying_it) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute(
      "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
      " SELECT society_id, id, 'second@example.jp', FALSE, created_at FROM accounts");
  BOOST_TEST(change(hanako, "hanako.1985").status == 303);
  const auto mails = portal.mails();
  BOOST_TEST_REQUIRE(mails.size() == 2U);
  BOOST_TEST(mails[0].recipient == "hanako@example.jp");
  BOOST_TEST(mails[1].recipient == "second@example.jp");
  for (const auto& mail : mails) {
    BOOST_TEST(mail.subject == "ログインID変更のお知らせ");
    BOOST_TEST(mail.text.find("hanako") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_nickname_needs_no_password_however_long_ago_it_was_given_and_nobody_is_told) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 6min;
  const std::string before = hanako.cookie("sid");
  BOOST_TEST(change(hanako, "HANAKO", "").status == 303);
  BOOST_TEST(hanako.cookie("sid") == before);
  BOOST_TEST(stored(portal) == "hanako ");
  BOOST_TEST(says(hanako.get("/mihon/home"), "<strong>髙﨑　花子</strong>さん"));
  BOOST_TEST(portal.mails().empty());
}

BOOST_AUTO_TEST_CASE(
    five_minutes_after_the_password_was_given_a_login_id_changes_only_with_it_and_the_session_is_renewed) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(!says(hanako.get("/mihon/profile"), "name=\"current_password\""));
  portal.now += 5min;
  BOOST_TEST(says(hanako.get("/mihon/profile"), "name=\"current_password\""));
  BOOST_TEST(says(change(hanako, "hanako.1985"), "いまのパスワードを入力してください"));
  BOOST_TEST(says(change(hanako, "hanako.1985", "はなこ", "wrong password 1"), "いまのパスワードが正しくありません"));
  BOOST_TEST(stored(portal) == "hanako はなこ");
  BOOST_TEST(portal.recorded_of("password_check_failed") == "hanako");
  Browser thief = hanako;  // keeps the cookie
  BOOST_TEST(location(change(hanako, "hanako.1985", "はなこ", test_password)) == "/mihon/profile/done");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(thief.get("/mihon/home").status == 303);
  BOOST_TEST(!says(hanako.get("/mihon/profile"), "name=\"current_password\""));
}

BOOST_AUTO_TEST_CASE(a_login_id_is_unique_in_its_society_without_regard_to_case_and_width) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
  portal.add_account("tameshi", "jiro", portal.member("tameshi", "0001002"));
  for (const char* taken : {"taro", "TARO", "ｔａｒｏ"}) {
    const Reply reply = change(hanako, taken);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(says(reply, "このログインIDは使えません"));
  }
  BOOST_TEST(stored(portal) == "hanako はなこ");
  BOOST_TEST(change(hanako, "jiro").status == 303);
}

BOOST_AUTO_TEST_CASE(of_parallel_claims_of_one_login_id_exactly_one_is_granted) {
  TestPortal portal;
  Browser members[] = {portal.as("hanako"), portal.as("ichiro"), portal.as("taro")};
  for (int race = 0; race < 10; ++race) {
    const std::string wanted = "sakura." + std::to_string(race);
    std::vector<Request> claims;
    for (Browser& member : members) {
      member.get("/mihon/profile");
      claims.push_back(posted(member, "/mihon/profile", {{"login_id", wanted}, {"nickname", "さくら"}}));
    }
    int granted = 0;
    for (const Reply& reply : answer_in_parallel(portal, claims)) granted += reply.status == 303 ? 1 : 0;
    BOOST_TEST(granted == 1);
    auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM accounts WHERE login_id = ?", wanted);
    rows.next();
    BOOST_TEST(rows.get<int>("counted") == 1);
  }
}

BOOST_AUTO_TEST_CASE(without_the_password_nobody_learns_whether_a_login_id_is_free) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
  portal.now += 6min;
  for (const char* wanted : {"taro", "free.one"}) {
    const Reply reply = change(hanako, wanted, "はなこ", "wrong password 1");
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(!says(reply, "このログインIDは使えません"));
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_login_id_or_no_nickname_comes_back_with_its_reason_and_changes_nothing) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  for (const std::string wrong :
       {"", "   ", "abc", "hana ko", "はなこ", "hana🌸ko", "hanako\x07", "hanako\nbcc", "<script>", "' OR 1=1"}) {
    const Reply reply = change(hanako, wrong, "花");
    BOOST_TEST(reply.status == 422, wrong);
    BOOST_TEST(says(reply, "href=\"#login_id\""));
    BOOST_TEST(says(reply, "value=\"花\""));
  }
  BOOST_TEST(change(hanako, std::string(65, 'a')).status == 422);
  BOOST_TEST(change(hanako, std::string(10'000, 'a')).status == 422);
  std::string name;
  for (int one = 0; one < 21; ++one) name += "長";
  for (const std::string& wrong :
       {name, std::string("はな\u202Eこ"), std::string("はな\u200Bこ"), std::string("はな\nこ")}) {
    const Reply reply = change(hanako, "hanako", wrong);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(says(reply, "href=\"#nickname\""));
  }
  BOOST_TEST(stored(portal) == "hanako はなこ");
  BOOST_TEST(portal.mails().empty());
  BOOST_TEST(change(hanako, std::string(64, 'a'), name.substr(0, 60)).status == 303);
}

BOOST_AUTO_TEST_CASE(a_field_sent_twice_is_refused_before_any_page_looks_at_it) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/profile");
  BOOST_CHECK_THROW(hanako.post("/mihon/profile", {{"login_id", "hanako"}, {"login_id", "taro"}, {"nickname", "x"}}),
                    std::runtime_error);
  BOOST_TEST(stored(portal) == "hanako はなこ");
}

BOOST_AUTO_TEST_CASE(a_nickname_is_shown_as_text_whatever_it_holds) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(change(hanako, "hanako", "<b>\"花\"&</b>").status == 303);
  for (const char* page : {"/mihon/home", "/mihon/profile", "/mihon/profile/done"}) {
    const Reply reply = hanako.get(page);
    BOOST_TEST(!says(reply, "<b>"));
    BOOST_TEST(says(reply, "&lt;b&gt;"));
  }
}

BOOST_AUTO_TEST_CASE(of_an_account_20_login_ids_an_hour_are_looked_up_and_the_present_one_is_none_of_them) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
  for (int tries = 0; tries < 25; ++tries) BOOST_TEST(change(hanako, "hanako", std::to_string(tries)).status == 303);
  for (int tries = 0; tries < 20; ++tries) BOOST_TEST(change(hanako, "taro").status == 422);
  BOOST_TEST(change(hanako, "taro").status == 429);
  BOOST_TEST(change(hanako, "free.one").status == 429);
  Browser elsewhere = portal.as("hanako");
  BOOST_TEST(change(elsewhere, "free.one").status == 429);
  BOOST_TEST(change(elsewhere, "hanako", "花").status == 303);
  BOOST_TEST(stored(portal) == "hanako 花");
  Browser taro = portal.as("taro");
  BOOST_TEST(change(taro, "taro.1970").status == 303);
  portal.now += 1h + 1s;
  Browser later = portal.as("hanako");
  BOOST_TEST(change(later, "free.one").status == 303);
}

BOOST_AUTO_TEST_CASE(a_new_login_id_does_not_give_back_the_tries_that_wrong_passwords_used_up) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.forget("device");
  const auto guess = [&portal](const std::string& login_id, const std::string& network) {
    Browser guesser = portal.browser();
    guesser.client_address = network;
    sign_in(guesser, login_id, "wrong password 1");
  };
  for (int tries = 0; tries < 5; ++tries) guess("hanako", "198.51.100.1");
  BOOST_TEST(change(hanako, "hanako.1985").status == 303);
  for (int tries = 0; tries < 4; ++tries) guess("hanako.1985", "203.0.113.1");
  BOOST_TEST(change(hanako, "hanako").status == 303);
  Browser same_network = portal.browser();
  same_network.client_address = "198.51.100.2";
  BOOST_TEST(sign_in(same_network, "hanako").status == 422);  // five from there
  guess("hanako", "203.0.113.2");
  Browser anywhere = portal.browser();
  BOOST_TEST(sign_in(anywhere, "hanako").status == 422);  // ten from everywhere
  portal.now += 15min + 1s;
  BOOST_TEST(sign_in(anywhere, "hanako").status == 303);
}

BOOST_AUTO_TEST_CASE(a_new_login_id_kills_the_live_links_of_the_account) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser asking = portal.browser();
  asking.get("/mihon/reissue");
  asking.post("/mihon/reissue", {{"email", "hanako@example.jp"}});
  const std::string link = link_in(portal.mails().back().text);
  BOOST_TEST(change(hanako, "hanako.1985").status == 303);
  asking.get(link);
  BOOST_TEST(asking.get("/mihon/reissue/start").status == 410);
}

BOOST_AUTO_TEST_CASE(a_page_left_open_by_one_member_changes_nothing_for_the_next_who_signs_in) {
  TestPortal portal;
  Browser browser = portal.as("hanako");
  browser.get("/mihon/profile");
  portal::Request stale;
  stale.method = portal::Method::post;
  stale.path = "/mihon/profile";
  stale.form.add("csrf", browser.form_token());
  stale.form.add("login_id", "hanako.1985");
  stale.form.add("nickname", "はな");
  browser.get("/mihon/home");
  browser.post("/mihon/logout", {});
  portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
  sign_in(browser, "taro");
  BOOST_TEST(browser.send(stale).status == 403);
  BOOST_TEST(portal.recorded("login_id_changed") + portal.recorded("nickname_changed") == 0);
}

BOOST_AUTO_TEST_CASE(the_form_sent_twice_changes_once_and_tells_once) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/profile");
  Browser twin = hanako;
  for (Browser* browser : {&hanako, &twin})
    BOOST_TEST(location(browser->post("/mihon/profile", {{"login_id", "hanako.1985"}, {"nickname", "はな"}})) ==
               "/mihon/profile/done");
  BOOST_TEST(portal.mails().size() == 1U);
  BOOST_TEST(portal.recorded_of("login_id_changed") == "hanako.1985");
}

BOOST_AUTO_TEST_CASE(the_page_shows_what_the_society_holds_and_no_form_can_change_it) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const Reply page = hanako.get("/mihon/profile");
  for (const char* fact : {"髙﨑　花子 様", ">12</dd>", ">0001001</dd>", ">00</dd>", "hanako@example.jp"})
    BOOST_TEST(says(page, fact), fact);
  BOOST_TEST(says(page, "href=\"/mihon/help/changes\""));
  hanako.post(
      "/mihon/profile",
      {{"login_id", "hanako"}, {"nickname", "はな"}, {"name", "x"}, {"member_id", "1"}, {"email", "x@example.jp"}});
  const Reply after = hanako.get("/mihon/profile");
  for (const char* fact : {"髙﨑　花子 様", ">0001001</dd>", "hanako@example.jp"}) BOOST_TEST(says(after, fact), fact);
  BOOST_TEST(!says(after, "x@example.jp"));
}

BOOST_AUTO_TEST_SUITE_END()
