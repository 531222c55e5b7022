// A form with fields that it doesn't have, by the names of all columns: whoever sends one changes nothing but what its
// page is for.
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "handlers/site.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using portal::testing::Browser;
using portal::testing::TestPortal;

namespace {

std::vector<std::string> all_columns(TestPortal& portal) {
  auto rows = portal.staff.select(
      "SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() LIMIT 1000");
  std::vector<std::string> names{"role", "admin", "is_admin", "staff", "society", "member", "account"};
  while (rows.next()) names.push_back(rows.get<std::string>("name"));
  return names;
}

// Of societies and members all; of hanako's account whose it is and what opens it, of the others' all.
std::string what_no_form_changes(TestPortal& portal) {
  struct Kept {
    const char *columns, *from;
  };
  const std::string others = fmt::format("accounts WHERE member_id <> {}", number(portal.member("mihon", "0001001")));
  std::string found;
  for (const Kept& kept :
       {Kept{"id, society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex, enrolled_on,"
             " IFNULL(left_on, ''), IFNULL(email, ''), postal_code, address, is_protected",
             "members"},
        Kept{"id, slug, name, telephone, hours, mail_from, listed", "societies"},
        Kept{"id, society_id, member_id, password_hash, pepper_id, password_set_at", "accounts"},
        Kept{"id, login_id, nickname, mails_arrivals", others.c_str()},
        Kept{"id, society_id, account_id, address, is_primary", "account_emails"},
        Kept{"id, society_id, applicant_id, member_id, status", "applications"}}) {
    portal.staff.run_script(fmt::format("SET @found = (SELECT GROUP_CONCAT(CONCAT_WS('|', {}) ORDER BY id) FROM {})",
                                        kept.columns, kept.from));
    auto rows = portal.staff.select("SELECT @found AS found");
    rows.next();
    found += rows.get<std::optional<std::string>>("found").value_or("") + "\n";
  }
  return found;
}

// `number` stands for whatever a column may hold: somebody else's number, a flag that is on, a date that is none.
Request with_all_columns(const Route& route, Browser& browser, const std::vector<std::string>& columns,
                         const std::string& number) {
  Request request;
  request.method = Method::post;
  request.path = route.path;
  request.path.replace(request.path.find("{s}"), 3, "mihon");
  for (auto at = request.path.find('{'); at != request.path.npos; at = request.path.find('{'))
    request.path.replace(at, request.path.find('}') - at + 1, number);
  request.form.add("csrf", browser.form_token());
  for (const std::string& column : columns) {
    request.form.add(column, number);
    request.query.add(column, number);
  }
  return request;
}

std::string login_id_of_hanako(TestPortal& portal) {
  auto rows =
      portal.staff.select("SELECT login_id FROM accounts WHERE member_id = ?", portal.member("mihon", "0001001"));
  rows.next();
  return rows.get<std::string>("login_id");
}

Browser signed_in(TestPortal& portal, const std::string& login_id) {
  Browser browser = portal.browser();
  browser.get("/mihon/login");
  const Reply reply =
      browser.post("/mihon/login", {{"login_id", login_id}, {"password", portal::testing::test_password}});
  BOOST_REQUIRE(reply.status == 303);
  return browser;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(extra_fields)

BOOST_AUTO_TEST_CASE(named_like_any_column_they_change_nothing_of_anybody_through_any_form) {
  TestPortal portal;
  portal.as("taro");
  portal.as("hanako", "tameshi");
  portal.add_limit_application("mihon", "0001002");
  portal.as("hanako");
  const auto columns = all_columns(portal);
  BOOST_TEST(columns.size() > 150U);
  const std::string before = what_no_form_changes(portal);
  int taken = 0;
  for (const Route& route : site().routes) {
    if (route.method != Method::post) continue;
    for (const std::string& number : {std::to_string(number(portal.member("mihon", "0001002"))), std::string("1")}) {
      Browser hanako = signed_in(portal, login_id_of_hanako(portal));  // some forms sign out, one renames her
      hanako.get("/mihon/help");
      const Reply reply = hanako.send(with_all_columns(route, hanako, columns, number));
      BOOST_TEST(reply.status < 500, route.path);
      taken += reply.status == 303 ? 1 : 0;
    }
    BOOST_TEST((what_no_form_changes(portal) == before), route.path);
  }
  BOOST_TEST(taken > 5);
}

BOOST_AUTO_TEST_SUITE_END()
