#include "sql/audit/erasures.hpp"

#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"
#include "tests/support/two_societies.hpp"

using namespace portal;
using namespace std::chrono_literals;
using portal::testing::DatabaseRole;
using portal::testing::Neighbour;
using portal::testing::neighbours;
using portal::testing::test_database;
using portal::testing::TestPortal;
using portal::testing::TwoSocieties;

namespace {

// portalctl's connection: what erasing needs is granted to nobody else.
struct Clerk {
  explicit Clerk(TestPortal& portal) : db(ctl, societies::find(portal.staff, "mihon").value().id) {}
  db::Database ctl{test_database().settings(DatabaseRole::ctl)};
  db::SocietyDatabase db;
};

void set_term(TestPortal& portal, std::optional<int> years, int readable_months = 12) {
  Society society = societies::find(portal.staff, "mihon").value();
  society.erase_after_leaving_years = years;
  society.readable_months_after_leaving = readable_months;
  societies::update(portal.staff, society);
}

void leave(TestPortal& portal, MemberId member, const char* left_on) {
  portal.staff.execute("UPDATE members SET left_on = ? WHERE id = ?", left_on, member);
}

std::int64_t due(TestPortal& portal) {
  Clerk clerk(portal);
  const auto due = erasures::due(clerk.db, portal.now);
  return due ? erasures::count(clerk.db, *due) : -1;
}

std::int64_t number_in(TestPortal& portal, const std::string& query) {
  portal.staff.run_script("SET @found = (" + query + ")");
  auto rows = portal.staff.select("SELECT @found AS found");
  rows.next();
  return rows.get<std::int64_t>("found");
}

// "accounts.member_id=3", of all tables that name the member or the account by number.
std::string traces_of(TestPortal& portal, MemberId member, AccountId account) {
  auto columns = portal.staff.select(R"(
    SELECT c.table_name AS table_name, c.column_name AS column_name
    FROM information_schema.columns c
    WHERE c.table_schema = DATABASE() AND c.table_name NOT IN ('audit_log', 'erased_members') AND c.column_name IN
      ('member_id', 'applicant_id', 'about_member_id', 'open_member_id', 'account_id')
    ORDER BY c.table_name, c.column_name LIMIT 200)");
  std::string found;
  while (columns.next()) {
    const auto table = columns.get<std::string>("table_name"), column = columns.get<std::string>("column_name");
    const std::int64_t id = column == "account_id" ? number(account) : number(member);
    const std::int64_t count =
        number_in(portal, "SELECT COUNT(*) FROM " + table + " WHERE " + column + " = " + std::to_string(id));
    if (count > 0) found += table + "." + column + "=" + std::to_string(count) + " ";
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(erasing_who_left)

BOOST_AUTO_TEST_CASE(nobody_is_due_before_the_term_and_not_where_a_society_keeps_for_ever) {
  TestPortal portal;  // 2026-11-22
  const MemberId hanako = portal.member("mihon", "0001001");
  leave(portal, hanako, "2021-11-21");
  BOOST_TEST(due(portal) == -1);
  set_term(portal, 5);
  BOOST_TEST(due(portal) == 1);
  leave(portal, hanako, "2021-11-22");
  BOOST_TEST(due(portal) == 0);
  portal.now += 24h;
  BOOST_TEST(due(portal) == 1);
}

BOOST_AUTO_TEST_CASE(who_may_still_read_is_kept_however_short_the_term_is) {
  TestPortal portal;
  leave(portal, portal.member("mihon", "0001001"), "2024-01-01");
  set_term(portal, 2);
  BOOST_TEST(due(portal) == 1);
  set_term(portal, 2, 120);
  BOOST_TEST(due(portal) == 0);
}

BOOST_AUTO_TEST_CASE(for_90_days_after_a_file_that_changed_them_it_may_be_undone) {
  TestPortal portal;
  set_term(portal, 2);
  portal.staff.execute(R"(
    INSERT INTO imports (society_id, kind, file_name, file_digest, operator, applied_at, rows_added, rows_changed,
                         rows_unchanged, rows_ended)
    SELECT id, 'members', 'x', 'x', 'os:x', ?, 0, 0, 0, 1 FROM societies WHERE slug = 'mihon')",
                       portal.now);
  const MemberId hanako = portal.member("mihon", "0001001");
  portal.staff.execute(
      "UPDATE members SET left_on = '2001-01-01', import_id = (SELECT MAX(id) FROM imports) WHERE id = ?", hanako);
  BOOST_TEST(due(portal) == 0);
  portal.now += limits::erasure_pause;
  BOOST_TEST(due(portal) == 0);
  portal.now += 1s;
  BOOST_TEST(due(portal) == 1);
}

BOOST_AUTO_TEST_CASE(nothing_of_who_is_erased_is_left_and_nothing_of_anybody_else_goes) {
  TwoSocieties both;
  TestPortal& portal = both.portal;
  const Neighbour& erased = neighbours[0];
  const MemberId member = portal.member("mihon", erased.number), husband = portal.member("mihon", erased.number, "01");
  const AccountId account{
      number_in(portal, "SELECT id FROM accounts WHERE member_id = " + std::to_string(number(member)))};
  // What the household's members did for each other.
  for (const auto& [applicant, whose] : {std::pair{member, husband}, std::pair{husband, member}})
    portal.staff.execute(R"(
      INSERT INTO applications (society_id, kind, applicant_id, member_id, status, applied_at, changed_at)
      SELECT society_id, 'limit_certificate', ?, ?, 'sent', ?, ? FROM members WHERE id = ?)",
                         applicant, whose, portal.now, portal.now, member);
  portal.staff.execute(R"(
    INSERT INTO mail_queue (society_id, class, purpose, about_member_id, recipient, message_id, queued_at, not_after)
    SELECT society_id, 5, 'application_judged', id, 'a@example.jp', 'about', ?, ? FROM members WHERE id = ?)",
                       portal.now, portal.now, member);
  set_term(portal, 5);
  const std::string of_husband = traces_of(portal, husband, AccountId{0});
  const auto others = both.marked_tables(neighbours[2]), elsewhere = both.marked_tables(neighbours[1]);
  leave(portal, member, "2020-01-01");

  Clerk clerk(portal);
  const auto found = erasures::find(clerk.db, erasures::due(clerk.db, portal.now).value(), 10);
  BOOST_REQUIRE(found.size() == 1U);
  BOOST_TEST((found.front().id == member));
  const std::string digest = erasures::number_digest(std::string(32, 'a'), found.front());
  erasures::erase(clerk.db, member, digest, portal.now);

  BOOST_TEST(traces_of(portal, member, account) == "");
  for (const char* table :
       {"document_reads", "limit_applications", "screening_applications", "application_export_lines"})
    BOOST_TEST(number_in(portal, std::string("SELECT COUNT(*) FROM ") + table +
                                     " WHERE society_id = (SELECT id FROM societies WHERE slug = 'mihon')") == 1,
               table);
  BOOST_TEST(of_husband.starts_with("applications.applicant_id=1 applications.member_id=1 "));
  BOOST_TEST(traces_of(portal, husband, AccountId{0}) ==
             of_husband.substr(of_husband.find("=1 applications.member_id=1 ") + 28));
  BOOST_TEST((both.marked_tables(neighbours[2]) == others));
  BOOST_TEST((both.marked_tables(neighbours[1]) == elsewhere));
  BOOST_TEST(portal.recorded("document_opened") == 3);

  const auto known = erasures::erased(clerk.db, digest);
  BOOST_REQUIRE(known.size() == 1U);
  BOOST_TEST((known.front().member == member && known.front().at == portal.now));
  BOOST_TEST(erasures::erased(clerk.db, erasures::number_digest(std::string(32, 'b'), found.front())).empty());
}

BOOST_AUTO_TEST_CASE(the_database_keeps_who_is_insured_or_left_within_two_years_whatever_a_program_believes) {
  TestPortal portal;
  Clerk clerk(portal);
  const MemberId hanako = portal.member("mihon", "0001001");
  BOOST_CHECK_THROW(erasures::erase(clerk.db, hanako, "d", portal.now), std::runtime_error);
  portal.staff.execute("UPDATE members SET left_on = UTC_DATE() - INTERVAL 2 YEAR + INTERVAL 1 DAY WHERE id = ?",
                       hanako);
  BOOST_CHECK_THROW(erasures::erase(clerk.db, hanako, "d", portal.now), std::runtime_error);
  portal.staff.execute("UPDATE members SET left_on = UTC_DATE() - INTERVAL 2 YEAR WHERE id = ?", hanako);
  erasures::erase(clerk.db, hanako, "d", portal.now);
  BOOST_TEST(number_in(portal, "SELECT COUNT(*) FROM erased_members") == 1);
  BOOST_CHECK_THROW(portal.staff.execute("UPDATE societies SET erase_after_leaving_years = 1"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
