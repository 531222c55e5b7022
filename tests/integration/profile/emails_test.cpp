#include <algorithm>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "sql/accounts/phone_desk.hpp"
#include "sql/mails/mail_queue.hpp"
#include "sql/societies.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::answer_while_held;
using portal::testing::Browser;
using portal::testing::hidden;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::test_password;
using portal::testing::TestPortal;
using portal::testing::without_token;

namespace {

constexpr const char* old_address = "hanako@example.jp";
constexpr const char* new_address = "hanako@mail.example.com";
constexpr const char* list_page = "/mihon/profile/emails";
constexpr const char* confirm_page = "/mihon/profile/emails/confirm";

// In half-width characters; what is not ASCII is full-width.
std::size_t width(std::string_view line) {
  std::size_t total = 0;
  for (const char c : line) total += (c & 0xC0) == 0x80 ? 0U : static_cast<unsigned char>(c) < 0x80 ? 1U : 2U;
  return total;
}

// A portal where hanako of mihon has an account with hanako@example.jp, and her browser is signed in.
struct Scene {
  TestPortal portal;
  Browser hanako = portal.as("hanako");

  std::vector<SentMail> mails_with(const std::string& subject) {
    auto mails = portal.mails();
    std::erase_if(mails, [&subject](const SentMail& mail) { return mail.subject != subject; });
    return mails;
  }
  std::vector<SentMail> requests() { return mails_with("メールアドレス確認のお願い"); }
  std::vector<std::string> told() {
    std::vector<std::string> recipients;
    for (const SentMail& mail : mails_with("メールアドレス変更のお知らせ")) recipients.push_back(mail.recipient);
    return recipients;
  }

  Reply add(Browser& browser, const std::string& address = new_address, const std::string& password = "") {
    browser.get(list_page);
    return browser.post(list_page, {{"email", address}, {"current_password", password}});
  }
  // The path of the link in the mail.
  std::string asked_link(const std::string& address = new_address) {
    BOOST_TEST(location(add(hanako, address)) == "/mihon/profile/emails/sent");
    const auto mails = requests();
    BOOST_REQUIRE(!mails.empty());
    BOOST_TEST(mails.back().recipient == address);
    return link_in(mails.back().text);
  }
  // The link's hops, up to the page with the last button.
  Reply open(Browser& browser, const std::string& link) {
    BOOST_TEST(location(browser.get(link)) == "/mihon/profile/emails/start");
    BOOST_TEST(location(browser.get("/mihon/profile/emails/start")) == confirm_page);
    return browser.get(confirm_page);
  }
  Reply confirm(Browser& browser, const std::string& password = "") {
    return browser.post(confirm_page, {{"current_password", password}});
  }
  Reply use(const std::string& link) {
    open(hanako, link);
    return confirm(hanako);
  }
  // As the account has them, the primary one marked.
  std::string addresses(const std::string& login_id = "hanako") {
    auto rows = portal.staff.select(R"(
      SELECT COALESCE(GROUP_CONCAT(CONCAT(IF(e.is_primary, '*', ''), e.address) ORDER BY e.address SEPARATOR ' '), '')
             AS text
      FROM account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
      WHERE a.login_id = ?)",
                                    login_id);
    rows.next();
    return rows.get<std::string>("text");
  }
  void give(const std::string& address) {
    portal.staff.execute(
        "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
        " SELECT society_id, id, ?, FALSE, created_at FROM accounts WHERE login_id = 'hanako'",
        address);
  }
  void bounce(const std::string& address) {
    portal.staff.execute("UPDATE account_emails SET bounced_at = ? WHERE address = ?", portal.now, address);
  }
  std::string path_of(const std::string& address, const std::string& what) {
    auto rows = portal.staff.select("SELECT id FROM account_emails WHERE address = ?", address);
    rows.next();
    return "/mihon/profile/emails/" + std::to_string(rows.get<std::int64_t>("id")) + "/" + what;
  }
  Reply act(Browser& browser, const std::string& path, const std::string& password = "") {
    browser.get(path);
    return browser.post(path, {{"current_password", password}});
  }
  std::int64_t recorded(const std::string& event) {
    auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM audit_log WHERE event = ?", event);
    rows.next();
    return rows.get<std::int64_t>("counted");
  }
};

using Recipients = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_emails)

BOOST_AUTO_TEST_CASE(a_member_adds_an_address_by_its_link_makes_it_primary_and_removes_the_old_one) {
  Scene scene;
  const std::string link = scene.asked_link();
  BOOST_TEST(scene.hanako.get("/mihon/profile/emails/sent").status == 200);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.told().empty());
  const Reply page = scene.open(scene.hanako, link);
  BOOST_TEST(says(page, new_address));
  BOOST_TEST(location(scene.confirm(scene.hanako)) == "/mihon/profile/emails/done");
  BOOST_TEST(scene.hanako.cookie("step") == "");
  BOOST_TEST(says(scene.hanako.get("/mihon/profile/emails/done"), new_address));
  BOOST_TEST(scene.addresses() == "*hanako@example.jp hanako@mail.example.com");
  BOOST_TEST(location(scene.act(scene.hanako, scene.path_of(new_address, "primary"))) == "/mihon/profile/emails/done");
  BOOST_TEST(scene.addresses() == "hanako@example.jp *hanako@mail.example.com");
  BOOST_TEST(location(scene.act(scene.hanako, scene.path_of(old_address, "removal"))) == "/mihon/profile/emails/done");
  BOOST_TEST(scene.addresses() == "*hanako@mail.example.com");
  for (const char* event : {"email_requested", "email_added", "email_made_primary", "email_removed"})
    BOOST_TEST(scene.recorded(event) == 1, event);
}

BOOST_AUTO_TEST_CASE(old_and_new_addresses_are_told_of_each_change_once_without_secrets_and_with_the_address_masked) {
  Scene scene;
  scene.use(scene.asked_link());
  const Recipients both{old_address, new_address};
  BOOST_TEST(scene.told() == both, boost::test_tools::per_element());
  scene.portal.staff.execute("DELETE FROM mail_queue");
  scene.act(scene.hanako, scene.path_of(new_address, "primary"));
  const Recipients turned{new_address, old_address};
  BOOST_TEST(scene.told() == turned, boost::test_tools::per_element());
  for (const SentMail& mail : scene.portal.mails()) {
    BOOST_TEST(mail.text.find("h***@mail.example.com") != std::string::npos);
    BOOST_TEST(mail.text.find("hanako") == std::string::npos);
    BOOST_TEST(mail.text.find("?t=") == std::string::npos);
  }
  scene.portal.staff.execute("DELETE FROM mail_queue");
  scene.act(scene.hanako, scene.path_of(old_address, "removal"));
  BOOST_TEST(scene.told() == turned, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(opening_the_link_any_number_of_times_changes_nothing_and_it_works_once) {
  Scene scene;
  const std::string link = scene.asked_link();
  for (int times = 0; times < 20; ++times) scene.open(scene.hanako, link);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.confirm(scene.hanako).status == 303);
  scene.hanako.get(link);
  BOOST_TEST(scene.hanako.get("/mihon/profile/emails/start").status == 410);
  BOOST_TEST(scene.hanako.get(confirm_page).status == 410);
  BOOST_TEST(scene.confirm(scene.hanako).status == 410);
  BOOST_TEST(scene.told().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_used_an_expired_a_garbled_and_another_societys_link_are_one_page) {
  Scene scene;
  const std::string used = scene.asked_link();
  scene.use(used);
  const std::string late = scene.asked_link("later@example.jp");
  const auto token = late.substr(late.find("?t="));
  Browser stranger = scene.portal.browser();
  const auto page_of = [&stranger](const std::string& link, const std::string& society = "mihon") {
    stranger.get("/" + society + "/profile/emails/start" + link.substr(link.find("?t=")));
    const Reply reply = stranger.get("/" + society + "/profile/emails/start");
    BOOST_TEST(reply.status == 410);
    return without_token(reply.body);
  };
  BOOST_TEST(page_of(token, "tameshi").find("使えなくなりました") != std::string::npos);
  scene.portal.now += 3h;
  const std::string expected = page_of(used);
  BOOST_TEST(page_of(late) == expected);
  BOOST_TEST(page_of("?t=garbage") == expected);
  BOOST_TEST(page_of("?t=" + std::string(43, 'x')) == expected);
}

BOOST_AUTO_TEST_CASE(a_link_lives_three_hours_and_not_a_second_more) {
  for (const auto& [age, status] : {std::pair{3h - 1s, 303}, std::pair{3h + 0s, 410}}) {
    Scene scene;
    const std::string link = scene.asked_link();
    scene.portal.now += age;
    Browser later = scene.portal.as("hanako");
    later.get(link);
    BOOST_TEST(later.get("/mihon/profile/emails/start").status == status);
    later.get(confirm_page);
    BOOST_TEST(scene.confirm(later).status == status);
  }
}

BOOST_AUTO_TEST_CASE(in_another_browser_the_link_asks_to_sign_in_and_goes_on_from_there) {
  Scene scene;
  const std::string link = scene.asked_link();
  Browser phone = scene.portal.browser();
  phone.get(link);
  const Reply page = phone.get("/mihon/profile/emails/start");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(says(page, "href=\"/mihon/login?next=/profile/emails/confirm\""));
  BOOST_TEST(!says(page, new_address));
  BOOST_TEST(location(phone.post(confirm_page, {})).starts_with("/mihon/login"));
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  phone.get("/mihon/login?next=/profile/emails/confirm");
  const Reply signed_in = phone.post(
      "/mihon/login", {{"login_id", "hanako"}, {"password", test_password}, {"next", "/profile/emails/confirm"}});
  BOOST_TEST(location(signed_in) == confirm_page);
  phone.get(confirm_page);
  BOOST_TEST(scene.confirm(phone).status == 303);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp hanako@mail.example.com");
}

BOOST_AUTO_TEST_CASE(whoever_got_the_mail_by_mistake_can_add_it_neither_to_that_account_nor_to_their_own) {
  Scene scene;
  const std::string link = scene.asked_link();
  Browser taro = scene.portal.as("taro");
  const Reply page = scene.open(taro, link);
  BOOST_TEST(page.status == 403);
  BOOST_TEST(says(page, "別のログインIDで"));
  BOOST_TEST(!says(page, "hanako"));
  BOOST_TEST(scene.confirm(taro).status == 403);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.addresses("taro") == "*taro@example.jp");
  BOOST_TEST(scene.use(link).status == 303);  // it is still hanako's
}

BOOST_AUTO_TEST_CASE(a_page_left_open_does_not_confirm_the_address_of_a_link_opened_after_it) {
  Scene scene;
  const Reply first = scene.open(scene.hanako, scene.asked_link());
  const Reply second = scene.open(scene.hanako, scene.asked_link("second@example.jp"));
  BOOST_TEST(hidden(first, "link") != hidden(second, "link"));
  BOOST_TEST(scene.hanako.post(confirm_page, {{"link", hidden(first, "link")}}).status == 409);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  scene.hanako.get(confirm_page);
  BOOST_TEST(scene.hanako.post(confirm_page, {{"link", hidden(second, "link")}}).status == 303);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp second@example.jp");
}

BOOST_AUTO_TEST_CASE(a_page_left_open_by_one_member_changes_nothing_for_the_next_who_signs_in) {
  Scene scene;
  scene.give("second@example.jp");
  std::vector<portal::Request> stale;
  for (const std::string& path : {std::string(list_page), scene.path_of("second@example.jp", "primary"),
                                  scene.path_of("second@example.jp", "removal")}) {
    scene.hanako.get(path);
    portal::Request& request = stale.emplace_back();
    request.method = portal::Method::post;
    request.path = path;
    request.form.add("csrf", scene.hanako.form_token());
    request.form.add("email", new_address);
  }
  scene.portal.add_account("mihon", "taro", scene.portal.member("mihon", "0001002"));
  scene.hanako.get("/mihon/home");
  scene.hanako.post("/mihon/logout", {});
  scene.hanako.get("/mihon/login");
  scene.hanako.post("/mihon/login", {{"login_id", "taro"}, {"password", test_password}});
  for (const portal::Request& request : stale) BOOST_TEST(scene.hanako.send(request).status == 403);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp second@example.jp");
  BOOST_TEST(scene.portal.mails().empty());
}

BOOST_AUTO_TEST_CASE(five_minutes_after_the_password_was_given_every_change_asks_for_it_and_renews_the_session) {
  Scene scene;
  scene.give("second@example.jp");
  scene.give("third@example.jp");
  const std::string link = scene.asked_link();
  scene.open(scene.hanako, link);
  const std::string make_primary = scene.path_of("second@example.jp", "primary");
  const std::string remove = scene.path_of("third@example.jp", "removal");
  const std::string before = scene.addresses();
  for (const std::string& path : {std::string(list_page), std::string(confirm_page), make_primary, remove}) {
    Browser browser = scene.hanako;
    scene.portal.now += 5min;
    BOOST_TEST(says(browser.get(path), "name=\"current_password\""), path);
    BOOST_TEST(browser.post(path, {{"email", new_address}}).status == 422, path);
    BOOST_TEST(browser.post(path, {{"email", new_address}, {"current_password", "wrong password 1"}}).status == 422);
    BOOST_TEST(scene.addresses() == before);
    BOOST_TEST(scene.requests().size() == 1U);
  }
  const std::string cookie = scene.hanako.cookie("sid");
  BOOST_TEST(scene.act(scene.hanako, make_primary, test_password).status == 303);
  BOOST_TEST(scene.hanako.cookie("sid") != cookie);
  BOOST_TEST(scene.act(scene.hanako, remove).status == 303);  // it was given just now
  BOOST_TEST(scene.addresses() == "hanako@example.jp *second@example.jp");
}

BOOST_AUTO_TEST_CASE(to_an_address_three_mails_go_in_an_hour_and_the_page_says_the_same_of_the_fourth) {
  Scene scene;
  for (int times = 0; times < 4; ++times) BOOST_TEST(location(scene.add(scene.hanako)) == "/mihon/profile/emails/sent");
  BOOST_TEST(scene.requests().size() == 3U);
  BOOST_TEST(scene.use(link_in(scene.requests().back().text)).status == 303);
}

BOOST_AUTO_TEST_CASE(of_one_client_20_mails_go_in_an_hour) {
  Scene scene;
  for (int times = 0; times < 25; ++times)
    BOOST_TEST(scene.add(scene.hanako, "a" + std::to_string(times) + "@example.jp").status == 303);
  BOOST_TEST(scene.requests().size() == 20U);
}

BOOST_AUTO_TEST_CASE(a_newer_link_and_a_change_of_addresses_or_password_kill_the_older_link) {
  Scene scene;
  scene.give("second@example.jp");
  const auto is_dead = [&scene](const std::string& link) {
    Browser stranger = scene.portal.browser();
    stranger.get(link);
    return stranger.get("/mihon/profile/emails/start").status == 410;
  };
  const std::string first = scene.asked_link("a@example.jp");
  const std::string second = scene.asked_link("b@example.jp");
  BOOST_TEST(is_dead(first));
  BOOST_TEST(!is_dead(second));
  scene.act(scene.hanako, scene.path_of("second@example.jp", "primary"));
  BOOST_TEST(is_dead(second));
  const std::string third = scene.asked_link("c@example.jp");
  scene.act(scene.hanako, scene.path_of(old_address, "removal"));
  BOOST_TEST(is_dead(third));
  const std::string fourth = scene.asked_link("d@example.jp");
  scene.hanako.get("/mihon/password");
  scene.hanako.post("/mihon/password", {{"current_password", test_password},
                                        {"new_password", "kotatsu7mikan"},
                                        {"new_password_confirm", "kotatsu7mikan"}});
  BOOST_TEST(is_dead(fourth));
}

BOOST_AUTO_TEST_CASE(a_proved_address_kills_a_reissue_that_somebody_asked_for_before) {
  Scene scene;
  Browser asking = scene.portal.browser();
  asking.get("/mihon/reissue");
  asking.post("/mihon/reissue", {{"email", old_address}});
  const std::string reissue = link_in(scene.portal.mails().back().text);
  scene.use(scene.asked_link());
  asking.get(reissue);
  BOOST_TEST(asking.get("/mihon/reissue/start").status == 410);
}

BOOST_AUTO_TEST_CASE(an_address_gets_no_mail_but_its_link_before_it_is_proved) {
  Scene scene;
  scene.asked_link();
  Browser asking = scene.portal.browser();
  asking.get("/mihon/reissue");
  BOOST_TEST(location(asking.post("/mihon/reissue", {{"email", new_address}})) == "/mihon/reissue/sent");
  for (const SentMail& mail : scene.portal.mails()) BOOST_TEST(mail.subject == "メールアドレス確認のお願い");
}

BOOST_AUTO_TEST_CASE(an_address_that_somebody_else_has_is_added_like_any_other) {
  Scene scene;
  scene.portal.add_account("mihon", "ichiro", scene.portal.member("mihon", "0001001", "01"));
  BOOST_TEST(scene.use(scene.asked_link("ichiro@example.jp")).status == 303);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp ichiro@example.jp");
  BOOST_TEST(scene.addresses("ichiro") == "*ichiro@example.jp");
}

BOOST_AUTO_TEST_CASE(an_account_has_at_most_five_addresses_also_when_a_link_is_used_late) {
  Scene scene;
  for (const char* address : {"a@example.jp", "b@example.jp", "c@example.jp"}) scene.give(address);
  const std::string link = scene.asked_link();
  scene.give("d@example.jp");
  const Reply page = scene.hanako.get(list_page);
  BOOST_TEST(says(page, "5件まで"));
  BOOST_TEST(!says(page, "id=\"email\""));
  const Reply refused = scene.add(scene.hanako, "e@example.jp");
  BOOST_TEST(refused.status == 422);
  BOOST_TEST(says(refused, "5件までです"));
  BOOST_TEST(location(scene.use(link)) == list_page);
  BOOST_TEST(scene.addresses().find(new_address) == std::string::npos);
  scene.portal.staff.execute("DELETE FROM account_emails WHERE address = 'd@example.jp'");
  scene.hanako.get(confirm_page);
  BOOST_TEST(location(scene.confirm(scene.hanako)) == "/mihon/profile/emails/done");
}

BOOST_AUTO_TEST_CASE(what_is_no_address_comes_back_with_its_reason_and_sends_nothing) {
  Scene scene;
  for (const std::string& wrong :
       {std::string(), std::string("  "), std::string("hanako"), std::string("a@b"), std::string("a b@example.jp"),
        std::string("🌸@example.jp"), std::string("a@example.jp,b@example.jp"),
        std::string("a@example.jp\r\nBcc: b@example.jp"), std::string("a\u200B@example.jp"),
        std::string(250, 'a') + "@example.jp", std::string(5'000, 'a')}) {
    const Reply reply = scene.add(scene.hanako, wrong);
    BOOST_TEST(reply.status == 422, wrong);
    BOOST_TEST(says(reply, "href=\"#email\""));
  }
  BOOST_TEST(says(scene.add(scene.hanako, " Ｈanako＠EXAMPLE.jp"), "name@example.jpのような形") == false);
  BOOST_TEST(says(scene.add(scene.hanako, old_address), "すでに登録されています"));
  BOOST_TEST(location(scene.add(scene.hanako, "ｈａｎａ＠Ｍａｉｌ．Example．jp")) == "/mihon/profile/emails/sent");
  BOOST_TEST_REQUIRE(scene.requests().size() == 2U);
  BOOST_TEST(scene.requests().back().recipient == "hana@mail.example.jp");
}

BOOST_AUTO_TEST_CASE(the_primary_address_and_so_the_last_one_cannot_be_removed) {
  Scene scene;
  const std::string path = scene.path_of(old_address, "removal");
  BOOST_TEST(!says(scene.hanako.get(list_page), "/removal\""));
  BOOST_TEST(location(scene.hanako.get(path)) == list_page);
  BOOST_TEST(scene.act(scene.hanako, path).status == 409);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.told().empty());
}

BOOST_AUTO_TEST_CASE(addresses_of_others_and_numbers_that_are_none_are_the_same_404) {
  Scene scene;
  scene.portal.add_account("mihon", "taro", scene.portal.member("mihon", "0001002"));
  Browser neighbour = scene.portal.as("hanako", "tameshi");
  const std::string foreign = scene.path_of("taro@example.jp", "removal");
  for (const std::string& path :
       {foreign, std::string("/mihon/profile/emails/999999/removal"), std::string("/mihon/profile/emails/0/primary"),
        std::string("/mihon/profile/emails/-1/primary"), std::string("/mihon/profile/emails/1x/primary"),
        std::string("/mihon/profile/emails/99999999999999999999/primary")}) {
    BOOST_TEST(scene.hanako.get(path).status == 404, path);
    scene.hanako.get(list_page);
    BOOST_TEST(scene.hanako.post(path, {}).status == 404, path);
  }
  std::string in_tameshi = foreign;
  BOOST_TEST(neighbour.get(in_tameshi.replace(0, 6, "/tameshi")).status == 404);
  BOOST_TEST(scene.addresses("taro") == "*taro@example.jp");
}

BOOST_AUTO_TEST_CASE(an_address_that_bounced_is_marked_and_home_leads_to_it_until_a_fresh_link_proves_it_again) {
  Scene scene;
  BOOST_TEST(!says(scene.hanako.get("/mihon/home"), "class=\"banner\""));
  scene.bounce(old_address);
  const Reply home = scene.hanako.get("/mihon/home");
  BOOST_TEST(says(home, "メールをお届けできませんでした"));
  BOOST_TEST(says(home, "href=\"/mihon/profile/emails\""));
  BOOST_TEST(says(scene.hanako.get("/mihon/profile"), "届いていません"));
  const Reply page = scene.hanako.get(list_page);
  BOOST_TEST(says(page, "届いていません"));
  BOOST_TEST(hidden(page, "email") == old_address);
  BOOST_TEST(scene.use(scene.asked_link(old_address)).status == 303);
  BOOST_TEST(!says(scene.hanako.get("/mihon/home"), "class=\"banner\""));
  BOOST_TEST(!says(scene.hanako.get(list_page), "届いていません"));
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.told().empty());
  BOOST_TEST(scene.recorded("email_proved_again") == 1);
}

BOOST_AUTO_TEST_CASE(what_the_mailer_finishes_as_refused_is_what_the_pages_mark) {
  Scene scene;
  scene.asked_link();
  portal::db::Database mailer(portal::testing::test_database().settings(portal::testing::DatabaseRole::mail));
  scene.portal.staff.execute("UPDATE mail_queue SET recipient = ?", old_address);
  const auto claimed = portal::mail_queue::claim(mailer, portal::MailClass::link, 1,
                                                 {"worker", scene.portal.now, scene.portal.now + 15min});
  BOOST_TEST_REQUIRE(claimed.size() == 1U);
  portal::mail_queue::finish(mailer, claimed.front(), portal::mail_queue::Ending::dead, "550", true, scene.portal.now);
  BOOST_TEST(says(scene.hanako.get(list_page), "届いていません"));
}

BOOST_AUTO_TEST_CASE(
    the_phone_desk_sees_the_link_and_the_mail_of_an_address_that_is_not_proved_yet_and_not_those_of_others) {
  Scene scene;
  scene.asked_link();
  scene.bounce(old_address);
  portal::db::SocietyDatabase db(scene.portal.staff, portal::societies::find(scene.portal.staff, "mihon").value().id);
  const auto links = portal::phone_desk::links(db, scene.portal.member("mihon", "0001001"), 10);
  BOOST_TEST_REQUIRE(links.size() == 1U);
  BOOST_TEST(links.front().purpose == "address");
  const auto mails = portal::phone_desk::mails(db, scene.portal.member("mihon", "0001001"), 10);
  BOOST_TEST_REQUIRE(mails.size() == 1U);
  BOOST_TEST(mails.front().recipient == new_address);
  const auto addresses = portal::phone_desk::addresses(db, scene.portal.member("mihon", "0001001"));
  BOOST_TEST_REQUIRE(addresses.size() == 1U);
  BOOST_TEST(addresses.front().is_primary);
  BOOST_TEST(addresses.front().bounced_at.has_value());
  BOOST_TEST(portal::phone_desk::links(db, scene.portal.member("mihon", "0001002"), 10).empty());
  BOOST_TEST(portal::phone_desk::mails(db, scene.portal.member("mihon", "0001002"), 10).empty());
}

BOOST_AUTO_TEST_CASE(before_only_a_bounced_address_would_be_left_the_page_warns) {
  Scene scene;
  scene.give("second@example.jp");
  const std::string removal = scene.path_of("second@example.jp", "removal");
  BOOST_TEST(!says(scene.hanako.get(removal), "届くメールアドレスがなくなります"));
  scene.bounce(old_address);
  BOOST_TEST(says(scene.hanako.get(removal), "届くメールアドレスがなくなります"));
  scene.bounce("second@example.jp");
  BOOST_TEST(says(scene.hanako.get(scene.path_of("second@example.jp", "primary")), "メールをお届けできませんでした"));
}

BOOST_AUTO_TEST_CASE(of_50_parallel_uses_of_one_link_exactly_one_adds_the_address) {
  Scene scene;
  constexpr int parallel = 50;
  const std::string link = scene.asked_link();
  std::vector<portal::Request> requests;
  for (int one = 0; one < parallel; ++one) {
    Browser page = scene.hanako;
    scene.open(page, link);
    portal::Request& request = requests.emplace_back();
    request.method = portal::Method::post;
    request.path = confirm_page;
    request.form.add("csrf", page.form_token());
    for (const char* name : {"step", "sid"}) request.cookies.add(name, page.cookie(name));
  }
  const std::vector<Reply> replies = answer_in_parallel(scene.portal, requests);
  const auto is_done = [](const Reply& reply) { return location(reply) == "/mihon/profile/emails/done"; };
  const auto is_refused = [](const Reply& reply) { return reply.status == 409 || reply.status == 410; };
  BOOST_TEST(std::ranges::count_if(replies, is_done) == 1);
  BOOST_TEST(std::ranges::count_if(replies, is_refused) == parallel - 1);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp hanako@mail.example.com");
  BOOST_TEST(scene.told().size() == 2U);
}

BOOST_AUTO_TEST_CASE(parallel_changes_leave_exactly_one_primary_address_whoever_is_faster) {
  Scene scene;
  for (const char* address : {"a@example.jp", "b@example.jp", "c@example.jp", "d@example.jp"}) scene.give(address);
  std::vector<portal::Request> requests;
  for (const char* address : {"a@example.jp", "b@example.jp", "c@example.jp", "d@example.jp"})
    for (const char* what : {"primary", "removal"}) {
      portal::Request& request = requests.emplace_back();
      request.method = portal::Method::post;
      request.path = scene.path_of(address, what);
      scene.hanako.get(list_page);
      request.form.add("csrf", scene.hanako.form_token());
      request.cookies.add("sid", scene.hanako.cookie("sid"));
    }
  for (const Reply& reply : answer_in_parallel(scene.portal, requests))
    BOOST_TEST((reply.status == 303 || reply.status == 404 || reply.status == 409));
  const std::string left = scene.addresses();
  BOOST_TEST(std::ranges::count(left, '*') == 1, left);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_being_removed_does_not_become_the_primary_one_and_leave_none) {
  Scene scene;
  scene.give("a@example.jp");
  portal::Request request;
  request.method = portal::Method::post;
  request.path = scene.path_of("a@example.jp", "primary");
  scene.hanako.get(list_page);
  request.form.add("csrf", scene.hanako.form_token());
  request.cookies.add("sid", scene.hanako.cookie("sid"));
  portal::db::Transaction removal(scene.portal.staff);
  scene.portal.staff.select("SELECT id FROM accounts WHERE login_id = 'hanako' FOR UPDATE");
  scene.portal.staff.execute("DELETE FROM account_emails WHERE address = 'a@example.jp'");
  BOOST_TEST(answer_while_held(scene.portal, request, removal).status == 409);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
}

BOOST_AUTO_TEST_CASE(the_form_sent_twice_sends_one_mail) {
  Scene scene;
  scene.hanako.get(list_page);
  for (int times = 0; times < 2; ++times)
    BOOST_TEST(location(scene.hanako.post(list_page, {{"email", new_address}})) == "/mihon/profile/emails/sent");
  BOOST_TEST(scene.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(no_line_of_the_mails_is_beyond_35_full_width_characters_but_the_link) {
  Scene scene;
  scene.use(scene.asked_link());
  scene.hanako.get("/mihon/profile");
  scene.hanako.post("/mihon/profile", {{"login_id", "hanako.1985"}, {"nickname", ""}});
  BOOST_TEST(scene.portal.mails().size() == 5U);
  for (const SentMail& mail : scene.portal.mails()) {
    std::istringstream lines(mail.text);
    for (std::string line; std::getline(lines, line);)
      BOOST_TEST((width(line) <= 70U || line.starts_with("https://")), line);
    BOOST_TEST_MESSAGE("To: " << mail.recipient << "\nSubject: " << mail.subject << "\n\n" << mail.text);
    BOOST_TEST(mail.text.find("{{") == std::string::npos);
    BOOST_TEST(mail.text.find("見本健康保険組合") == 0U);
    BOOST_TEST(mail.text.find("心当たりがないとき") != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
