#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "sql/applications/limit_applications.hpp"
#include "sql/household/household.hpp"

// 限度額申請: what its form may say (product.md §2, docs/decisions/0018).
namespace portal::limit_application {

using calendar::Date;
using Month = std::chrono::year_month;

// 必要期間 lies within these: limits::limit_certificate_months_max of them, the first that of the day given. That is
// today, and for a correction the day on which the member first applied, so that what was right then stays right.
std::vector<Month> months(Date opening);

// From the 75th birthday on somebody is insured by 後期高齢者医療, whether their society has noticed it or not.
bool is_late_elder(Date birth_date, Date day);

std::string value_of(Month month);  // "2026-11", as the form sends it

// The form as it was typed.
struct Answers {
  std::string_view person;    // 枝番; may be empty when there is one person only
  std::string_view from, to;  // months
  std::string_view postal_code, address, telephone;
  std::string_view applied_by;  // "self" or "other"; what the other three say counts for "other" alone
  std::string_view proxy_name, proxy_relation, proxy_reason;
};

// In the order of the form.
enum class Item {
  person,
  from,
  to,
  postal_code,
  address,
  telephone,
  applied_by,
  proxy_name,
  proxy_relation,
  proxy_reason
};
struct Fault {
  Item item;
  std::string words;
};

struct Judged {
  std::vector<Fault> faults;                   // none: the rest is good
  const household::Insured* person = nullptr;  // one of `people`
  limit_applications::Details details;         // folded
};

// `people` are those for whom the applicant may apply (household::applies_for). Anybody else's 枝番, and one that
// nobody has, is the same fault as none. Nobody's period goes beyond their last day of insurance: that before
// 資格喪失日, or before the 75th birthday.
Judged judge(const Answers& answers, Date opening, std::span<const household::Insured> people);

}  // namespace portal::limit_application
