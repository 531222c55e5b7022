#include <set>

#include <boost/test/unit_test.hpp>

#include "base/random.hpp"
#include "domain/postcards/postcard_issue.hpp"
#include "sql/accounts/phone_desk.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/test_portal.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using testing::TestPortal;

constexpr HashCost cheap{8, 1};

std::chrono::year_month_day day_of(Timestamp at) {
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at + 9h)};
}

// The desk of somebody who issues postcards for one society.
class Desk {
 public:
  explicit Desk(TestPortal& test_portal, const char* slug = "mihon")
      : portal(test_portal),
        db(portal.staff, societies::find(portal.staff, slug).value().id),
        hasher(cheap, {{"pepper-1", random::bytes(32)}}, "pepper-1") {}

  std::vector<postcards::Addressee> waiting() {
    return postcard_issue::due(db, day_of(portal.staff.now()), portal.staff.now());
  }
  std::vector<postcard_issue::Card> make(std::vector<postcards::Addressee> people) {
    std::vector<postcard_issue::Card> cards;
    for (auto& person : people) cards.push_back(postcard_issue::make(db, hasher, std::move(person)));
    return cards;
  }
  void commit(const std::vector<postcard_issue::Card>& cards, Timestamp issued_at) {
    testing::Operator staff(portal.staff, "mihon");
    postcard_issue::commit(staff.scene(issued_at), portal.staff, cards, audit::Event::postcard_issued);
  }
  std::vector<postcard_issue::Card> issue(std::vector<postcards::Addressee> people) {
    auto cards = make(std::move(people));
    commit(cards, portal.staff.now());
    return cards;
  }

  TestPortal& portal;
  db::SocietyDatabase db;
  PasswordHasher hasher;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(issuing_postcards)

BOOST_AUTO_TEST_CASE(everyone_without_a_way_in_gets_one_card_and_then_nobody) {
  TestPortal portal;
  Desk desk(portal);
  const auto people = desk.waiting();
  BOOST_REQUIRE(people.size() >= 2);
  const auto cards = desk.issue(people);
  BOOST_TEST(cards.size() == people.size());
  BOOST_TEST(desk.waiting().empty());
  BOOST_TEST(portal.count("postcards") == static_cast<std::int64_t>(people.size()));
  BOOST_TEST(!Desk(portal, "tameshi").waiting().empty());
}

BOOST_AUTO_TEST_CASE(an_account_or_a_live_card_is_a_way_in) {
  TestPortal portal;
  Desk desk(portal);
  const auto people = desk.waiting();
  portal.add_account("mihon", "hanako", people[0].member_id);
  desk.issue({people[1]});
  std::set<MemberId> waiting;
  for (const auto& person : desk.waiting()) waiting.insert(person.member_id);
  BOOST_TEST(!waiting.contains(people[0].member_id));
  BOOST_TEST(!waiting.contains(people[1].member_id));
  BOOST_TEST(waiting.size() == people.size() - 2);
  const auto today = day_of(portal.staff.now());
  BOOST_TEST(!postcards::addressee(desk.db, people[0].member_id, today));
  BOOST_TEST(postcards::addressee(desk.db, people[1].member_id, today).has_value());
}

BOOST_AUTO_TEST_CASE(those_who_left_or_are_not_yet_enrolled_get_none) {
  TestPortal portal;
  Desk desk(portal);
  const auto people = desk.waiting();
  portal.staff.execute("UPDATE members SET left_on = '2020-01-01' WHERE id = ?", people[0].member_id);
  portal.staff.execute("UPDATE members SET enrolled_on = '2999-01-01' WHERE id = ?", people[1].member_id);
  BOOST_TEST(desk.waiting().size() == people.size() - 2);
  BOOST_TEST(!postcards::addressee(desk.db, people[0].member_id, day_of(portal.staff.now())));
}

BOOST_AUTO_TEST_CASE(used_expired_and_dead_cards_are_no_way_in) {
  TestPortal portal;
  Desk desk(portal);
  const auto people = desk.waiting();
  desk.issue(people);
  portal.staff.execute("UPDATE postcards SET failures = 10 WHERE member_id = ?", people[0].member_id);
  BOOST_TEST(desk.waiting().size() == 1U);
  portal.staff.execute("UPDATE postcards SET failures = 9 WHERE member_id = ?", people[0].member_id);
  BOOST_TEST(desk.waiting().empty());
  const auto later = portal.staff.now() + std::chrono::days{90} + 1min;
  BOOST_TEST(postcards::due(desk.db, day_of(later), later, MemberId{}, 1000).size() == people.size());
}

BOOST_AUTO_TEST_CASE(a_card_carries_what_the_database_only_has_as_a_hash) {
  TestPortal portal;
  Desk desk(portal);
  std::set<std::string> login_ids, passwords;
  for (const auto& card : desk.issue(desk.waiting())) {
    BOOST_TEST(card.login_id.size() == 8U);
    BOOST_TEST(card.password.size() == 12U);
    BOOST_TEST(desk.hasher.verify(card.password, card.hash));
    BOOST_TEST(card.hash.phc.find(card.password) == std::string::npos);
    BOOST_TEST(postcards::login_id_taken(desk.db, card.login_id));
    BOOST_TEST(login_ids.insert(card.login_id).second);
    BOOST_TEST(passwords.insert(card.password).second);
  }
}

BOOST_AUTO_TEST_CASE(a_new_card_kills_the_older_one) {
  TestPortal portal;
  Desk desk(portal);
  const auto people = desk.waiting();
  desk.issue({people[0]});
  desk.issue({people[0]});
  const auto cards = phone_desk::postcards(desk.db, people[0].member_id, 10);
  BOOST_REQUIRE(cards.size() == 2);
  BOOST_TEST(!cards[0].replaced_at);
  BOOST_TEST(cards[1].replaced_at.has_value());
  BOOST_TEST((cards[0].expires_at - cards[0].issued_at == std::chrono::days{90}));
}

BOOST_AUTO_TEST_CASE(cards_and_audit_rows_are_one) {
  TestPortal portal;
  Desk desk(portal);
  const auto audited = portal.count("audit_log");
  auto cards = desk.make(desk.waiting());
  BOOST_TEST(portal.count("postcards") == 0);
  desk.commit(cards, portal.staff.now());
  BOOST_TEST(portal.count("audit_log") - audited == static_cast<std::int64_t>(cards.size()));
  BOOST_CHECK_THROW(desk.commit(cards, portal.staff.now()), db::Conflict);
  BOOST_TEST(portal.count("audit_log") - audited == static_cast<std::int64_t>(cards.size()));
  for (const auto& card : cards)
    BOOST_TEST(!phone_desk::postcards(desk.db, card.addressee.member_id, 1)[0].replaced_at);
}

BOOST_AUTO_TEST_SUITE_END()
