#include <set>

#include <boost/test/unit_test.hpp>

#include "domain/household/household.hpp"
#include "tests/support/test_portal.hpp"

namespace household = portal::household;
using namespace std::chrono_literals;
using household::Date;
using household::Person;
using portal::MemberId;
using portal::testing::TestPortal;

namespace {

using OptionalDate = std::optional<Date>;

constexpr Date today = 2026y / 11 / 22;

Person principal() {
  return {portal::SocietyId{1}, MemberId{1}, "12", "0001001", true, 1985y / 4 / 1, {}, false, false};
}
Person dependent() {
  return {portal::SocietyId{1}, MemberId{2}, "12", "0001001", false, 1983y / 2 / 28, {}, false, false};
}

// Every kind of person that the rule tells apart, in every household that it tells apart.
struct Population {
  explicit Population(TestPortal& test) : portal(test) {
    std::vector<OptionalDate> leaving_of_principals{{}, 2026y / 9 / 30, 2026y / 11 / 22, 2026y / 12 / 31};
    for (const char* slug : {"mihon", "tameshi"})
      for (const OptionalDate& left_on : leaving_of_principals)
        for (const bool is_protected : {false, true}) add_household(slug, left_on, is_protected);
  }

  void add_household(const std::string& slug, const OptionalDate& left_on, bool is_protected) {
    const std::string number = std::to_string(9000 + households++);
    add(slug, number, "本人", 1980y / 1 / 1, left_on, is_protected, {});
    add(slug, number, "本人", 1981y / 1 / 1, {}, false, {});  // a second one can't be told from a stranger
    const Date births[] = {1983y / 2 / 28,  2008y / 11 / 21, 2008y / 11 / 22,
                           2008y / 11 / 23, 2008y / 2 / 29,  2020y / 1 / 1};
    const OptionalDate leaving[] = {{}, 2026y / 9 / 29, 2026y / 9 / 30, 2026y / 11 / 22, 2026y / 11 / 23};
    for (const Date birth : births)
      for (const OptionalDate& left : leaving)
        for (const bool hidden : {false, true})
          for (const std::optional<bool> choice : {std::optional<bool>{}, std::optional{false}, std::optional{true}})
            add(slug, number, "子", birth, left, hidden, choice);
  }

  void add(const std::string& slug, const std::string& number, const char* relation, Date birth,
           const OptionalDate& left_on, bool is_protected, std::optional<bool> hides) {
    portal.staff.execute(R"(
      INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
          enrolled_on,
                           left_on, postal_code, address, is_protected)
      SELECT s.id, '12', ?, LPAD(CONV(?, 10, 36), 2, '0'), ?, '見本　人', 'ミホン', 'ミホン', ?, 'f', '2010-04-01', ?, '1000001',
             '東京都見本区', ?
      FROM societies s WHERE s.slug = ?)",
                         number, branches++ % 1296, relation, birth, left_on, is_protected, slug);
    if (!hides) return;
    portal.staff.execute(R"(
      INSERT INTO household_choices (society_id, member_id, hides_expenses, chosen_at)
      SELECT society_id, id, ?, ? FROM members WHERE id = LAST_INSERT_ID())",
                         *hides, portal.now);
  }

  std::vector<Person> everyone(const std::string& slug) {
    auto rows = portal.staff.select(
        "SELECT MIN(m.id) AS id FROM members m JOIN societies s ON s.id = m.society_id WHERE s.slug = ?"
        " GROUP BY m.symbol, m.number",
        slug);
    portal::db::SocietyDatabase db(portal.staff, society(slug).id);
    std::vector<Person> found;
    while (rows.next()) {
      const auto people = household::people(db, rows.get<MemberId>("id"), 1000);
      found.insert(found.end(), people.begin(), people.end());
    }
    return found;
  }

  portal::Society society(const std::string& slug) { return portal::societies::find(portal.staff, slug).value(); }

  TestPortal& portal;
  int households = 0, branches = 0;
};

std::set<MemberId> seen_by_statement(portal::db::SocietyDatabase& db, MemberId viewer, Date day) {
  auto rows =
      db.select(portal::db::joined<"SELECT seen.member_id FROM ", household::sight, " AS seen">, viewer, day, day);
  std::set<MemberId> seen;
  while (rows.next()) seen.insert(rows.get<MemberId>("member_id"));
  return seen;
}

std::set<MemberId> seen_by_function(const std::vector<Person>& everyone, const Person& viewer,
                                    const portal::Society& society, Date day) {
  std::set<MemberId> seen;
  for (const Person& person : everyone)
    if (household::may_see(viewer, person, society, day)) seen.insert(person.id);
  return seen;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(household_rule)

BOOST_AUTO_TEST_CASE(a_principal_sees_the_dependents_and_a_dependent_only_themselves) {
  const portal::Society society{};
  BOOST_TEST(household::may_see(principal(), principal(), society, today));
  BOOST_TEST(household::may_see(principal(), dependent(), society, today));
  BOOST_TEST(household::may_see(dependent(), dependent(), society, today));
  BOOST_TEST(!household::may_see(dependent(), principal(), society, today));
  Person sister = dependent();
  sister.id = MemberId{3};
  BOOST_TEST(!household::may_see(dependent(), sister, society, today));
}

BOOST_AUTO_TEST_CASE(nobody_sees_into_another_household_or_another_society) {
  const portal::Society society{};
  for (int difference = 0; difference < 3; ++difference) {
    Person stranger = dependent();
    if (difference == 0) stranger.symbol = "13";
    if (difference == 1) stranger.number = "0001002";
    if (difference == 2) stranger.society_id = portal::SocietyId{2};
    BOOST_TEST(!household::may_see(principal(), stranger, society, today));
  }
}

BOOST_AUTO_TEST_CASE(a_society_that_shows_no_one_s_leaves_each_their_own) {
  portal::Society society;
  society.principal_sees_household = false;
  Person child = dependent();
  child.birth_date = 2020y / 1 / 1;
  BOOST_TEST(!household::may_see(principal(), child, society, today));
  BOOST_TEST(household::may_see(principal(), principal(), society, today));
}

BOOST_AUTO_TEST_CASE(a_choice_to_hide_counts_from_the_18th_birthday_and_on_1_march_for_those_born_on_29_february) {
  const portal::Society society{};
  Person child = dependent();
  child.hides_expenses = true;
  const auto seen = [&](Date birth, Date day) {
    child.birth_date = birth;
    return household::may_see(principal(), child, society, day);
  };
  BOOST_TEST(seen(2008y / 11 / 22, 2026y / 11 / 21));
  BOOST_TEST(!seen(2008y / 11 / 22, 2026y / 11 / 22));
  BOOST_TEST(seen(2008y / 2 / 29, 2026y / 2 / 28));
  BOOST_TEST(!seen(2008y / 2 / 29, 2026y / 3 / 1));
  BOOST_TEST((household::adult_from(2008y / 2 / 29) == 2026y / 3 / 1));
  BOOST_TEST((household::adult_from(2008y / 11 / 22) == 2026y / 11 / 22));
}

BOOST_AUTO_TEST_CASE(protection_hides_a_member_of_any_age_and_takes_nothing_from_the_protected_one) {
  const portal::Society society{};
  Person hidden = dependent();
  hidden.is_protected = true;
  BOOST_TEST(!household::may_see(principal(), hidden, society, today));
  BOOST_TEST(household::may_see(hidden, hidden, society, today));
  hidden.birth_date = 2020y / 1 / 1;
  BOOST_TEST(!household::may_see(principal(), hidden, society, today));
  Person viewer = principal();
  viewer.is_protected = true;
  BOOST_TEST(household::may_see(viewer, dependent(), society, today));
}

BOOST_AUTO_TEST_CASE(who_left_is_gone_at_once_but_a_household_that_left_together_stays_as_it_was) {
  const portal::Society society{};
  Person gone = dependent();
  gone.left_on = today;
  BOOST_TEST(!household::may_see(principal(), gone, society, today));
  gone.left_on = 2026y / 11 / 23;
  BOOST_TEST(household::may_see(principal(), gone, society, today));
  Person retired = principal();
  retired.left_on = 2026y / 9 / 30;
  gone.left_on = 2026y / 9 / 30;
  BOOST_TEST(household::may_see(retired, gone, society, today));
  gone.left_on = 2026y / 9 / 29;
  BOOST_TEST(!household::may_see(retired, gone, society, today));
}

// Cell by cell: for every viewer, the statement finds the very people for whom the function says yes.
BOOST_AUTO_TEST_CASE(the_statement_and_the_function_are_one_rule) {
  TestPortal portal;
  Population population(portal);
  int cells = 0;
  int seen = 0;
  for (const bool principal_sees : {true, false}) {
    portal.staff.execute("UPDATE societies SET principal_sees_household = ?", principal_sees);
    const std::vector<Person> mihon = population.everyone("mihon");
    std::vector<Person> all = mihon;
    const std::vector<Person> tameshi = population.everyone("tameshi");
    all.insert(all.end(), tameshi.begin(), tameshi.end());
    const portal::Society society = population.society("mihon");
    portal::db::SocietyDatabase db(portal.reading, society.id);
    constexpr std::size_t every_so_many_dependents = 37;
    for (const Date day : {today, 2026y / 11 / 23, 2026y / 2 / 28, 2026y / 3 / 1})
      for (std::size_t at = 0; at < mihon.size(); ++at) {
        if (!mihon[at].is_principal && at % every_so_many_dependents != 0) continue;
        const auto by_function = seen_by_function(all, mihon[at], society, day);
        BOOST_TEST((by_function == seen_by_statement(db, mihon[at].id, day)));
        cells += static_cast<int>(all.size());
        seen += static_cast<int>(by_function.size());
      }
  }
  BOOST_TEST(cells > 500'000);
  BOOST_TEST(seen > 1000);
}

BOOST_AUTO_TEST_CASE(one_society_s_viewer_is_nobody_in_another) {
  TestPortal portal;
  portal::db::SocietyDatabase db(portal.reading, portal::societies::find(portal.staff, "tameshi").value().id);
  BOOST_TEST(seen_by_statement(db, portal.member("mihon", "0001001"), today).empty());
}

BOOST_AUTO_TEST_SUITE_END()
