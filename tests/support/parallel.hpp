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

// Answered by a worker of its own that comes upon a row which `other` has changed: it waits, then `other` commits.
Reply answer_while_held(TestPortal& portal, const Request& request, db::Transaction& other);

}  // namespace portal::testing
