#pragma once
#include <string>
#include <utility>
#include <vector>

#include "tests/support/test_portal.hpp"

namespace portal::testing {

// The form on the page that the browser shows, to be sent by hand.
Request posted(Browser& browser, const std::string& path,
               const std::vector<std::pair<std::string, std::string>>& typed);

// Answered by up to forty workers at once, each with the web's connections of its own.
std::vector<Reply> answer_in_parallel(TestPortal& portal, const std::vector<Request>& requests);

}  // namespace portal::testing
