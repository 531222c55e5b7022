#define BOOST_TEST_MODULE mailers
#include <boost/test/included/unit_test.hpp>
