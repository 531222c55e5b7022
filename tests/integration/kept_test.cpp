// What workers keep of a society (docs/decisions/0039): never older than the last COMMIT, never asked for in vain.
#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"
#include "handlers/site.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/kept_society.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::says;
using portal::testing::TestPortal;
using portal::testing::without_token;

namespace {

// One change of a table of mihon's, by SQL as any program or person may write it, and a page that shows it.
struct Change {
  const char *page, *statement;
};
constexpr const char* of_mihon = " WHERE society_id = (SELECT id FROM societies WHERE slug = 'mihon')";
constexpr Change changes[] = {
    {"/mihon/help", "UPDATE societies SET telephone = '03-0000-9999' WHERE slug = 'mihon'"},
    {"/mihon/home",
     "INSERT INTO front_items (society_id, position, section, published_on, title) SELECT id, 1, 'news',"
     " '2026-11-01', 'ひとつめ' FROM societies WHERE slug = 'mihon'"},
    {"/mihon/home", "UPDATE front_items SET title = 'ふたつめ'{}"},
    {"/mihon/", "UPDATE front_items SET section = 'announcement'{}"},
    {"/mihon/", "DELETE FROM front_items{}"},
    {"/mihon/topics",
     "INSERT INTO topics (society_id, name, title, body, shown_from, published_at, changed_at) SELECT"
     " id, 'a', 'ひとつめ', '', '2026-11-01', created_at, created_at FROM societies"
     " WHERE slug = 'mihon'"},
    {"/mihon/topics", "UPDATE topics SET title = 'ふたつめ'{}"},
    {"/mihon/topics", "DELETE FROM topics{}"},
    {"/mihon/notices",
     "INSERT INTO notices (society_id, name, title, body, shown_from, audience, is_listed, mails,"
     " published_at, changed_at) SELECT id, 'a', 'ひとつめ', '', '2026-11-01', 'all', FALSE, FALSE,"
     " created_at, created_at FROM societies WHERE slug = 'mihon'"},
    {"/mihon/home", "UPDATE notices SET title = 'ふたつめ'{}"},
    {"/mihon/notices", "UPDATE notices SET audience = 'dependents'{}"},
    {"/mihon/notices", "UPDATE notices SET audience = 'all'{}"},
    {"/mihon/notices", "DELETE FROM notices{}"},
    {"/mihon/screenings",
     "INSERT INTO screening_programmes (society_id, name, title, cancer, items, several_items, audience, women_only,"
     " age_counted, fiscal_year, interval_years, opens_on, closes_on, fee_yen, no_show_fee_yen, venue, description,"
     " consent, published_at, changed_at) SELECT id, 'a', 'ひとつめ', '胃がん', '検査', FALSE, 'all', FALSE,"
     " 'fiscal_year_end', 2026, 1, '2026-04-01', '2027-03-31', 0, 0, '', '', '', created_at, created_at FROM societies"
     " WHERE slug = 'mihon'"},
    {"/mihon/home", "UPDATE screening_programmes SET closes_on = '2026-12-31'{}"},
    {"/mihon/screenings", "UPDATE screening_programmes SET title = 'ふたつめ'{}"},
    {"/mihon/screenings", "UPDATE screening_programmes SET taken = 1, capacity = 1, version = version + 1{}"},
    {"/mihon/screenings", "UPDATE screening_programmes SET taken = 0{}"},
    {"/mihon/screenings", "DELETE FROM screening_programmes{}"},
    {nullptr,
     "INSERT INTO limit_schedules (society_id, position, title) SELECT id, 1, 'ひとつめ' FROM societies"
     " WHERE slug = 'mihon'"},
    {"/mihon/limit-certificate/new",
     "INSERT INTO limit_bands (society_id, schedule, position, age, name, who, amount, repeated) SELECT id, 1, 1,"
     " '70歳未満', 'ア', 'ひとつめ', '1円', '' FROM societies WHERE slug = 'mihon'"},
    {"/mihon/limit-certificate/new", "UPDATE limit_schedules SET title = 'ふたつめ'{}"},
    {"/mihon/limit-certificate/new", "UPDATE limit_bands SET amount = '2円'{}"},
    {"/mihon/limit-certificate/new", "DELETE FROM limit_bands{}"},
    {nullptr, "DELETE FROM limit_schedules{}"},
    {nullptr,
     "INSERT INTO imports (society_id, kind, file_name, file_digest, operator, applied_at, rows_added,"
     " rows_changed, rows_unchanged, rows_ended) SELECT id, 'expenses', 'a', '', '', created_at, 0, 0, 0, 0"
     " FROM societies WHERE slug = 'mihon'"},
    {"/mihon/expenses",
     "INSERT INTO expense_months (society_id, month, import_id, line_count, total) SELECT society_id,"
     " '2026-03-01', id, 0, 0 FROM imports{}"},
    {"/mihon/expenses", "UPDATE expense_months SET month = '2026-05-01'{}"},
    {nullptr, "UPDATE imports SET applied_at = '2026-11-22'{}"},
    {"/mihon/expenses", "DELETE FROM expense_months{}"},
};

std::string text_of(const char* statement) {
  std::string text = statement;
  if (text.ends_with("{}")) text.replace(text.size() - 2, 2, of_mihon);
  return text;
}

std::string shown(Portal& worker, TestPortal& portal, const Browser& browser, const char* page) {
  Request request;
  request.path = page;
  request.id = "0123456789abcdef";
  request.cookies.add("sid", browser.cookie("sid"));
  const Reply reply = worker.answer(request, portal.now);
  BOOST_TEST(reply.status == 200, page);
  return without_token(reply.body);
}

std::string revision(TestPortal& portal, const char* society) {
  auto rows = portal.staff.select(
      "SELECT r.revision FROM society_revisions r JOIN societies s ON s.id = r.society_id WHERE s.slug = ?", society);
  rows.next();
  return rows.get<std::string>("revision");
}

void add_news(db::Database& database, const char* title) {
  database.execute(R"(
    INSERT INTO front_items (society_id, position, section, published_on, title)
    SELECT id, 1, 'news', '2026-11-01', ? FROM societies WHERE slug = 'mihon')",
                   title);
}

// mihon as a worker keeps it, at its first revision.
struct KeptMihon {
  KeptMihon() { BOOST_TEST(kept.bring_to(first, mihon)); }

  TestPortal portal;
  db::SocietyDatabase mihon = portal.staff_of("mihon");
  KeptSociety kept{societies::id_of(portal.staff, "mihon").value()};
  std::string first = revision(portal, "mihon");
};

std::int64_t cost(TestPortal& portal, Browser& browser, const char* page) {
  browser.get(page);  // prepares its statements
  const auto before = portal.server_status("Questions");
  const auto idle = portal.server_status("Questions") - before;
  browser.get(page);
  return portal.server_status("Questions") - before - 2 * idle;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_societies)

// Two workers that keep it all, one that starts with each page: they show the same.
BOOST_AUTO_TEST_CASE(every_change_is_on_the_next_page_of_every_worker) {
  TestPortal portal;
  const Browser hanako = portal.as("hanako");
  Portal other(portal.installation, site(), portal.reading, portal.writing);
  for (const Change& change : changes) {
    const char* page = change.page == nullptr ? "/mihon/home" : change.page;
    const std::string before = shown(portal.portal, portal, hanako, page);
    shown(other, portal, hanako, page);
    const std::string old = revision(portal, "mihon"), of_other = revision(portal, "tameshi");
    portal.staff.run_script(text_of(change.statement));
    BOOST_TEST_CONTEXT(change.statement) {
      Portal fresh(portal.installation, site(), portal.reading, portal.writing);
      const std::string after = shown(fresh, portal, hanako, page);
      if (change.page != nullptr) BOOST_TEST((after != before));
      BOOST_TEST((shown(portal.portal, portal, hanako, page) == after));
      BOOST_TEST((shown(other, portal, hanako, page) == after));
      BOOST_TEST(revision(portal, "tameshi") == of_other);
    }
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_asked_for_again_while_nothing_changes) {
  TestPortal portal;
  add_news(portal.staff, "知らせ");
  Browser hanako = portal.as("hanako");
  for (const char* page : {"/mihon/", "/mihon/login", "/mihon/help", "/mihon/topics", "/mihon/notices"})
    BOOST_TEST(cost(portal, hanako, page) == 1, page);
}

BOOST_AUTO_TEST_CASE(a_change_is_shown_when_it_is_committed_and_not_before) {
  TestPortal portal;
  Browser stranger = portal.browser();
  stranger.get("/mihon/");
  {
    db::Transaction undone(portal.staff);
    add_news(portal.staff, "取り消される");
    BOOST_TEST(!says(stranger.get("/mihon/"), "取り消される"));
  }
  BOOST_TEST(!says(stranger.get("/mihon/"), "取り消される"));
  db::Transaction kept(portal.staff);
  add_news(portal.staff, "残る");
  BOOST_TEST(!says(stranger.get("/mihon/"), "残る"));
  kept.commit();
  BOOST_TEST(says(stranger.get("/mihon/"), "残る"));
}

// Between the request's first statement and the one that reads the rows, anything may be committed: they may be newer
// than their revision, never older.
BOOST_FIXTURE_TEST_CASE(rows_read_after_a_change_are_read_again_by_the_next_request, KeptMihon) {
  add_news(portal.staff, "一");
  BOOST_TEST(kept.front_items(mihon).size() == 1U);
  portal.staff.execute("UPDATE front_items SET title = '二'");
  BOOST_TEST(kept.bring_to(revision(portal, "mihon"), mihon));
  BOOST_TEST(kept.front_items(mihon).front().title == "二");
}

// A failover loses the last COMMIT, or leads to a server that is behind and catches up: the number of before is there
// again, and rows that were read meanwhile are not its rows.
BOOST_FIXTURE_TEST_CASE(rows_of_a_change_that_a_failover_lost_do_not_stay, KeptMihon) {
  add_news(portal.staff, "失われる");
  BOOST_TEST(kept.front_items(mihon).size() == 1U);
  portal.staff.execute("DELETE FROM front_items");
  portal.staff.execute("UPDATE society_revisions SET revision = ?", first);
  BOOST_TEST(kept.bring_to(first, mihon));
  BOOST_TEST(kept.front_items(mihon).empty());
}

BOOST_FIXTURE_TEST_CASE(what_was_read_from_older_tables_does_not_stay_when_they_are_new, KeptMihon) {
  const auto questions = [&] { return portal.server_status("Questions"); };
  auto before = questions();
  BOOST_TEST(kept.bring_to(first, mihon));
  const auto of_the_count = questions() - before;
  portal.staff.works_on_generation(portal.staff.generation() + 1);
  before = questions();
  BOOST_TEST(kept.bring_to(first, mihon));
  BOOST_TEST(questions() - before > of_the_count);
}

BOOST_AUTO_TEST_CASE(what_is_shown_by_the_day_comes_and_goes_with_it) {
  TestPortal portal;
  for (const char* table : {"notices", "topics"}) {
    const std::string more = table == std::string("notices") ? ", audience, is_listed, mails" : "";
    const std::string values = more.empty() ? "" : ", 'all', FALSE, FALSE";
    portal.staff.run_script("INSERT INTO " + std::string(table) + " (society_id, name, title, body, shown_from," +
                            " shown_until, published_at, changed_at" + more + ") SELECT id, 'a', 'あすだけ', ''," +
                            " '2026-11-23', '2026-11-23', created_at, created_at" + values +
                            " FROM societies WHERE slug = 'mihon'");
  }
  Browser hanako = portal.as("hanako");
  const auto noon = portal.now;
  for (const auto& [later, is_shown] : {std::pair{0h, false}, {11h, true}, {34h, true}, {35h, false}}) {
    portal.now = noon - 20min + later;  // 13:00 in Japan
    portal.staff.execute("UPDATE sessions SET seen_at = ?, expires_at = ?", portal.now, portal.now + 1h);
    for (const char* page : {"/mihon/notices", "/mihon/topics"})
      BOOST_TEST(says(hanako.get(page), "あすだけ") == is_shown, page << " " << later.count());
  }
}

BOOST_AUTO_TEST_CASE(a_society_with_another_name_is_found_by_that_one_alone) {
  TestPortal portal;
  Browser stranger = portal.browser();
  BOOST_TEST(stranger.get("/mihon/login").status == 200);
  portal.staff.execute("UPDATE societies SET slug = 'shin' WHERE slug = 'mihon'");
  BOOST_TEST(stranger.get("/mihon/login").status == 404);
  BOOST_TEST(stranger.get("/shin/login").status == 200);
  portal.staff.execute("UPDATE societies SET slug = 'mihon' WHERE slug = 'tameshi'");
  BOOST_TEST(says(stranger.get("/mihon/login"), "試し健康保険組合"));
}

BOOST_AUTO_TEST_CASE(whoever_applies_waits_for_nobody_who_changes_the_society) {
  TestPortal portal;
  portal.staff.execute(R"(
    INSERT INTO screening_programmes (society_id, name, title, cancer, items, several_items, audience, women_only,
      age_counted, fiscal_year, interval_years, opens_on, closes_on, fee_yen, no_show_fee_yen, venue, description,
      consent, published_at, changed_at)
    SELECT id, 'a', 'a', '胃がん', '検査', FALSE, 'all', FALSE, 'fiscal_year_end', 2026, 1, '2026-04-01', '2027-03-31', 0,
      0, '', '', '', created_at, created_at FROM societies WHERE slug = 'mihon')");
  const auto programme =
      screenings::latest(
          *std::make_unique<db::SocietyDatabase>(portal.staff, societies::id_of(portal.staff, "mihon").value()), 1)
          .front();
  db::Transaction staff_at_work(portal.staff);
  add_news(portal.staff, "一");
  db::SocietyDatabase member(portal.writing, societies::id_of(portal.reading, "mihon").value());
  const auto old = revision(portal, "mihon");
  BOOST_TEST(screenings::take_place(member, programme.id, programme.version));
  BOOST_TEST(revision(portal, "mihon") == old);
}

BOOST_AUTO_TEST_CASE(a_worker_keeps_no_more_societies_than_it_may) {
  KeptSocieties kept;
  for (std::size_t at = 0; at < limits::kept_societies_max; ++at) kept.add(std::to_string(at), SocietyId{1});
  BOOST_TEST((kept.find("0") != nullptr));
  kept.add("one more", SocietyId{1});
  BOOST_TEST((kept.find("0") != nullptr));
  BOOST_TEST((kept.find("1") == nullptr));
  kept.forget("0");
  BOOST_TEST((kept.find("0") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
