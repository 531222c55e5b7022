// A COMMIT whose answer didn't come: done or not, the member gets the answer of what they did, and it is done once.
#include <boost/test/unit_test.hpp>

#include "tests/support/authenticator.hpp"
#include "tests/support/commit_cutter.hpp"
#include "tests/support/kept_log.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using portal::testing::Browser;
using portal::testing::CommitCutter;
using portal::testing::KeptLog;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_database;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

constexpr const char* new_password = "hanabi2027 matsuri";

// The portal, with a road to its database that can be cut.
struct Unanswered {
  std::filesystem::path road = test_database().socket().parent_path() / "cut.sock";
  CommitCutter cutter{test_database().socket(), road};
  TestPortal portal{road};

  std::int64_t number_of(db::Statement<> question) {
    auto rows = portal.staff.select(question);
    rows.next();
    return rows.get<std::int64_t>("value");
  }
  std::int64_t passwords_changed() {
    return number_of("SELECT COUNT(*) AS value FROM audit_log WHERE event = 'password_changed'");
  }
};

Reply change_password(Browser& browser) {
  browser.get("/mihon/password");
  return browser.post(
      "/mihon/password",
      {{"current_password", test_password}, {"new_password", new_password}, {"new_password_confirm", new_password}});
}

// The same sending once more, with the cookies that the browser had before the first one was answered.
Request password_form(Browser& browser, const Reply& page) {
  Request request;
  request.method = Method::post;
  request.path = "/mihon/password";
  request.origin = "https://portal.example.jp";
  request.form.add("csrf", portal::testing::hidden(page, "csrf"));
  request.form.add("current_password", test_password);
  request.form.add("new_password", new_password);
  request.form.add("new_password_confirm", new_password);
  request.cookies.add("sid", browser.cookie("sid"));
  request.id = "0123456789abcdef";
  return request;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commit_unanswered)

BOOST_FIXTURE_TEST_CASE(who_changes_the_password_stays_signed_in, Unanswered) {
  Browser hanako = portal.as("hanako");
  cutter.cut_next();
  const Reply reply = change_password(hanako);
  BOOST_TEST(cutter.has_cut());
  BOOST_TEST(reply.status == 303);
  BOOST_TEST(location(reply) == "/mihon/password/done");
  BOOST_TEST(hanako.get("/mihon/password/done").status == 200);
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(passwords_changed() == 1);
}

BOOST_FIXTURE_TEST_CASE(what_was_not_done_is_done_by_the_second_try, Unanswered) {
  Browser hanako = portal.as("hanako");
  cutter.cut_before_next();
  const Reply reply = change_password(hanako);
  BOOST_TEST(cutter.has_cut());
  BOOST_TEST(location(reply) == "/mihon/password/done");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(passwords_changed() == 1);
}

BOOST_FIXTURE_TEST_CASE(a_mail_is_queued_once_whether_it_was_done_or_not, Unanswered) {
  Browser browser = portal.browser();
  std::size_t asked = 0;
  for (const bool before : {false, true}) {
    browser.get("/mihon/register");
    before ? cutter.cut_before_next() : cutter.cut_next();
    const Reply reply = browser.post("/mihon/register", {{"email", "hanako@example.jp"}});
    BOOST_TEST(location(reply) == "/mihon/register/sent", before);
    BOOST_TEST(portal.mails().size() == ++asked, before);
  }
}

BOOST_FIXTURE_TEST_CASE(who_is_told_to_come_again_as_no_try_was_answered_may_send_the_form_again, Unanswered) {
  Browser browser = portal.browser();
  const Reply form = browser.get("/mihon/register");
  const KeptLog log;
  cutter.cut_every(true);
  BOOST_TEST(browser.post("/mihon/register", {{"email", "hanako@example.jp"}}).status == 503);
  BOOST_TEST(
      log.line("outcome_unknown").starts_with(R"("event":"outcome_unknown","request":"0123456789abcdef","reason":")"));
  cutter.cut_every(false);
  Request again;
  again.method = Method::post;
  again.path = "/mihon/register";
  again.form.add("csrf", portal::testing::hidden(form, "csrf"));
  again.form.add("email", "hanako@example.jp");
  BOOST_TEST(location(browser.send(again)) == "/mihon/register/sent");
  BOOST_TEST(portal.mails().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_page_that_records_its_visit_and_a_sign_in_run_again, Unanswered) {
  Browser hanako = portal.as("hanako");
  const auto id = static_cast<std::int64_t>(portal.add_document("mihon", "0001001"));
  const std::string document = "/mihon/documents/" + std::to_string(id) + ".pdf";
  cutter.cut_next();
  BOOST_TEST(hanako.get(document).status == 200);
  cutter.cut_before_next();
  BOOST_TEST(hanako.get(document).status == 200);
  BOOST_TEST(number_of("SELECT COUNT(*) AS value FROM audit_log WHERE event = 'document_opened'") >= 2);
  Browser another = portal.browser();
  another.get("/mihon/login");
  cutter.cut_next();
  BOOST_TEST(another.post("/mihon/login", {{"login_id", "hanako"}, {"password", test_password}}).status == 303);
  BOOST_TEST(another.get("/mihon/home").status == 200);
}

// Each code counts once, so a second run would refuse what the first one took.
BOOST_FIXTURE_TEST_CASE(a_code_that_was_taken_lets_its_member_in, Unanswered) {
  Browser hanako = portal.as("hanako");
  const auto app = portal::testing::turn_on_two_step(portal, hanako);
  portal.now += std::chrono::minutes{1};
  Browser another = portal.browser();
  portal::testing::give_password(another, "hanako");
  another.get("/mihon/login/code");
  cutter.cut_next();
  BOOST_TEST(location(portal::testing::give_code(another, app.code(portal))) == "/mihon/home");
  BOOST_TEST(cutter.has_cut());
  BOOST_TEST(another.get("/mihon/home").status == 200);
}

// They are shown once, out of a cookie: the longest that an answer sets.
BOOST_FIXTURE_TEST_CASE(new_recovery_codes_are_shown, Unanswered) {
  Browser hanako = portal.as("hanako");
  const auto app = portal::testing::turn_on_two_step(portal, hanako);
  portal.now += std::chrono::minutes{1};
  hanako.get("/mihon/security/recovery-codes");
  cutter.cut_next();
  const Reply reply =
      hanako.post("/mihon/security/recovery-codes", {{"current_password", test_password}, {"code", app.code(portal)}});
  BOOST_TEST(cutter.has_cut());
  const auto codes = portal::testing::codes_on(hanako.get(location(reply)).body);
  BOOST_TEST(codes.size() == 10U);
  BOOST_TEST(codes != app.recovery_codes);
}

// A double click: the browser drops the first answer, with its cookies, and shows the second.
BOOST_FIXTURE_TEST_CASE(a_form_sent_twice_is_answered_twice_with_the_same_cookies, Unanswered) {
  Browser hanako = portal.as("hanako");
  const Request request = password_form(hanako, hanako.get("/mihon/password"));
  const Reply first = portal.answer(request), second = portal.answer(request);
  BOOST_TEST(first.status == 303);
  BOOST_TEST(second.status == 303);
  BOOST_TEST(first.header("Set-Cookie").starts_with("__Host-sid="));
  BOOST_TEST(first.header("Set-Cookie") == second.header("Set-Cookie"));
  BOOST_TEST(passwords_changed() == 1);
  Request home;
  home.path = "/mihon/home";
  home.cookies.add("sid", portal::testing::between(std::string(second.header("Set-Cookie")), "sid=", ";"));
  BOOST_TEST(portal.answer(home).status == 200);
}

BOOST_FIXTURE_TEST_CASE(the_session_s_token_is_in_no_row_and_comes_back_to_nobody_who_sends_something_else,
                        Unanswered) {
  Browser hanako = portal.as("hanako");
  const Reply page = hanako.get("/mihon/password");
  const Request request = password_form(hanako, page);
  const Reply first = portal.answer(request);
  const std::string token = portal::testing::between(std::string(first.header("Set-Cookie")), "sid=", ";");
  BOOST_REQUIRE(token.size() == 43U);
  auto rows = portal.staff.select("SELECT sealed_cookies FROM form_nonces WHERE sealed_cookies IS NOT NULL");
  BOOST_REQUIRE(rows.next());
  const auto sealed = rows.get<std::string>("sealed_cookies");
  BOOST_TEST(sealed.find(token) == std::string::npos);
  Request other = request;
  other.form.add("next", "/help");
  BOOST_TEST(portal.answer(other).header("Set-Cookie").find("sid=") == std::string::npos);
  Request without_cookie = request;
  without_cookie.cookies = {};
  BOOST_TEST(portal.answer(without_cookie).status == 403);
}

// Whoever ended it ended it: a form sent again opens nothing.
BOOST_FIXTURE_TEST_CASE(a_session_that_was_ended_since_stays_ended, Unanswered) {
  Browser hanako = portal.as("hanako");
  const Request request = password_form(hanako, hanako.get("/mihon/password"));
  const Reply first = portal.answer(request);
  portal.staff.execute("UPDATE sessions SET ended_at = ?", portal.now);
  const Reply again = portal.answer(request);
  BOOST_TEST(again.header("Set-Cookie") == first.header("Set-Cookie"));
  Request home;
  home.path = "/mihon/home";
  home.cookies.add("sid", portal::testing::between(std::string(again.header("Set-Cookie")), "sid=", ";"));
  BOOST_TEST(portal.answer(home).status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
