#include <sstream>

#include <boost/test/unit_test.hpp>

#include "sql/accounts/phone_desk.hpp"
#include "sql/mails/mail_queue.hpp"
#include "sql/societies.hpp"
#include "tests/integration/profile/emails/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_database.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::hidden;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::test_password;
using namespace portal::testing::emails;

namespace {

// In half-width characters; what is not ASCII is full-width.
std::size_t width(std::string_view line) {
  std::size_t total = 0;
  for (const char c : line) total += (c & 0xC0) == 0x80 ? 0U : static_cast<unsigned char>(c) < 0x80 ? 1U : 2U;
  return total;
}

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
    BOOST_TEST(scene.portal.recorded_of(event) == "hanako", event);
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

BOOST_AUTO_TEST_CASE(for_one_account_20_mails_go_in_an_hour) {
  Scene scene;
  for (int times = 0; times < 25; ++times)
    BOOST_TEST(scene.add(scene.hanako, "a" + std::to_string(times) + "@example.jp").status == 303);
  BOOST_TEST(scene.requests().size() == 20U);
}

BOOST_AUTO_TEST_CASE(strangers_use_up_none_of_the_mails_that_a_member_who_is_signed_in_needs) {
  Scene scene;
  for (int stranger = 0; stranger < 8; ++stranger)
    for (int time = 0; time < 3; ++time) {
      Browser browser = scene.portal.browser();
      if (stranger > 0) browser.client_address = "198.51.100." + std::to_string(stranger);
      browser.get("/mihon/register");
      browser.post("/mihon/register", {{"email", new_address}});
    }
  const auto before = scene.requests().size();
  BOOST_TEST(location(scene.add(scene.hanako)) == "/mihon/profile/emails/sent");
  BOOST_TEST(scene.requests().size() == before + 1U);
}

BOOST_AUTO_TEST_CASE(an_address_gets_no_mail_but_its_link_before_it_is_proved) {
  Scene scene;
  scene.asked_link();
  Browser asking = scene.portal.browser();
  asking.get("/mihon/reissue");
  BOOST_TEST(location(asking.post("/mihon/reissue", {{"email", new_address}})) == "/mihon/reissue/sent");
  // 再発行 says to any address without an account that it has none.
  for (const SentMail& mail : scene.portal.mails())
    BOOST_TEST(
        (mail.subject == "メールアドレス確認のお願い" || mail.subject == "パスワード再発行のお申し込みについて"));
}

BOOST_AUTO_TEST_CASE(an_address_that_somebody_else_has_is_added_like_any_other) {
  Scene scene;
  scene.portal.add_account("mihon", "ichiro", scene.portal.member("mihon", "0001001", "01"));
  BOOST_TEST(scene.use(scene.asked_link("ichiro@example.jp")).status == 303);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp ichiro@example.jp");
  BOOST_TEST(scene.addresses("ichiro") == "*ichiro@example.jp");
}

BOOST_AUTO_TEST_CASE(what_is_no_address_comes_back_with_its_reason_and_sends_nothing) {
  Scene scene;
  for (const std::string& wrong :
       {std::string(), std::string("  "), std::string("hanako"), std::string("a@b"), std::string("a b@example.jp"),
        std::string("🌸@example.jp"), std::string("a@example.jp,b@example.jp"),
        std::string("a@example.jp\r\nBcc: b@example.jp"), std::string(250, 'a') + "@example.jp",
        std::string(5'000, 'a')}) {
    const Reply reply = scene.add(scene.hanako, wrong);
    BOOST_TEST(reply.status == 422, wrong);
    BOOST_TEST(says(reply, "href=\"#email\""));
  }
  for (const char* own : {"hanako@example.jp", " Ｈanako＠EXAMPLE.jp", "\u200BHANAKO@example.jp"})
    BOOST_TEST(says(scene.add(scene.hanako, own), "すでに登録されています"), own);
  BOOST_TEST(location(scene.add(scene.hanako, "ｈａｎａ＠Ｍａｉｌ．Example．jp")) == "/mihon/profile/emails/sent");
  BOOST_TEST_REQUIRE(scene.requests().size() == 1U);
  BOOST_TEST(scene.requests().back().recipient == "hana@mail.example.jp");
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
  BOOST_TEST(scene.portal.recorded_of("email_proved_again") == "hanako");
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

BOOST_AUTO_TEST_CASE(the_sent_page_shows_the_address_to_the_member_who_typed_it_alone) {
  Scene scene;
  scene.add(scene.hanako);
  BOOST_TEST(says(scene.hanako.get("/mihon/profile/emails/sent"), "hanako@<wbr>mail<wbr>.example<wbr>.com"));
  Browser taro = scene.portal.as("taro");
  portal::Request request;
  request.path = "/mihon/profile/emails/sent";
  request.cookies.add("sid", taro.cookie("sid"));
  request.cookies.add("mailed", scene.hanako.cookie("mailed"));
  BOOST_TEST(!says(scene.portal.answer(request), "hanako@"));
}

BOOST_AUTO_TEST_SUITE_END()
