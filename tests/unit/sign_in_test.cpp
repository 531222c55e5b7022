#include "domain/accounts/sign_in.hpp"

#include <boost/test/unit_test.hpp>

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(sign_ins)

BOOST_AUTO_TEST_CASE(wrong_passwords_from_anywhere_close_an_account_longer_each_time_and_at_100_until_a_reissue) {
  using portal::sign_in::block_after;
  for (const int open : {1, 9, 11, 19, 21, 49, 51, 99}) BOOST_TEST(!block_after(open).has_value());
  BOOST_TEST((block_after(10) == std::chrono::seconds{15min}));
  BOOST_TEST((block_after(20) == std::chrono::seconds{1h}));
  BOOST_TEST((block_after(50) == std::chrono::seconds{24h}));
  for (const int for_good : {100, 101, 1000}) BOOST_TEST((block_after(for_good) > std::chrono::hours{24 * 365 * 10}));
}

BOOST_AUTO_TEST_SUITE_END()
