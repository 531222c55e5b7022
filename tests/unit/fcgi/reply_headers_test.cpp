#include "fcgi/reply_headers.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(headers_of_replies)

BOOST_AUTO_TEST_CASE(none_holds_a_line_break_or_another_control_character) {
  using namespace portal;
  for (const char* bad : {"/mihon/home\r\nSet-Cookie: a=b", "/mihon/\nhome", "/mihon/\x7f"}) {
    BOOST_CHECK_THROW(reply_headers::redirect({bad}), std::logic_error);
    BOOST_CHECK_THROW(reply_headers::cookie({"sid", bad}, true), std::logic_error);
  }
  BOOST_CHECK_NO_THROW(reply_headers::redirect({"/mihon/home"}));
}

BOOST_AUTO_TEST_SUITE_END()
