#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "base/secret.hpp"
#include "domain/accounts/sign_in.hpp"
#include "sql/societies.hpp"
#include "tests/support/kept_log.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::testing::answer_while_held;
using portal::testing::Browser;
using portal::testing::KeptLog;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;
using portal::testing::without_token;

namespace {

portal::Reply try_password(Browser& browser, const std::string& login_id, const std::string& password) {
  browser.forget("sid");
  browser.get("/mihon/login");
  return browser.post("/mihon/login", {{"login_id", login_id}, {"password", password}});
}

// Ten wrong ones each quarter of an hour: 960 a day were open to whoever sits at a browser that signed in before.
void try_in_tens(TestPortal& portal, Browser& browser, int tries) {
  for (int one = 1; one <= tries; ++one) {
    BOOST_TEST(try_password(browser, "hanako", "wrong password 1").status == 422);
    if (one % 10 == 0) portal.now += 15min + 1s;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(login)

BOOST_AUTO_TEST_CASE(a_right_password_leads_home_and_the_page_names_the_member) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const auto home = hanako.get("/mihon/home");
  BOOST_TEST(home.status == 200);
  BOOST_TEST(home.body.find("はなこ") != std::string::npos);
  BOOST_TEST(home.body.find("今回がはじめてのログインです") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_login_id_may_be_typed_in_capitals_and_full_width_but_the_password_is_taken_exactly) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser();
  BOOST_TEST(try_password(browser, "　ＨＡＮＡＫＯ ", test_password).status == 303);
  Browser other = portal.browser();
  BOOST_TEST(try_password(other, "hanako", std::string(test_password) + " ").status == 422);
  BOOST_TEST(try_password(other, "hanako", "Hanabi2026 matsuri").status == 422);
}

BOOST_AUTO_TEST_CASE(an_unknown_id_a_wrong_password_and_a_postcard_pair_get_the_same_page) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  portal.add_postcard("mihon", "k3m7p2qa", portal.member("mihon", "0001002"));
  const auto page_for = [&portal](const std::string& id, const std::string& password) {
    Browser browser = portal.browser();
    auto reply = try_password(browser, id, password);
    BOOST_TEST(reply.status == 422);
    std::string page = without_token(reply.body);
    page.replace(page.find("value=\"" + id + "\""), id.size() + 8, "");
    return page;
  };
  const std::string wrong = page_for("hanako", "wrong password 1");
  BOOST_TEST((wrong == page_for("nobody", "wrong password 1")));
  BOOST_TEST((wrong == page_for("k3m7p2qa", portal::testing::card_password)));
  BOOST_TEST((wrong == page_for("はなこ", "wrong password 1")));
  BOOST_TEST(wrong.find("新規利用登録</a>でだけ使えます") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_closed_account_and_every_other_failure_say_alike_how_long_it_lasts_and_what_helps_at_once) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser();
  const portal::Reply first = try_password(browser, "hanako", "wrong password 1");
  for (int more = 1; more < 5; ++more) try_password(browser, "hanako", "wrong password 1");
  const portal::Reply closed = try_password(browser, "hanako", test_password);
  BOOST_TEST(closed.status == 422);
  BOOST_TEST(says(closed, "5回間違えると、正しいパスワードを入力しても、15分ほどログインできません"));
  BOOST_TEST(
      says(closed, "そのときも、<a href=\"/mihon/reissue\">パスワード再発行</a>をすると、すぐにログインできます"));
  BOOST_TEST((without_token(closed.body) == without_token(first.body)));
}

BOOST_AUTO_TEST_CASE(a_session_of_one_society_is_none_in_another) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const auto reply = hanako.get("/tameshi/home");
  BOOST_TEST(reply.status == 303);
  BOOST_TEST(reply.header("Location") == "/tameshi/login");
}

BOOST_AUTO_TEST_CASE(
    five_wrong_tries_from_one_network_close_the_account_there_for_15_minutes_even_to_the_right_password) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser();
  for (int tries = 0; tries < 5; ++tries) try_password(browser, "hanako", "wrong password 1");
  BOOST_TEST(try_password(browser, "hanako", test_password).status == 422);
  portal.now += 15min + 1s;
  BOOST_TEST(try_password(browser, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(ten_wrong_tries_from_anywhere_close_the_account_and_tell_the_member_by_mail) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser();
  for (int network = 0; network < 10; ++network) {
    browser.client_address = "198.51." + std::to_string(network) + ".7";
    BOOST_TEST(try_password(browser, "hanako", "wrong password 1").status == 422);
  }
  browser.client_address = "203.0.113.9";
  BOOST_TEST(try_password(browser, "hanako", test_password).status == 422);
  const auto mails = portal.mails();
  BOOST_TEST_REQUIRE(mails.size() == 1U);
  BOOST_TEST(mails[0].subject == "ログインの失敗のお知らせ");
  portal.now += 15min + 1s;
  BOOST_TEST(try_password(browser, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(a_stranger_cannot_lock_a_member_out_of_a_browser_that_signed_in_before) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser stranger = portal.browser();
  for (int tries = 0; tries < 30; ++tries) {
    stranger.client_address = "198.51." + std::to_string(tries) + ".7";
    try_password(stranger, "hanako", "wrong password 1");
  }
  hanako.forget("sid");
  BOOST_TEST(try_password(hanako, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(fifty_wrong_tries_from_a_known_browser_close_it_for_a_day_and_a_hundred_for_good) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser elsewhere = portal.as("hanako");  // hers too
  hanako.forget("sid");
  try_in_tens(portal, hanako, 49);
  const auto told = [&portal] {
    auto mails = portal.mails();
    std::erase_if(mails, [](const auto& mail) { return mail.subject != "ログインの失敗のお知らせ"; });
    return mails;
  };
  BOOST_TEST(told().empty());
  try_password(hanako, "hanako", "wrong password 1");
  BOOST_TEST_REQUIRE(told().size() == 1U);
  BOOST_TEST(told()[0].text.find("50回続きました") != std::string::npos);
  BOOST_TEST(told()[0].text.find("24時間") != std::string::npos);
  portal.now += 24h - 1s;
  BOOST_TEST(try_password(hanako, "hanako", test_password).status == 422);
  Browser stranger = portal.browser();
  stranger.client_address = "203.0.113.9";
  BOOST_TEST(try_password(stranger, "hanako", test_password).status == 422);
  elsewhere.forget("sid");
  BOOST_TEST(try_password(elsewhere, "hanako", test_password).status == 303);
  portal.now += 2s;
  try_in_tens(portal, hanako, 50);
  portal.now += 24h * 365;
  BOOST_TEST(try_password(hanako, "hanako", test_password).status == 422);
  BOOST_TEST(try_password(stranger, "hanako", test_password).status == 422);
}

BOOST_AUTO_TEST_CASE(staff_see_and_open_what_a_known_browser_closed) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.forget("sid");
  try_in_tens(portal, hanako, 50);
  portal::db::Database desk(portal::testing::test_database().settings(portal::testing::DatabaseRole::ctl));
  portal::db::SocietyDatabase db(desk, portal::societies::find(portal.staff, "mihon").value().id);
  auto rows = portal.staff.select("SELECT id FROM accounts WHERE login_id = 'hanako'");
  rows.next();
  const auto account = rows.get<portal::AccountId>("id");
  const std::string& key = portal.installation.secrets.throttle_key;
  const auto state = portal::sign_in::account_state(db, key, account, portal.now);
  BOOST_TEST(state.count == 50);
  BOOST_TEST((state.blocked_until > portal.now + 23h));
  portal::sign_in::unlock(db, key, account);
  BOOST_TEST(!portal::sign_in::account_state(db, key, account, portal.now).blocked(portal.now));
  BOOST_TEST(try_password(hanako, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(what_strangers_and_known_browsers_get_wrong_adds_up_to_the_fifty_of_the_account) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.forget("sid");
  try_in_tens(portal, hanako, 45);
  Browser stranger = portal.browser();
  for (int network = 0; network < 5; ++network) {
    stranger.client_address = "198.51." + std::to_string(network) + ".7";
    try_password(stranger, "hanako", "wrong password 1");
  }
  BOOST_TEST(portal.mails().back().text.find("50回続きました") != std::string::npos);
  stranger.client_address = "203.0.113.9";
  portal.now += 24h - 1s;
  BOOST_TEST(try_password(stranger, "hanako", test_password).status == 422);
  BOOST_TEST(try_password(hanako, "hanako", test_password).status == 303);
  portal.now += 1s;
  BOOST_TEST(try_password(stranger, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(a_right_answer_takes_back_the_slips_before_it_on_a_known_browser) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  for (int day = 0; day < 8; ++day) {
    for (int slip = 0; slip < 9; ++slip) try_password(hanako, "hanako", "wrong password 1");
    BOOST_TEST(try_password(hanako, "hanako", test_password).status == 303);
    portal.now += 24h;
  }
  for (const auto& mail : portal.mails()) BOOST_TEST(mail.subject != "ログインの失敗のお知らせ");
  Browser stranger = portal.browser();
  stranger.client_address = "203.0.113.9";
  BOOST_TEST(try_password(stranger, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(a_new_password_opens_a_known_browser_that_wrong_tries_closed_for_good) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.forget("sid");
  try_in_tens(portal, hanako, 50);
  portal.now += 24h;
  try_in_tens(portal, hanako, 50);
  portal.staff.execute("UPDATE accounts SET password_set_at = ?", portal.now);  // as a reissue does
  BOOST_TEST(try_password(hanako, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(each_account_has_a_token_of_its_own_on_a_browser_and_none_is_taken_from_a_cookie) {
  TestPortal portal;
  Browser shared = portal.as("taro");
  const std::string of_taro = shared.cookie("device");
  BOOST_TEST(of_taro.size() == 43U);
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser thief = shared;  // planted or copied: the browser holds a token that taro knows
  BOOST_TEST(try_password(shared, "hanako", test_password).status == 303);
  const std::string of_both = shared.cookie("device");
  BOOST_TEST(of_both.ends_with("." + of_taro));
  BOOST_TEST(!of_both.starts_with(of_taro));
  for (int tries = 0; tries < 5; ++tries) try_password(thief, "hanako", "wrong password 1");
  BOOST_TEST(try_password(thief, "hanako", test_password).status == 422);  // a stranger there: closed after five
  const auto mails_before = portal.mails().size();
  for (const char* name : {"taro", "hanako", "taro"}) {
    BOOST_TEST(try_password(shared, name, test_password).status == 303);
    BOOST_TEST(shared.cookie("device").size() == of_both.size());
  }
  BOOST_TEST(portal.mails().size() == mails_before);  // a browser that both know
}

BOOST_AUTO_TEST_CASE(a_made_up_device_cookie_is_no_token_of_anybody) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  for (const std::string& planted : {std::string("x"), std::string(43, 'A'), std::string(2000, 'A'),
                                     std::string(43, 'A') + "." + std::string(43, 'B') + ".x.", std::string(40, '.')}) {
    Browser browser = portal.browser();
    auto request = posted(browser, "/mihon/login", {{"login_id", "hanako"}, {"password", test_password}});
    request.cookies.add("device", planted);
    const auto reply = browser.send(request);
    BOOST_TEST(reply.status == 303);
    BOOST_TEST(browser.cookie("device").substr(0, 43) != std::string(43, 'A'));
    BOOST_TEST(browser.cookie("device").find('x') != 44U);
  }
  auto rows = portal.staff.select("SELECT COUNT(*) AS found FROM devices WHERE token_digest = ?",
                                  portal::secret::digest(std::string(43, 'A')));
  rows.next();
  BOOST_TEST(rows.get<int>("found") == 0);
}

BOOST_AUTO_TEST_CASE(a_browser_keeps_the_tokens_of_eight_accounts_and_forgets_the_one_that_came_longest_ago) {
  TestPortal portal;
  portal.staff.execute(R"(
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT s.id, '12', CONCAT('9', n.seq), '00', '本人', '見本　人', 'ミホン', 'ミホン', '1970-04-01', 'f', '2010-04-01', '', ''
    FROM societies s JOIN seq_1_to_9 n WHERE s.slug = 'mihon')");
  Browser shared = portal.browser();
  for (int member = 1; member <= 9; ++member) {
    const std::string id = "sharer" + std::to_string(member);
    portal.add_account("mihon", id, portal.member("mihon", "9" + std::to_string(member)));
    BOOST_TEST(try_password(shared, id, test_password).status == 303);
  }
  BOOST_TEST(shared.cookie("device").size() == 8U * 43 + 7);
  const auto mails_before = portal.mails().size();
  try_password(shared, "sharer2", test_password);
  BOOST_TEST(portal.mails().size() == mails_before);
  try_password(shared, "sharer1", test_password);
  BOOST_TEST(portal.mails().size() == mails_before + 1);  // told as of a new device
}

BOOST_AUTO_TEST_CASE(a_known_browser_with_the_right_password_passes_where_its_address_is_shut_out) {
  TestPortal portal;
  Browser colleague = portal.as("hanako");  // of the same office
  Browser thief = portal.browser();
  for (int id = 0; id < 20; ++id) try_password(thief, "member" + std::to_string(id), "wrong password 1");
  Browser new_one = portal.browser();
  BOOST_TEST(try_password(new_one, "hanako", test_password).status == 429);
  colleague.forget("sid");
  const KeptLog log;
  BOOST_TEST(try_password(colleague, "hanako", "wrong password 1").status == 422);
  BOOST_TEST(try_password(colleague, "made-up", test_password).status == 429);
  BOOST_TEST(try_password(colleague, "hanako", test_password).status == 303);
  BOOST_TEST(log.count("authn_list_attack") == 0);  // told once, when it began
  portal.now += 1h + 1s;
  BOOST_TEST(try_password(new_one, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(twenty_ids_failing_from_one_address_end_in_429_for_an_hour) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser thief = portal.browser();
  for (int id = 0; id < 20; ++id) try_password(thief, "member" + std::to_string(id), "wrong password 1");
  BOOST_TEST(try_password(thief, "hanako", test_password).status == 429);
  portal.now += 1h + 1s;
  BOOST_TEST(try_password(thief, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(a_company_whose_members_mostly_sign_in_is_no_list_attack) {
  TestPortal portal;
  const auto come = [&](const std::string& id, const std::string& password) {
    Browser browser = portal.browser();  // all have the office's address
    return try_password(browser, id, password).status;
  };
  portal.staff.execute(R"(
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT s.id, '12', CONCAT('9', n.seq), '00', '本人', '見本　人', 'ミホン', 'ミホン', '1970-04-01', 'f', '2010-04-01', '', ''
    FROM societies s JOIN seq_1_to_14 n WHERE s.slug = 'mihon')");
  for (int member = 1; member <= 14; ++member) {
    const std::string id = "colleague" + std::to_string(member);
    portal.add_account("mihon", id, portal.member("mihon", "9" + std::to_string(member)));
    BOOST_TEST(come(id, test_password) == 303);
  }
  for (int id = 0; id < 21; ++id) BOOST_TEST(come("typo" + std::to_string(id), "wrong password 1") == 422);  // 60%
  BOOST_TEST(come("colleague1", test_password) == 303);
  come("typo21", "wrong password 1");
  BOOST_TEST(come("colleague1", test_password) == 429);
}

BOOST_AUTO_TEST_CASE(a_list_spread_over_many_addresses_is_told_once_an_hour_and_refuses_nobody) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  const KeptLog log;
  Browser one = portal.browser();
  const auto try_some = [&](int first, int last) {
    for (int id = first; id < last; ++id) {
      one.client_address = "198.51." + std::to_string(id % 200) + ".7";
      try_password(one, "member" + std::to_string(id), "wrong password 1");
    }
  };
  try_some(0, 99);
  BOOST_TEST(log.count("authn_spread_list_attack") == 0);
  try_some(99, 120);
  BOOST_TEST(log.count("authn_spread_list_attack") == 1);
  one.client_address = "203.0.113.9";
  BOOST_TEST(try_password(one, "hanako", test_password).status == 303);
  portal.now += 1h + 1s;
  try_some(120, 220);
  BOOST_TEST(log.count("authn_spread_list_attack") == 2);
}

BOOST_AUTO_TEST_CASE(made_up_ids_share_their_counts_so_that_the_table_stays_small) {
  TestPortal portal;
  Browser one = portal.browser();
  constexpr int tries = 250;  // of 4,096 counts: some two are surely one
  for (int id = 0; id < tries; ++id) {
    one.client_address = "198.51." + std::to_string(id) + ".7";
    try_password(one, "member" + std::to_string(id), "wrong password 1");
  }
  auto rows = portal.staff.select("SELECT COUNT(*) AS found FROM throttles WHERE count > 0");
  rows.next();
  BOOST_TEST(rows.get<int>("found") < 2 * tries);
}

BOOST_AUTO_TEST_CASE(who_takes_a_new_ipv6_address_for_each_try_is_still_one_client) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser thief = portal.browser();
  for (int id = 0; id < 20; ++id) {
    thief.client_address = "2001:db8:1:2" + std::to_string(10 + id) + "::" + std::to_string(id);
    try_password(thief, "member" + std::to_string(id), "wrong password 1");
  }
  thief.client_address = "2001:db8:1:2ff::1";
  BOOST_TEST(try_password(thief, "hanako", test_password).status == 429);
  thief.client_address = "2001:db8:1:300::1";
  BOOST_TEST(try_password(thief, "hanako", test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(known_and_unknown_ids_cost_the_same_statements_from_a_browser_that_signed_in_before_too) {
  TestPortal portal;
  Browser browser = portal.as("hanako");
  const auto statements_of = [&](const std::string& id) {
    browser.forget("sid");
    browser.get("/mihon/login");
    const auto before = portal.server_status("Questions");
    browser.post("/mihon/login", {{"login_id", id}, {"password", "wrong password 1"}});
    return portal.server_status("Questions") - before;
  };
  portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
  statements_of("warm");
  const auto of_known = statements_of("taro");
  BOOST_TEST(statements_of("nobody") == of_known);
  for (const char* used_up : {"UPDATE throttles SET count = 4", "UPDATE throttles SET count = 150"}) {
    portal.staff.run_script(used_up);  // the counts that made-up IDs share: nobody's first try may be any
    BOOST_TEST(statements_of("nobody") == of_known);
  }
}

BOOST_AUTO_TEST_CASE(of_20_parallel_wrong_passwords_from_one_network_five_are_judged) {
  TestPortal portal;
  portal.as("hanako");
  std::vector<portal::Request> requests;
  for (int one = 1; one <= 20; ++one) {
    Browser browser = portal.browser();
    browser.get("/mihon/login");
    requests.push_back(posted(browser, "/mihon/login", {{"login_id", "hanako"}, {"password", "wrong one 1"}}));
    requests.back().client_address = fmt::format("192.0.2.{}", 100 + one);  // each alone it may try
  }
  portal::testing::answer_in_parallel(portal, requests);
  BOOST_TEST(portal.count("audit_log WHERE event = 'sign_in_failed'") == 5);
  BOOST_TEST(portal.count("audit_log WHERE event = 'sign_in_blocked'") == 15);
}

BOOST_AUTO_TEST_CASE(a_sign_in_with_the_old_password_does_not_outlive_its_change) {
  TestPortal portal;
  Browser thief = portal.as("hanako");  // a browser that is known
  thief.forget("sid");
  const portal::Request request = posted(thief, "/mihon/login", {{"login_id", "hanako"}, {"password", test_password}});
  portal::db::Transaction change(portal.staff);
  portal.staff.execute("UPDATE accounts SET password_set_at = ?, password_hash = 'changed'", portal.now + 1s);
  portal.staff.execute("UPDATE sessions SET ended_at = ?", portal.now);
  const portal::Reply reply = answer_while_held(portal, request, change);
  BOOST_TEST(reply.status == 422);
  auto rows = portal.staff.select("SELECT COUNT(*) AS found FROM sessions WHERE ended_at IS NULL");
  rows.next();
  BOOST_TEST(rows.get<std::int64_t>("found") == 0);
}

BOOST_AUTO_TEST_CASE(three_hundred_right_logins_in_a_minute_from_one_address_all_pass) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  int passed = 0;
  for (int login = 0; login < 300; ++login) {
    portal.now += 200ms;
    Browser browser = portal.browser();
    passed += try_password(browser, "hanako", test_password).status == 303 ? 1 : 0;
  }
  BOOST_TEST(passed == 300);
}

BOOST_AUTO_TEST_CASE(an_idle_session_ends_after_30_minutes_and_any_session_after_12_hours) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 30min - 1s;
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  portal.now += 30min + 1s;
  BOOST_TEST(hanako.get("/mihon/home").status == 303);
  Browser again = portal.as("hanako");
  for (int minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    portal.now += 20min;
    BOOST_TEST_REQUIRE(again.get("/mihon/home").status == 200);
  }
  portal.now += 20min;
  BOOST_TEST(again.get("/mihon/home").status == 303);
}

BOOST_AUTO_TEST_CASE(the_sixth_sign_in_ends_the_first_session) {
  TestPortal portal;
  Browser first = portal.as("hanako");
  for (int more = 0; more < 5; ++more) {
    portal.now += 1s;
    portal.as("hanako");
  }
  BOOST_TEST(first.get("/mihon/home").status == 303);
}

BOOST_AUTO_TEST_CASE(a_member_who_left_may_sign_in_for_the_months_that_the_society_grants_and_not_longer) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE members SET left_on = '2025-11-30' WHERE number = '0001001'");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  portal.staff.execute("UPDATE members SET left_on = '2025-10-31' WHERE number = '0001001'");
  BOOST_TEST(hanako.get("/mihon/home").status == 303);
  Browser again = portal.browser();
  BOOST_TEST(try_password(again, "hanako", test_password).status == 422);
}

BOOST_AUTO_TEST_CASE(the_page_that_was_asked_for_comes_after_the_sign_in_but_never_a_foreign_one) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  for (const std::string next :
       {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d"}) {
    Browser browser = portal.browser();
    browser.get("/mihon/login");
    const auto reply =
        browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", test_password}, {"next", next}});
    BOOST_TEST(reply.header("Location").starts_with("/mihon/"));
  }
  Browser browser = portal.browser();
  browser.get("/mihon/login");
  const auto reply =
      browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", test_password}, {"next", "/help"}});
  BOOST_TEST(reply.header("Location") == "/mihon/help");
}

BOOST_AUTO_TEST_CASE(empty_boxes_are_named_and_what_was_typed_is_kept_except_the_password) {
  TestPortal portal;
  Browser browser = portal.browser();
  const auto reply = try_password(browser, "hanako", "");
  BOOST_TEST(reply.status == 422);
  BOOST_TEST(reply.body.find("パスワードを入力してください") != std::string::npos);
  BOOST_TEST(reply.body.find("value=\"hanako\"") != std::string::npos);
  BOOST_TEST(reply.body.find("エラー：ログイン") != std::string::npos);
  BOOST_TEST(try_password(browser, "", "secret canary 1").body.find("canary") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_weaker_hash_is_made_anew_at_the_next_sign_in) {
  TestPortal portal;
  const auto account = portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  const portal::PasswordHasher weaker({8, 1}, portal.installation.secrets.peppers, "pepper-1");
  auto stronger_installation = portal::PasswordHasher({16, 2}, portal.installation.secrets.peppers, "pepper-1");
  portal.installation.passwords = std::move(stronger_installation);
  Browser browser = portal.browser();
  BOOST_TEST(try_password(browser, "hanako", test_password).status == 303);
  auto rows = portal.staff.select("SELECT password_hash FROM accounts WHERE id = ?", account);
  rows.next();
  BOOST_TEST(rows.get<std::string>("password_hash").starts_with("$argon2id$v=19$m=16,t=2,p=1$"));
}

BOOST_AUTO_TEST_SUITE_END()
