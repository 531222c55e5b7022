#include "base/secret.hpp"

#include <boost/test/unit_test.hpp>

namespace secret = portal::secret;

BOOST_AUTO_TEST_SUITE(secrets)

BOOST_AUTO_TEST_CASE(base64url_is_read_as_it_is_written_and_no_other_byte_stands_for_a_letter) {
  int letters = 0;
  for (int byte = 0; byte < 256; ++byte)
    if (secret::from_base64url("AA" + std::string(1, static_cast<char>(byte)) + "A")) ++letters;
  BOOST_TEST(letters == 64);
  BOOST_TEST(!secret::from_base64url("AB"));  // bits that stand for nothing
  BOOST_TEST(!secret::from_base64url("AA=="));
  BOOST_TEST((secret::from_base64url(secret::base64url("\xff\xfe")) == "\xff\xfe"));
}

BOOST_AUTO_TEST_SUITE_END()
