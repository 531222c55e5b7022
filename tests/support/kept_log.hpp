#pragma once
#include <string>
#include <string_view>

namespace portal::testing {

// Keeps what this process writes to standard error while it lives.
class KeptLog {
 public:
  KeptLog();
  ~KeptLog();
  KeptLog(const KeptLog&) = delete;
  KeptLog& operator=(const KeptLog&) = delete;

  std::string text() const;  // less each line's time of day, whose digits may be anybody's year of birth
  int count(std::string_view event) const;
  std::string line(std::string_view event) const;  // the only one of that event, from its name on; "": none, or more

 private:
  int file_, standard_error_;
};

}  // namespace portal::testing
