#pragma once
#include <string>
#include <string_view>

namespace portal::testing {

// A PDF of one page that says these ASCII words; what else its catalog, its page and its trailer hold is up to the
// test.
struct SamplePdf {
  std::string_view words = "mihon";
  std::string_view in_catalog = "", in_page = "", in_trailer = "";
  bool has_page = true;
  std::string bytes() const;
};

}  // namespace portal::testing
