#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/integration/profile/emails/scene.hpp"
#include "tests/support/parallel.hpp"

using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::answer_while_held;
using namespace portal::testing::emails;

BOOST_AUTO_TEST_SUITE(profile_emails_primary)

BOOST_AUTO_TEST_CASE(parallel_changes_leave_exactly_one_primary_address_whoever_is_faster) {
  Scene scene;
  for (const char* address : {"a@example.jp", "b@example.jp", "c@example.jp", "d@example.jp"}) scene.give(address);
  std::vector<portal::Request> requests;
  for (const char* address : {"a@example.jp", "b@example.jp", "c@example.jp", "d@example.jp"})
    for (const char* what : {"primary", "removal"}) {
      portal::Request& request = requests.emplace_back();
      request.method = portal::Method::post;
      request.path = scene.path_of(address, what);
      scene.hanako.get(list_page);
      request.form.add("csrf", scene.hanako.form_token());
      request.cookies.add("sid", scene.hanako.cookie("sid"));
    }
  for (const Reply& reply : answer_in_parallel(scene.portal, requests))
    BOOST_TEST((reply.status == 303 || reply.status == 404 || reply.status == 409));
  const std::string left = scene.addresses();
  BOOST_TEST(std::ranges::count(left, '*') == 1, left);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_being_removed_does_not_become_the_primary_one_and_leave_none) {
  Scene scene;
  scene.give("a@example.jp");
  portal::Request request;
  request.method = portal::Method::post;
  request.path = scene.path_of("a@example.jp", "primary");
  scene.hanako.get(list_page);
  request.form.add("csrf", scene.hanako.form_token());
  request.cookies.add("sid", scene.hanako.cookie("sid"));
  portal::db::Transaction removal(scene.portal.staff);
  scene.portal.staff.select("SELECT id FROM accounts WHERE login_id = 'hanako' FOR UPDATE");
  scene.portal.staff.execute("DELETE FROM account_emails WHERE address = 'a@example.jp'");
  BOOST_TEST(answer_while_held(scene.portal, request, removal).status == 409);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
}

BOOST_AUTO_TEST_SUITE_END()
