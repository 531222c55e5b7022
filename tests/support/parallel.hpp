#pragma once
#include <vector>

#include "tests/support/test_portal.hpp"

namespace portal::testing {

// Each request answered by a worker of its own on the web's connections, all at once.
std::vector<Reply> answer_in_parallel(TestPortal& portal, const std::vector<Request>& requests);

}  // namespace portal::testing
