#define BOOST_TEST_MODULE mail
#include <boost/test/included/unit_test.hpp>
