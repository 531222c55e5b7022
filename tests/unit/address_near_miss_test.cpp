#include "domain/accounts/address_near_miss.hpp"

#include <boost/test/unit_test.hpp>

namespace address_near_miss = portal::address_near_miss;

BOOST_AUTO_TEST_SUITE(address_near_misses)

BOOST_AUTO_TEST_CASE(a_slip_of_the_pen_of_a_large_mail_service_is_known_in_any_case_and_keeps_the_name) {
  BOOST_TEST(address_near_miss::meant("Hanako.T@Gmail.CON").value_or("") == "Hanako.T@gmail.com");
  BOOST_TEST(address_near_miss::meant("a@docomo.co.jp").value_or("") == "a@docomo.ne.jp");
  BOOST_TEST(address_near_miss::meant("a@yahoo.co.jo").value_or("") == "a@yahoo.co.jp");
}

BOOST_AUTO_TEST_CASE(what_is_meant_is_never_asked_about_itself) {
  for (const char* address : {"a@gmail.com", "a@yahoo.co.jp", "a@docomo.ne.jp", "a@ezweb.ne.jp", "a@au.com",
                              "a@i.softbank.jp", "a@softbank.ne.jp", "a@icloud.com", "a@example.co", "gmail.con", ""})
    BOOST_TEST(!address_near_miss::meant(address).has_value(), address);
}

BOOST_AUTO_TEST_SUITE_END()
