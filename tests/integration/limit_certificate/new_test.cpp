#include <boost/test/unit_test.hpp>

#include "tests/integration/limit_certificate/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal::applications;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;
using namespace portal::testing::limit_certificate;

BOOST_AUTO_TEST_SUITE(limit_certificate_new)

BOOST_AUTO_TEST_CASE(a_faulty_form_comes_back_with_every_answer_and_changes_nothing) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Typed typed = with(with(good(), "telephone", "123"), "from", "2026-10");
  typed = with(with(typed, "applied_by", "other"), "proxy_name", "見本　代理");
  for (const char* path : {"/mihon/limit-certificate/new", "/mihon/limit-certificate"}) {
    hanako.get("/mihon/limit-certificate/new");
    const Reply reply = send(hanako, path, typed);
    BOOST_TEST(reply.status == 422);
    for (const char* field : {"#telephone", "#from", "#proxy_relation", "#proxy_reason"})
      BOOST_TEST(says(reply, std::string("href=\"") + field + "\""), field);
    BOOST_TEST(says(reply, "value=\"123\""));
    BOOST_TEST(says(reply, "value=\"見本　代理\""));
    BOOST_TEST(says(reply, "value=\"other\" checked"));
  }
  BOOST_TEST(portal.count("applications") == 0);
  BOOST_TEST(portal.mails().empty());
}

BOOST_AUTO_TEST_CASE(the_check_page_leads_back_to_the_form_as_it_was_typed) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Typed typed = with(good("01"), "telephone", "（０３）００００－００００");
  typed.emplace_back("revise", "yes");
  hanako.get("/mihon/limit-certificate/new");
  const Reply form = send(hanako, place, typed);
  BOOST_TEST(form.status == 200);
  BOOST_TEST(says(form, "value=\"（０３）００００－００００\""));
  BOOST_TEST(says(form, "value=\"01\" checked"));
  BOOST_TEST(portal.count("applications") == 0);
}

// hanako's row in the roster may outlive her 75th birthday by weeks.
BOOST_AUTO_TEST_CASE(from_the_75th_birthday_on_nobody_applies_and_the_page_says_why) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE members SET birth_date = '1951-11-23' WHERE branch = '00'");
  BOOST_TEST(says(hanako.get("/mihon/limit-certificate/new"), "髙﨑　花子"));
  portal.staff.execute("UPDATE members SET birth_date = '1951-11-22' WHERE branch = '00'");
  BOOST_TEST(!says(hanako.get("/mihon/limit-certificate/new"), "髙﨑　花子 様"));  // still for ichiro
  portal.staff.execute("UPDATE members SET birth_date = '1951-11-22'");
  BOOST_TEST(says(hanako.get("/mihon/limit-certificate/new"), "後期高齢者医療制度に移っています"));
  BOOST_TEST(send(hanako, place, good()).status == 409);
  BOOST_TEST(portal.count("applications") == 0);
}

BOOST_AUTO_TEST_CASE(who_left_reads_what_is_there_and_applies_for_nothing) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  portal.staff.execute("UPDATE members SET left_on = '2026-11-22'");
  const Reply refused = hanako.get("/mihon/limit-certificate/new");
  BOOST_TEST(refused.status == 200);
  BOOST_TEST(says(refused, "資格がある方だけ"));
  BOOST_TEST(send(hanako, "/mihon/limit-certificate/new", good()).status == 409);
  BOOST_TEST(send(hanako, place, good("01")).status == 409);
  BOOST_TEST(hanako.get(own).status == 200);
  BOOST_TEST(portal.count("applications") == 1);
}

BOOST_AUTO_TEST_CASE(the_check_page_leads_from_each_line_back_to_its_field_with_everything_kept) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/limit-certificate/new");
  const Reply check = send(hanako, "/mihon/limit-certificate/new", good());
  BOOST_TEST(says(check, "<title>限度額申請の内容の確認｜"));
  for (const char* field : {"person", "from", "postal_code", "telephone", "applied_by"})
    BOOST_TEST(says(check, std::string("name=\"revise\" value=\"") + field + "\""), field);
  Typed revised = good();
  revised.emplace_back("revise", "telephone");
  const Reply form = send(hanako, place, revised);
  BOOST_TEST(form.status == 200);
  BOOST_TEST(portal::testing::between(form.body, "id=\"telephone\"", ">").find("autofocus") != std::string::npos);
  BOOST_TEST(portal::testing::between(form.body, "id=\"postal_code\"", ">").find("autofocus") == std::string::npos);
  BOOST_TEST(says(form, "value=\"東京都見本区1-1\""));
  BOOST_TEST(portal.count("applications") == 0);
  change_husband(portal, "2026-11-01", false);  // nobody else to choose: no way back to a choice that isn't there
  BOOST_TEST(!says(send(hanako, "/mihon/limit-certificate/new", good()), "value=\"person\""));
}

// 200 characters were asked for in one line.
BOOST_AUTO_TEST_CASE(a_reason_is_typed_in_several_lines_and_kept_in_one) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(
      says(hanako.get("/mihon/limit-certificate/new"), "<textarea class=\"input input-area\" id=\"proxy_reason\""));
  Typed typed = with(with(with(good(), "applied_by", "other"), "proxy_name", "髙﨑　一郎"), "proxy_relation", "夫");
  typed = with(typed, "proxy_reason", "入院していて、\r\n自分で申請できないため");
  const Reply page = hanako.get(location(hand_in(hanako, typed)));
  BOOST_TEST(says(page, "入院していて、 自分で申請できないため"));
}

BOOST_AUTO_TEST_SUITE_END()
