#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"

// Which passwords a member may set (product.md §3, security-checks.md PW-03 to PW-05). Pure: whether one is the current
// or the initial password is known by its hash alone, and is asked elsewhere.
namespace portal::password_policy {

// What others may know of the member, and would try first.
struct Context {
  std::string login_id;
  std::vector<std::string> emails;
  std::string nickname;
  calendar::Date birth_date;
  std::string symbol, number;  // 記号・番号
  std::string society_slug;
};

// Why the password is refused, as a sentence for the member; nothing: it is good. Taken exactly as typed: 8 to 128
// printable ASCII characters, with a lower-case letter and a digit, and not easily guessed.
std::optional<std::string> fault(std::string_view password, const Context& context);

}  // namespace portal::password_policy
