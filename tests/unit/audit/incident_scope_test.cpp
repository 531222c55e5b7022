#include "domain/audit/incident_scope.hpp"

#include <boost/test/unit_test.hpp>

using namespace portal;
using namespace std::chrono_literals;
using incident_scope::Date;

namespace {

constexpr Timestamp noon = std::chrono::sys_days(2026y / 11 / 22) + 3h;

incidents::Person person(int id, Date birth, bool is_protected = false) {
  return {MemberId{id},
          "20",
          "000" + std::to_string(id),
          "00",
          "見本　" + std::to_string(id),
          "ミホン",
          "100-0001",
          "見本県",
          birth,
          {},
          is_protected};
}

incidents::Touch touch(int id, audit::Data data, Timestamp at = noon) { return {MemberId{id}, data, at, at}; }

constexpr Date adult = 1980y / 4 / 1;
constexpr Date child = 2015y / 4 / 1;

}  // namespace

BOOST_AUTO_TEST_SUITE(incident_scopes)

BOOST_AUTO_TEST_CASE(protected_ones_stand_first_then_children_then_everybody_else) {
  const auto named =
      incident_scope::named(std::array{touch(1, audit::Data::identity), touch(2, audit::Data::identity),
                                       touch(3, audit::Data::identity), touch(4, audit::Data::identity)},
                            {person(1, adult), person(2, child), person(3, adult, true), person(4, child, true)});
  std::string order;
  for (const auto& one : named) order += std::to_string(number(one.person.id));
  BOOST_TEST(order == "3421");
  BOOST_TEST(named[0].group() == "保護（本人だけに）");
  BOOST_TEST(named[2].group() == "18歳未満（保護者あて）");
  BOOST_TEST(named[3].group() == "本人");
}

BOOST_AUTO_TEST_CASE(a_child_is_who_was_under_18_on_the_first_day_in_japan) {
  const Date birth = 2008y / 11 / 23;
  const auto first_seen = [&](Timestamp at) {
    return incident_scope::named(
        std::array{touch(1, audit::Data::identity, at), touch(1, audit::Data::expenses, noon + 240h)},
        {person(1, birth)});
  };
  BOOST_TEST(first_seen(noon + 11h + 59min).front().is_child());
  BOOST_TEST(!first_seen(noon + 12h).front().is_child());
}

BOOST_AUTO_TEST_CASE(figures_count_each_person_once_and_each_kind_of_data_apart) {
  const auto named = incident_scope::named(
      std::array{touch(1, audit::Data::identity), touch(1, audit::Data::identity), touch(1, audit::Data::expenses),
                 touch(2, audit::Data::identity), touch(3, audit::Data::expenses)},
      {person(1, adult), person(2, child), person(3, adult, true)});
  const auto figures = incident_scope::figures(named);
  BOOST_TEST(figures.all.persons == 3);
  BOOST_TEST(figures.all.children == 1);
  BOOST_TEST(figures.all.protected_ones == 1);
  BOOST_TEST(figures.by_data.at(audit::Data::identity).persons == 2);
  BOOST_TEST(figures.by_data.at(audit::Data::expenses).persons == 2);
  BOOST_TEST(figures.by_data.at(audit::Data::expenses).children == 0);
  BOOST_TEST(figures.has_sensitive);
}

BOOST_AUTO_TEST_CASE(names_and_addresses_alone_are_not_sensitive) {
  const auto named = incident_scope::named(std::array{touch(1, audit::Data::address)}, {person(1, adult)});
  BOOST_TEST(!incident_scope::figures(named).has_sensitive);
}

BOOST_AUTO_TEST_CASE(the_commission_hears_within_three_to_five_days_then_thirty_or_sixty) {
  const auto by = incident_scope::deadlines(2026y / 11 / 28);
  BOOST_TEST((by.first_from == 2026y / 12 / 1));
  BOOST_TEST((by.first_until == 2026y / 12 / 3));
  BOOST_TEST((by.full == 2026y / 12 / 28));
  BOOST_TEST((by.full_after_attack == 2027y / 1 / 27));
}

BOOST_AUTO_TEST_CASE(letters_say_to_whom_and_about_what_in_the_same_order) {
  const auto named = incident_scope::named(std::array{touch(1, audit::Data::expenses), touch(2, audit::Data::document)},
                                           {person(1, adult), person(2, adult, true)});
  const auto letters = incident_scope::letters(named, csv::Encoding::utf8);
  BOOST_TEST(letters.is_whole);
  const auto own = letters.bytes.find("保護（本人だけに）,20,0002,00"), other = letters.bytes.find("本人,20,0001,00");
  BOOST_TEST((own != std::string::npos && other != std::string::npos && own < other));
  BOOST_TEST(letters.bytes.find("通知書・証明書,2026-11-22") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(each_kind_of_data_has_its_words) {
  for (const audit::Words& one : audit::words) BOOST_TEST(!incident_scope::in_words(one.data).empty(), one.name);
}

BOOST_AUTO_TEST_SUITE_END()
