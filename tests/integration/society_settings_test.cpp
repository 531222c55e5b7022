#include "sql/society_settings.hpp"

#include <set>

#include <boost/test/unit_test.hpp>

#include "tests/support/test_portal.hpp"

namespace {

using namespace portal;

// Another value than it has.
void change(std::string& value) { value += "0"; }
void change(std::optional<std::string>& value) { value = value.value_or("") + "0"; }
void change(bool& value) { value = !value; }
void change(int& value) { ++value; }
void change(std::optional<int>& value) { value = value ? std::nullopt : std::optional(5); }
void change(std::optional<std::chrono::year_month_day>& value) {
  using namespace std::chrono_literals;
  value = value ? std::nullopt : std::optional(2027y / 4 / 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(society_settings)

BOOST_AUTO_TEST_CASE(every_column_of_a_society_is_a_setting_or_made_once) {
  testing::TestPortal portal;
  std::set<std::string> known{"id", "slug", "created_at"};
  for (const auto& setting : societies::settings) known.insert(setting.column.name);
  std::set<std::string> there;
  auto rows = portal.staff.select(
      "SELECT column_name AS name FROM information_schema.columns"
      " WHERE table_schema = DATABASE() AND table_name = 'societies' ORDER BY column_name LIMIT 100");
  while (rows.next()) there.insert(rows.get<std::string>("name"));
  BOOST_TEST(there == known, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_setting_is_kept_and_read_back_as_itself) {
  testing::TestPortal portal;
  const Society before = societies::find(portal.staff, "mihon").value();
  for (const auto& setting : societies::settings) {
    Society society = before;
    std::visit([&](auto member) { change(society.*member); }, setting.member);
    societies::update(portal.staff, society);
    const Society after = societies::find(portal.staff, "mihon").value();
    for (const auto& other : societies::settings)
      std::visit([&](auto member) { BOOST_TEST((after.*member == society.*member), other.column.name); }, other.member);
  }
  const Society other = societies::find(portal.staff, "tameshi").value();
  BOOST_TEST(other.name == "試し健康保険組合");
}

BOOST_AUTO_TEST_SUITE_END()
