// A database that is there and can't: that takes no writes (before a planned switch), or has no room left.
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "handlers/site.hpp"
#include "sql/mails/mailings.hpp"
#include "sql/publishing/notices.hpp"
#include "sql/publishing/topics.hpp"
#include "sql/server_check.hpp"
#include "tests/support/kept_log.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::DatabaseRole;
using portal::testing::KeptLog;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_database;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

void as_root(const std::string& statement) {
  db::Database root(test_database().settings(DatabaseRole::root));
  root.run_script(statement);
}

// What an administrator does to the old primary first. The portal's users lack READ_ONLY ADMIN.
struct NoWrites {
  NoWrites() { as_root("SET GLOBAL read_only = 1"); }
  ~NoWrites() { as_root("SET GLOBAL read_only = 0"); }
};

// What a SELECT sorts or groups goes to tmpdir, and has no room there. For connections made from then on.
struct NoTemporaryTables {
  NoTemporaryTables() { as_root("SET GLOBAL tmp_memory_table_size = 0, GLOBAL tmp_disk_table_size = 1024"); }
  ~NoTemporaryTables() { as_root("SET GLOBAL tmp_memory_table_size = DEFAULT, GLOBAL tmp_disk_table_size = DEFAULT"); }
};

// Every INSERT INTO `table` ends with that error of the server's.
struct Failing {
  Failing(const std::string& table, int code) {
    as_root(
        fmt::format("CREATE TRIGGER fails BEFORE INSERT ON {} FOR EACH ROW"
                    " SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = {}",
                    table, code));
  }
  ~Failing() { as_root("DROP TRIGGER fails"); }
};

NoticeId add_notice(TestPortal& portal) {
  notices::Notice notice;
  notice.name = notice.title = "検診のご案内";
  notice.body = "本文です。\n";
  notice.from = 2026y / 11 / 20;
  auto db = portal.staff_of("mihon");
  return notices::publish(db, notice, portal.now).id;
}

TopicId add_topic(TestPortal& portal) {
  articles::Text topic;
  topic.name = topic.title = "歩きましょう";
  topic.body = "本文です。\n";
  topic.from = 2026y / 11 / 20;
  auto db = portal.staff_of("mihon");
  return topics::publish(db, topic, portal.now).id;
}

std::int64_t number_of(TestPortal& portal, db::Statement<> question) {
  auto rows = portal.staff.select(question);
  rows.next();
  return rows.get<std::int64_t>("value");
}

std::int64_t connection_of(db::Database& database) {
  auto rows = database.select("SELECT CONNECTION_ID() AS id");
  rows.next();
  return rows.get<std::int64_t>("id");
}

// How its line begins, for the request of a Browser: which it was, and what the server said.
std::string not_written(const std::string& event) {
  return R"("event":")" + event + R"(","request":"0123456789abcdef","reason":"the database takes no writes)";
}

Reply ready(TestPortal& portal) { return portal.browser().get("/readyz"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(unable_database)

BOOST_AUTO_TEST_CASE(pages_are_shown_to_everybody_while_the_database_takes_no_writes) {
  TestPortal portal;
  const std::string notice = fmt::format("/mihon/notices/{}", number(add_notice(portal)));
  const std::string topic = fmt::format("/mihon/topics/{}", number(add_topic(portal)));
  auto staff = portal.staff_of("mihon");
  mailings::add_link(staff, "abc", 1, "/mihon/topics", portal.now);
  Browser hanako = portal.as("hanako");
  Browser stranger = portal.browser();
  portal.now += 2min;  // so long after the sign-in, a page writes down that its member is there
  const NoWrites from_here_on;
  for (const char* path : {"/mihon/home", "/mihon/help", "/mihon/documents", "/mihon/notices", "/mihon/topics",
                           "/mihon/profile", "/mihon/password", "/mihon/security", "/mihon/limit-certificate"})
    BOOST_TEST(hanako.get(path).status == 200, path);
  BOOST_TEST(hanako.get(topic).status == 200);
  BOOST_TEST(says(hanako.get(notice), "本文です。"));
  BOOST_TEST(location(hanako.get("/mihon/go?r=abc&no=1")) == "/mihon/topics");
  for (const char* path : {"/", "/mihon/", "/mihon/login", "/mihon/help", "/mihon/register", "/mihon/reissue"})
    BOOST_TEST(stranger.get(path).status == 200, path);
  BOOST_TEST(location(hanako.get("/mihon/login")) == "/mihon/home");
}

// A check page is asked for by a form, and leaves nothing behind: it holds a reader, so it needs no writes either.
BOOST_AUTO_TEST_CASE(a_form_that_only_asks_is_answered_while_the_database_takes_no_writes) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/limit-certificate/guide");
  const NoWrites from_here_on;
  BOOST_TEST(hanako.post("/mihon/limit-certificate/guide", {}).status == 422);
  BOOST_TEST(hanako.post("/mihon/limit-certificate/new", {}).status == 422);
  BOOST_TEST(hanako.post("/mihon/text-size", {{"size", "large"}}).status == 303);
  BOOST_TEST(hanako.post("/mihon/limit-certificate", {}).status == 503);
}

// Nothing can be written down of it: what is shown without stays unread, and is counted at the next time.
BOOST_AUTO_TEST_CASE(a_notice_opened_meanwhile_stays_unread_and_a_click_uncounted) {
  TestPortal portal;
  const std::string notice = fmt::format("/mihon/notices/{}", number(add_notice(portal)));
  auto staff = portal.staff_of("mihon");
  mailings::add_link(staff, "abc", 1, "/mihon/topics", portal.now);
  Browser hanako = portal.as("hanako");
  {
    const NoWrites for_now;
    const KeptLog log;
    BOOST_TEST(hanako.get(notice).status == 200);
    BOOST_TEST(log.line("visit_not_recorded").starts_with(not_written("visit_not_recorded")));
    BOOST_TEST(hanako.get("/mihon/go?r=abc&no=1").status == 303);
    BOOST_TEST(log.count("visit_not_recorded") == 2);
  }
  const auto reads = [&] { return number_of(portal, "SELECT COUNT(*) AS value FROM notice_reads"); };
  const auto clicks = [&] { return number_of(portal, "SELECT SUM(clicks) AS value FROM mailing_links"); };
  BOOST_TEST(reads() == 0);
  BOOST_TEST(clicks() == 0);
  BOOST_TEST(hanako.get(notice).status == 200);
  BOOST_TEST(hanako.get("/mihon/go?r=abc&no=1").status == 303);
  BOOST_TEST(reads() == 1);
  BOOST_TEST(clicks() == 1);
}

BOOST_AUTO_TEST_CASE(what_must_be_audited_and_what_is_sent_is_put_off_with_a_page_of_the_society) {
  TestPortal portal;
  const std::string document = fmt::format("/mihon/documents/{}.pdf", number(portal.add_document("mihon", "0001001")));
  Browser hanako = portal.as("hanako");
  Browser stranger = portal.browser();
  stranger.get("/mihon/login");
  const auto audited = portal.count("audit_log");
  const auto put_off = [](const Reply& reply, std::string_view what) {
    BOOST_TEST(reply.status == 503, what);
    BOOST_TEST(reply.header("Retry-After") == "10", what);
    BOOST_TEST(says(reply, "03-0000-0000"), what);
  };
  {
    const NoWrites for_now;
    const KeptLog log;
    put_off(hanako.get("/mihon/expenses"), "expenses");
    BOOST_TEST(log.line("database_away").starts_with(not_written("database_away")));
    for (const char* path : {"/mihon/expenses/2026.csv", "/mihon/expenses/tax"}) put_off(hanako.get(path), path);
    put_off(hanako.get(document), document);
    put_off(stranger.post("/mihon/login", {{"login_id", "hanako"}, {"password", test_password}}), "login");
    put_off(stranger.post("/mihon/register", {{"email", "taro@example.jp"}}), "register");
    hanako.get("/mihon/home");
    put_off(hanako.post("/mihon/logout", {}), "logout");
    BOOST_TEST(hanako.post("/mihon/text-size", {{"size", "large"}, {"back", "/mihon/home"}}).status == 303);
  }
  BOOST_TEST(portal.count("audit_log") == audited);
  BOOST_TEST(hanako.get(document).status == 200);
  BOOST_TEST(hanako.get("/mihon/expenses").status == 200);
  stranger.get("/mihon/login");
  BOOST_TEST(stranger.post("/mihon/login", {{"login_id", "hanako"}, {"password", test_password}}).status == 303);
}

// With a database that doesn't answer, each try may take as long as a statement may.
BOOST_AUTO_TEST_CASE(a_worker_leaves_it_for_a_minute_after_it_could_not_write_down_who_is_there) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const auto unseen = [&] {
    return number_of(portal, "SELECT MAX(seen_at) = '2026-11-22 04:20:00' AS value FROM sessions") == 1;
  };
  portal.now += 2min;
  const KeptLog log;
  {
    const NoWrites for_now;
    hanako.get("/mihon/home");
  }
  hanako.get("/mihon/home");
  BOOST_TEST(unseen());
  BOOST_TEST(log.line("session_not_touched").starts_with(not_written("session_not_touched")));
  Portal another_worker(portal.installation, site(), portal.reading, portal.writing);
  Request request;
  request.path = "/mihon/home";
  request.cookies.add("sid", hanako.cookie("sid"));
  BOOST_TEST(another_worker.answer(request, portal.now).status == 200);
  BOOST_TEST(!unseen());
}

// After the database was started again 利用を続ける did nothing at the first press, once for each worker.
BOOST_AUTO_TEST_CASE(who_is_there_is_written_down_though_the_connection_for_writing_was_lost_meanwhile) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 2min;
  auto rows = portal.writing.select("SELECT CONNECTION_ID() AS id");
  rows.next();
  as_root(fmt::format("KILL {}", rows.get<std::int64_t>("id")));
  const KeptLog log;
  hanako.get("/mihon/home");
  BOOST_TEST(number_of(portal, "SELECT MAX(seen_at) = '2026-11-22 04:22:00' AS value FROM sessions") == 1);
  BOOST_TEST(log.count("session_not_touched") == 0);
}

// A planned switch: the old primary is set read-only, then the socket leads to the new one. Whoever keeps what leads to
// the old one is refused for ever, and shows members what is no longer so.
BOOST_AUTO_TEST_CASE(a_request_asks_for_another_server_when_its_own_takes_no_writes) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/home");
  const auto reading = connection_of(portal.reading), writing = connection_of(portal.writing);
  const NoWrites from_here_on;
  hanako.get("/mihon/home");
  BOOST_TEST(connection_of(portal.reading) != reading);
  BOOST_TEST(connection_of(portal.writing) != writing);
  const auto second = connection_of(portal.writing);
  hanako.post("/mihon/logout", {});
  BOOST_TEST(connection_of(portal.writing) != second);
}

BOOST_AUTO_TEST_CASE(every_way_of_the_server_to_say_that_it_can_t_is_a_503_and_ends_the_connection) {
  TestPortal portal;
  Browser browser = portal.browser();
  for (const int code : {1290, 1836, 1036, 1874, 1047, 1114, 1021, 1026, 1030, 1878, 3, 1037, 1038, 1041, 1135, 1969}) {
    const Failing from_here_on("kenko_portal.form_nonces", code);
    browser.get("/mihon/register");
    const auto before = connection_of(portal.writing);
    const Reply reply = browser.post("/mihon/register", {{"email", "taro@example.jp"}});
    BOOST_TEST(reply.status == 503, code);
    BOOST_TEST(reply.header("Retry-After") == "10", code);
    BOOST_TEST(connection_of(portal.writing) != before, code);
  }
  BOOST_TEST(portal.mails().empty());
  browser.get("/mihon/register");
  BOOST_TEST(browser.post("/mihon/register", {{"email", "taro@example.jp"}}).status == 303);
}

BOOST_AUTO_TEST_CASE(a_server_that_ends_is_a_lost_connection_and_no_bug) {
  TestPortal portal;
  Browser browser = portal.browser();
  for (const int code : {1053, 1927}) {
    const Failing from_here_on("kenko_portal.form_nonces", code);
    browser.get("/mihon/register");
    BOOST_TEST(browser.post("/mihon/register", {{"email", "taro@example.jp"}}).status == 503, code);
  }
}

BOOST_AUTO_TEST_CASE(no_room_for_temporary_tables_leaves_what_members_read_most_and_is_no_bug_elsewhere) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const NoTemporaryTables from_here_on;
  portal.reading.disconnect();
  portal.writing.disconnect();
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(hanako.get("/mihon/expenses").status == 200);
  BOOST_CHECK_THROW(
      portal.reading.select("SELECT DISTINCT RPAD(slug, 2000, 'x') AS one FROM societies ORDER BY one LIMIT 10"),
      db::Unavailable);
}

BOOST_AUTO_TEST_CASE(a_commit_that_a_read_only_server_refuses_did_nothing_and_says_so) {
  TestPortal portal;
  {
    db::Transaction transaction(portal.writing);
    auto db = db::SocietyDatabase(portal.writing, societies::find(portal.writing, "mihon").value().id);
    db.execute("INSERT INTO form_nonces (society_id, nonce_digest, location, created_at) VALUES (:society, 'x', '', ?)",
               portal.now);
    const NoWrites from_here_on;
    BOOST_CHECK_THROW(transaction.commit(), db::Unavailable);
  }
  BOOST_TEST(number_of(portal, "SELECT COUNT(*) AS value FROM form_nonces") == 0);
}

BOOST_AUTO_TEST_CASE(readyz_tells_of_a_database_that_takes_no_writes_and_of_one_that_does_again) {
  TestPortal portal;
  BOOST_TEST(ready(portal).status == 200);
  {
    const NoWrites for_now;
    const Reply reply = ready(portal);
    BOOST_TEST(reply.status == 503);
    BOOST_TEST(reply.body == "database writes\n");
  }
  BOOST_TEST(ready(portal).status == 200);
}

// A full disk still takes a few bytes: what members send is refused while a probe succeeds.
BOOST_AUTO_TEST_CASE(readyz_tells_of_a_disk_on_which_only_a_few_bytes_have_room) {
  TestPortal portal;
  Browser browser = portal.browser();
  const Failing from_here_on("kenko_portal.mail_queue", 1114);
  browser.get("/mihon/register");
  BOOST_TEST(browser.post("/mihon/register", {{"email", "taro@example.jp"}}).status == 503);
  BOOST_CHECK_NO_THROW(server_check::demand_writes(portal.writing));
  BOOST_TEST(ready(portal).status == 503);
}

BOOST_AUTO_TEST_CASE(the_probe_of_writing_changes_nothing_and_waits_for_nobody) {
  TestPortal portal;
  Browser browser = portal.browser();
  browser.get("/mihon/login");
  browser.post("/mihon/login", {{"login_id", "nobody"}, {"password", "x"}});
  BOOST_REQUIRE(number_of(portal, "SELECT COUNT(*) AS value FROM throttles") > 0);
  db::Transaction holding(portal.staff);
  portal.staff.execute("UPDATE throttles SET count = count + 1");
  const auto began = std::chrono::steady_clock::now();
  server_check::demand_writes(portal.writing);
  BOOST_TEST((std::chrono::steady_clock::now() - began < 4s));  // a lock is waited for for five
}

BOOST_AUTO_TEST_SUITE_END()
