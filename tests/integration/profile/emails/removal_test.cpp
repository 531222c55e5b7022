#include <boost/test/unit_test.hpp>

#include "tests/integration/profile/emails/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using namespace portal::testing::emails;

BOOST_AUTO_TEST_SUITE(profile_emails_removal)

BOOST_AUTO_TEST_CASE(the_primary_address_and_so_the_last_one_cannot_be_removed) {
  Scene scene;
  const std::string path = scene.path_of(old_address, "removal");
  BOOST_TEST(!says(scene.hanako.get(list_page), "/removal\""));
  BOOST_TEST(location(scene.hanako.get(path)) == list_page);
  BOOST_TEST(scene.act(scene.hanako, path).status == 409);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.told().empty());
}

BOOST_AUTO_TEST_CASE(addresses_of_others_and_numbers_that_are_none_are_the_same_404) {
  Scene scene;
  scene.portal.add_account("mihon", "taro", scene.portal.member("mihon", "0001002"));
  Browser neighbour = scene.portal.as("hanako", "tameshi");
  const std::string foreign = scene.path_of("taro@example.jp", "removal");
  for (const std::string& path :
       {foreign, std::string("/mihon/profile/emails/999999/removal"), std::string("/mihon/profile/emails/0/primary"),
        std::string("/mihon/profile/emails/-1/primary"), std::string("/mihon/profile/emails/1x/primary"),
        std::string("/mihon/profile/emails/99999999999999999999/primary")}) {
    BOOST_TEST(scene.hanako.get(path).status == 404, path);
    scene.hanako.get(list_page);
    BOOST_TEST(scene.hanako.post(path, {}).status == 404, path);
  }
  std::string in_tameshi = foreign;
  BOOST_TEST(neighbour.get(in_tameshi.replace(0, 6, "/tameshi")).status == 404);
  BOOST_TEST(scene.addresses("taro") == "*taro@example.jp");
}

BOOST_AUTO_TEST_CASE(before_only_a_bounced_address_would_be_left_the_page_warns) {
  Scene scene;
  scene.give("second@example.jp");
  const std::string removal = scene.path_of("second@example.jp", "removal");
  BOOST_TEST(!says(scene.hanako.get(removal), "届くメールアドレスがなくなります"));
  scene.bounce(old_address);
  BOOST_TEST(says(scene.hanako.get(removal), "届くメールアドレスがなくなります"));
  scene.bounce("second@example.jp");
  BOOST_TEST(says(scene.hanako.get(scene.path_of("second@example.jp", "primary")), "メールをお届けできませんでした"));
}

BOOST_AUTO_TEST_SUITE_END()
