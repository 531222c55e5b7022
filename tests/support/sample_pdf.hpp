#pragma once
#include <string>
#include <string_view>

namespace portal::testing {

// A PDF of one page that says these ASCII words; what else its catalog, its page, its trailer and its content's
// dictionary hold is up to the test.
struct SamplePdf {
  std::string_view words = "mihon";
  std::string_view in_catalog = "", in_page = "", in_trailer = "", in_stream = "";
  bool has_page = true;
  std::string bytes() const;
};

}  // namespace portal::testing
