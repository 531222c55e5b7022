#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>
#include <unistd.h>

#include "base/calendar.hpp"
#include "fcgi/request.hpp"
#include "handlers/site.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/mails/mailings.hpp"
#include "sql/publishing/notices.hpp"
#include "sql/publishing/topics.hpp"
#include "tests/support/kept_log.hpp"
#include "tests/support/routes.hpp"
#include "tests/support/test_database.hpp"
#include "tests/support/test_portal.hpp"

using portal::Method;
using portal::testing::Browser;
using portal::testing::KeptLog;
using portal::testing::needs_member;
using portal::testing::TestPortal;

namespace {

// A path that fits a route, in the society given.
std::string path_of(const portal::Route& route, const std::string& society) {
  std::string path(route.path);
  if (const auto at = path.find("{s}"); at != path.npos) path.replace(at, 3, society);
  if (const auto at = path.find("{file}"); at != path.npos) path.replace(at, 6, "2026.csv");
  if (const auto at = path.find("{advice}"); at != path.npos) path.replace(at, 8, "not-needed");
  for (auto at = path.find('{'); at != path.npos; at = path.find('{'))
    path.replace(at, path.find('}') - at + 1, "login");
  return path;
}

// A screening open to hanako, and her application for another one.
std::int64_t screening_for(portal::db::SocietyDatabase& db, TestPortal& portal, const portal::Route& route) {
  namespace screenings = portal::screenings;
  screenings::Programme programme;
  programme.name = route.path;
  programme.title = programme.cancer = programme.consent = "がん検診";
  programme.items = {"検査"};
  programme.women_only = route.path.find("/women/") != route.path.npos;
  programme.fiscal_year = 2026;
  programme.opens_on = programme.closes_on = portal::calendar::date_in_japan(portal.now);
  const auto id = screenings::add(db, programme, portal.now);
  if (route.path.find("/applications/") == route.path.npos) return number(id);
  const auto hanako = portal.member("mihon", "0001001");
  const auto application =
      portal::applications::create(db, {portal::applications::Kind::screening, id, hanako, hanako}, portal.now);
  screenings::add_details(db, application, {"検査", "100-0001", "東京都見本区", "0300000000", 0, 0, "同意"});
  return number(application);
}

// The same with the number of something that hanako of mihon may see in place of {document}, {notice}, ….
std::string path_of_existing(TestPortal& portal, const portal::Route& route) {
  const auto society = portal::societies::find(portal.staff, "mihon").value();
  portal::db::SocietyDatabase db(portal.staff, society.id);
  const portal::articles::Text text{"a", "題", "本文\n", std::chrono::year{2026} / 1 / 1, {}};
  std::int64_t id = 0;
  if (route.path.find("/notices/{notice}") != route.path.npos)
    id = number(portal::notices::publish(db, {text, {}, false}, portal.now).id);
  if (route.path.find("/topics/{topic}") != route.path.npos)
    id = number(portal::topics::publish(db, text, portal.now).id);
  if (route.path.find("/documents/{document}") != route.path.npos) id = number(portal.add_document("mihon", "0001001"));
  // One that nothing can be done with any more.
  if (route.path.find("/limit-certificate/{application}") != route.path.npos)
    id = number(portal.add_limit_application("mihon", "0001001", portal::applications::Status::sent));
  if (route.path.starts_with("/{s}/screenings/") && route.path.find('{', 4) != route.path.npos)
    id = screening_for(db, portal, route);
  std::string path = path_of(route, "mihon");
  if (id != 0) path.replace(path.rfind("login"), 5, std::to_string(id));
  return path;
}

// What the portal keeps of who saw what, and of who was there.
std::string traces(TestPortal& portal) {
  auto rows = portal.staff.select(R"(
    SELECT CONCAT_WS(' ', (SELECT COUNT(*) FROM audit_log), (SELECT COUNT(*) FROM notice_reads),
                     (SELECT COUNT(*) FROM document_reads),
                     (SELECT SUM(count) FROM throttles), (SELECT SUM(clicks) FROM mailing_links),
                     (SELECT MAX(seen_at) FROM sessions)) AS kept)");
  rows.next();
  return rows.get<std::string>("kept");
}

portal::Reply asked(Browser& browser, const std::string& target, const char* method, const char* purposes) {
  portal::RawRequest raw;
  const auto question = std::min(target.find('?'), target.size());
  raw.method = method;
  raw.path = target.substr(0, question);
  raw.query = question == target.size() ? "" : target.substr(question + 1);
  raw.purposes = purposes;
  return browser.send(std::get<portal::Request>(portal::read_request(raw, true)));
}

bool is_of_society(const portal::Route& route) { return route.path.starts_with("/{s}"); }

portal::Request posted(const std::string& path) {
  portal::Request request;
  request.method = Method::post;
  request.path = path;
  return request;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(whole_portal)

BOOST_AUTO_TEST_CASE(every_path_answers_405_to_a_method_it_does_not_have) {
  TestPortal portal;
  for (const auto& route : portal::site().routes) {
    const Method other = route.method == Method::get ? Method::post : Method::get;
    const std::string path = path_of(route, "mihon");
    if (portal::find_route(portal::site().routes, other, path).route != nullptr) continue;
    portal::Request request = posted(path);
    request.method = other;
    const auto reply = portal.answer(request);
    BOOST_TEST(reply.status == 405, path);
    BOOST_TEST(!reply.header("Allow").empty());
    if (is_of_society(route)) BOOST_TEST(reply.body.find("03-0000-0000") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(every_post_refuses_a_missing_a_foreign_and_a_cross_site_token) {
  TestPortal portal;
  for (const auto& route : portal::site().routes) {
    if (route.method != Method::post) continue;
    const std::string path = path_of(route, "mihon");
    Browser hanako = portal.as("hanako");
    Browser other = portal.as("taro");
    const bool one_click_page = path == "/mihon/unsubscribe";
    BOOST_TEST(hanako.send(posted(path)).status == (one_click_page ? 200 : 403), path);
    portal::Request foreign = posted(path);
    other.get("/mihon/home");
    foreign.form.add("csrf", other.form_token());
    BOOST_TEST(hanako.send(foreign).status == 403, path);
    hanako.get("/mihon/home");
    for (const char* site : {"cross-site", "same-site"}) {
      portal::Request request = posted(path);
      request.form.add("csrf", hanako.form_token());
      request.sec_fetch_site = site;
      BOOST_TEST(hanako.send(request).status == 403, path);
    }
    portal::Request request = posted(path);
    request.form.add("csrf", hanako.form_token());
    request.origin = "https://evil.example";
    BOOST_TEST(hanako.send(request).status == 403, path);
    portal::Request one_click = posted(path);  // what a mail service sends is good for one page
    one_click.form.add("List-Unsubscribe", "One-Click");
    BOOST_TEST(hanako.send(one_click).status == (one_click_page ? 200 : 403), path);
  }
}

BOOST_AUTO_TEST_CASE(every_member_page_sends_a_stranger_to_sign_in) {
  TestPortal portal;
  for (const auto& route : portal::site().routes) {
    if (!needs_member(route) || route.method == Method::post) continue;
    Browser stranger = portal.browser();
    const auto reply = stranger.get(path_of(route, "mihon"));
    BOOST_TEST(reply.status == 303);
    BOOST_TEST(reply.header("Location").starts_with("/mihon/login"));
  }
}

BOOST_AUTO_TEST_CASE(every_page_that_anyone_may_see_is_whole_and_small) {
  TestPortal portal;
  for (const auto& route : portal::site().routes) {
    if (route.method == Method::post) continue;
    Browser hanako = portal.as("hanako");
    const std::string path = path_of_existing(portal, route);
    const auto reply = hanako.get(path);
    const bool of_one_row = route.path.find("{email}") != route.path.npos ||
                            route.path.find("{passkey}") != route.path.npos;  // and there is no such row
    const bool of_dead_link = path.ends_with("/expired") || path.ends_with("/stop");
    const int expected = of_one_row ? 404 : of_dead_link ? 410 : 200;
    BOOST_TEST((reply.status == expected || reply.status == 303), path);
    BOOST_TEST(reply.body.size() <= 30U * 1024U);
    const bool is_file = !reply.header("X-Accel-Redirect").empty();  // whose bytes and Cache-Control nginx adds
    BOOST_TEST(reply.header("Cache-Control") == (is_file ? "" : "no-store, private"), path);
    if (reply.header("Content-Type").starts_with("text/html")) BOOST_TEST(reply.body.starts_with("<!DOCTYPE html>"));
  }
}

// HEAD and prefetch used to open documents, read notices and count clicks.
BOOST_AUTO_TEST_CASE(neither_head_nor_prefetch_of_a_page_that_notes_its_reader_notes_anything) {
  for (const auto& route : portal::site().routes) {
    if (!portal::notes_its_reader(route)) continue;
    TestPortal portal;
    Browser hanako = portal.as("hanako");
    portal::db::SocietyDatabase db = portal.staff_of("mihon");
    portal::mailings::add_link(db, "abc", 1, "/mihon/help", portal.now);
    const std::string path = path_of_existing(portal, route) + (route.path.ends_with("/go") ? "?r=abc&no=1" : "");
    portal.now += std::chrono::minutes{2};
    const std::string before = traces(portal);
    const auto head = asked(hanako, path, "HEAD", ",,,");
    BOOST_TEST(traces(portal) == before, path);
    for (const char* purposes : {"prefetch,,,", "prefetch;prerender,prefetch,,", ",,preview,", ",,,Prefetch"}) {
      const auto refused = asked(hanako, path, "GET", purposes);
      BOOST_TEST(refused.status == 503, path);
      BOOST_TEST(refused.header("Cache-Control") == "no-store, private");
    }
    BOOST_TEST(traces(portal) == before, path);
    const auto shown = asked(hanako, path, "GET", ",,,");
    BOOST_TEST(head.status == shown.status, path);
    BOOST_TEST((head.headers == shown.headers), path);
    BOOST_TEST(traces(portal) != before, path);
  }
}

BOOST_AUTO_TEST_CASE(a_page_fetched_ahead_does_not_count_as_the_member_being_there) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += std::chrono::minutes{2};
  const std::string before = traces(portal);
  BOOST_TEST(asked(hanako, "/mihon/home", "GET", "prefetch,,,").status == 200);
  BOOST_TEST(asked(hanako, "/mihon/home", "HEAD", ",,,").status == 200);
  BOOST_TEST(traces(portal) == before);
  hanako.get("/mihon/home");
  BOOST_TEST(traces(portal) != before);
}

// Its guess was not counted, and the step's cookie told at the next page whether the link was good.
BOOST_AUTO_TEST_CASE(a_head_of_a_guessed_link_hands_out_no_cookie) {
  TestPortal portal;
  Browser browser = portal.browser();
  const std::string guess(43, 'A');
  for (const char* path : {"/mihon/register/start?t=", "/mihon/reissue/start?t="}) {
    const auto head = asked(browser, path + guess, "HEAD", ",,,");
    BOOST_TEST(head.status == 303, path);
    BOOST_TEST(head.header("Set-Cookie") == "", path);
    BOOST_TEST(asked(browser, path + guess, "GET", ",,,").header("Set-Cookie") != "", path);
  }
}

// With the keys of another installation, pages would write what nobody can open.
BOOST_AUTO_TEST_CASE(before_the_tables_and_keys_were_seen_to_be_ours_only_monitors_are_answered) {
  TestPortal portal;
  portal::Request request;
  for (const auto& route : portal::site().routes) {
    request.method = route.method;
    request.path = path_of(route, "mihon");
    const bool of_monitor = request.path == "/healthz" || request.path == "/readyz";
    BOOST_TEST(portal.portal.answer_unchecked(request).status == (of_monitor ? 200 : 503), request.path);
  }
}

BOOST_AUTO_TEST_CASE(a_society_that_does_not_exist_and_a_page_that_does_not_exist_are_404) {
  TestPortal portal;
  Browser browser = portal.browser();
  BOOST_TEST(browser.get("/nowhere/login").status == 404);
  BOOST_TEST(browser.get("/見本/login").status == 404);
  const auto reply = browser.get("/mihon/nothing");
  BOOST_TEST(reply.status == 404);
  BOOST_TEST(reply.body.find("見本健康保険組合") != std::string::npos);
  BOOST_TEST(reply.body.find(">01234567<") != std::string::npos);  // お問い合わせ番号
}

// /mihon, /mihon/login/ and /MIHON/login were no pages.
BOOST_AUTO_TEST_CASE(a_path_with_a_slash_too_many_or_in_capitals_leads_to_the_page_that_was_meant) {
  TestPortal portal;
  Browser browser = portal.browser();
  const auto moved = [&](const char* target) {
    const auto reply = browser.get(target);
    return std::to_string(reply.status) + " " + std::string(reply.header("Location"));
  };
  BOOST_TEST(moved("/mihon") == "301 /mihon/");
  BOOST_TEST(moved("/mihon//") == "301 /mihon/");
  BOOST_TEST(moved("/MIHON") == "301 /mihon/");
  BOOST_TEST(moved("/mihon/login/") == "301 /mihon/login");
  BOOST_TEST(moved("/MIHON/login") == "301 /mihon/login");
  BOOST_TEST(moved("/Mihon/login//?next=/documents%3Fpage%3D2") == "301 /mihon/login?next=/documents%3Fpage%3D2");
  for (const char* nothing : {"/nowhere", "/NOWHERE/login", "/mihon/nothing/", "//evil.example/login", "/favicon.ico",
                              "//mihon", "/mihon//login", "/見本/login/"})
    BOOST_TEST(moved(nothing) == "404 ");
  for (const char* good : {"/mihon/", "/mihon/login", "/healthz"}) BOOST_TEST(browser.get(good).status == 200);
  BOOST_TEST(browser.post("/mihon/login/", {}).status == 404);
}

BOOST_AUTO_TEST_CASE(without_a_database_a_society_once_met_gets_its_own_503_page_and_recovers_by_itself) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/home");
  portal::testing::test_database().stop_server();
  const auto away = hanako.get("/mihon/home");
  BOOST_TEST(away.status == 503);
  BOOST_TEST(away.header("Retry-After") == "10");
  BOOST_TEST(away.body.find("見本健康保険組合") != std::string::npos);
  portal::testing::test_database().start_server();
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(without_even_the_page_of_an_error_the_number_is_shown_and_both_faults_are_in_the_log) {
  TestPortal portal;
  const auto folder = std::filesystem::temp_directory_path() / ("kenko-no-pages-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "page.tpl") << "{{%AUTOESCAPE context=\"HTML\"}}\n";
  const auto& whole = portal.installation;
  const portal::Installation damaged{whole.config, whole.secrets, whole.passwords,
                                     portal::Renderer(folder, portal::Missing::is_empty)};
  portal::Portal without_pages(damaged, portal::site(), portal.reading, portal.writing);
  portal::Request request;
  request.path = "/mihon/login";
  request.id = "0123456789abcdef";
  const KeptLog log;
  const auto reply = without_pages.answer(request, portal.now);
  BOOST_TEST(reply.status == 500);
  BOOST_TEST(reply.body == "500 0123456789abcdef\n");
  for (const std::string event : {"internal_error", "error_page_failed"})
    BOOST_TEST(log.line(event).starts_with(R"("event":")" + event + R"(","request":"0123456789abcdef","reason":")"),
               log.text());
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(a_form_sent_twice_from_one_page_has_one_effect_and_the_same_answer) {
  TestPortal portal;
  Browser browser = portal.browser();
  browser.get("/mihon/register");
  const auto first = browser.post("/mihon/register", {{"email", "taro@example.jp"}});
  const auto second = browser.post("/mihon/register", {{"email", "taro@example.jp"}});
  BOOST_TEST(first.status == 303);
  BOOST_TEST((first.header("Location") == second.header("Location")));
  BOOST_TEST(portal.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(cookies_are_for_the_whole_host_secure_and_out_of_reach_of_scripts) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser();
  browser.get("/mihon/login");
  const auto reply =
      browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", portal::testing::test_password}});
  const std::string expected = "__Host-sid=" + browser.cookie("sid") + "; Path=/; Secure; HttpOnly; SameSite=Lax";
  BOOST_TEST(reply.header("Set-Cookie") == expected);
  BOOST_TEST(browser.cookie("sid").size() == 43U);
}

BOOST_AUTO_TEST_CASE(the_log_names_whose_a_refused_request_was_and_for_what) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const auto home = hanako.get("/mihon/home");
  const auto refused = hanako.get("/mihon/documents/123456.pdf");
  BOOST_TEST(refused.status == 404);
  BOOST_TEST(refused.account != 0);
  BOOST_TEST(refused.account == home.account);
  BOOST_TEST(refused.member == home.member);
  BOOST_TEST(refused.society == "mihon");
  BOOST_TEST(refused.route == "/{s}/documents/{document}.pdf");
}

BOOST_AUTO_TEST_CASE(a_society_s_colour_stands_on_its_pages_and_on_nobody_else_s) {
  TestPortal portal;
  portal.staff.execute("UPDATE societies SET accent = '#6b3fa0' WHERE slug = 'mihon'");
  Browser browser = portal.browser();
  BOOST_TEST(browser.get("/mihon/login").body.find("fill=\"#6b3fa0\"") != std::string::npos);
  BOOST_TEST(browser.get("/tameshi/login").body.find("class=\"accent\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_get_cannot_write_because_its_connection_refuses) {
  TestPortal portal;
  BOOST_CHECK_THROW(portal.reading.execute("UPDATE accounts SET nickname = 'x'"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_commit_on_a_killed_connection_is_an_error_and_never_a_silent_success) {
  TestPortal portal;
  portal::db::Transaction transaction(portal.writing);
  portal.writing.execute("UPDATE accounts SET nickname = 'x'");
  auto rows = portal.writing.select("SELECT CONNECTION_ID() AS id");
  rows.next();
  portal::db::Database root(portal::testing::test_database().settings(portal::testing::DatabaseRole::root));
  root.run_script("KILL " + std::to_string(rows.get<std::int64_t>("id")));
  BOOST_CHECK_THROW(transaction.commit(), portal::db::OutcomeUnknown);
}

BOOST_AUTO_TEST_SUITE_END()
