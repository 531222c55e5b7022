#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (; times > 0; --times) text += part;
  return text;
}

Reply set_nickname(Browser& browser, const std::string& nickname) {
  browser.get("/mihon/profile");
  return browser.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", nickname}});
}

Reply choose(Browser& browser, const std::string& new_password) {
  browser.get("/mihon/password");
  return browser.post(
      "/mihon/password",
      {{"current_password", test_password}, {"new_password", new_password}, {"new_password_confirm", new_password}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lengths)

BOOST_AUTO_TEST_CASE(what_is_a_little_too_long_comes_back_to_be_shortened_and_16_kb_only_with_the_words) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string little = repeated("花", 21);
  const Reply shown = set_nickname(hanako, little);
  BOOST_TEST(shown.status == 422);
  BOOST_TEST(says(shown, "ニックネームは、20文字以内で入力してください"));
  BOOST_TEST(says(shown, "value=\"" + little + "\""));
  const Reply bare = set_nickname(hanako, repeated("花", 5461));
  BOOST_TEST(bare.status == 422);
  BOOST_TEST(says(bare, "ニックネームは、20文字以内で入力してください"));
  BOOST_TEST(bare.body.size() < shown.body.size());
}

BOOST_AUTO_TEST_CASE(white_space_around_an_answer_is_no_part_of_its_length) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string spaces = repeated("　", 1000);
  BOOST_TEST(location(set_nickname(hanako, spaces + repeated("花", 20) + spaces)) == "/mihon/profile/done");
  BOOST_TEST(says(hanako.get("/mihon/home"), "class=\"phrase\">" + repeated("花", 20) + "さん</span>"));
}

BOOST_AUTO_TEST_CASE(a_password_that_is_too_long_is_never_hashed_nor_counted_as_a_wrong_one) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.forget("sid");
  hanako.get("/mihon/login");
  const Reply reply = hanako.post("/mihon/login", {{"login_id", "hanako"}, {"password", repeated("a", 129)}});
  BOOST_TEST(reply.status == 422);
  BOOST_TEST(says(reply, "パスワードは、128文字以内で入力してください"));
  auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM audit_log WHERE event = 'sign_in_failed'");
  rows.next();
  BOOST_TEST(rows.get<int>("counted") == 0);
}

BOOST_AUTO_TEST_CASE(a_hidden_field_longer_than_any_of_ours_is_as_good_as_none) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser();
  browser.get("/mihon/login");
  const Reply reply = browser.post(
      "/mihon/login", {{"login_id", "hanako"}, {"password", test_password}, {"next", "/" + repeated("a", 16000)}});
  BOOST_TEST(location(reply) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(thirty_times_in_ten_minutes_a_member_may_give_or_choose_a_password_right_or_wrong) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  for (int time = 0; time < 30; ++time) BOOST_TEST(choose(hanako, "password1").status == 422);
  BOOST_TEST(choose(hanako, "kotatsu7mikan").status == 429);
  BOOST_TEST(choose(hanako, "kotatsu7mikan").status == 429);
  Browser taro = portal.as("taro");
  BOOST_TEST(choose(taro, "password1").status == 422);
  portal.now += 10min + 1s;
  BOOST_TEST(location(choose(hanako, "kotatsu7mikan")) == "/mihon/password/done");
}

BOOST_AUTO_TEST_CASE(what_asks_for_the_password_again_is_stopped_too) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 6min;
  for (int time = 0; time < 31; ++time) {
    hanako.get("/mihon/profile/emails");
    const Reply reply =
        hanako.post("/mihon/profile/emails", {{"email", "not an address"}, {"current_password", test_password}});
    BOOST_TEST(reply.status == (time < 30 ? 422 : 429));
  }
}

BOOST_AUTO_TEST_SUITE_END()
