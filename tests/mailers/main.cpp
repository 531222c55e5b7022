#define BOOST_TEST_MODULE mailers
#include <boost/test/unit_test.hpp>
