#include "handlers/parts/late_step.hpp"

#include "sql/accounts/step_tickets.hpp"

namespace portal {

void tell_of_late_step(const Visit& visit, Response& first_page) {
  const std::string_view step = visit.request.cookies["step"];
  if (step.empty() || step.find('.') != step.npos || step_tickets::is_alive(visit.db, step, visit.now)) return;
  std::get<Page>(first_page.body).banners = {
      {"手続きの時間が過ぎました。お手数ですが、もう一度はじめから手続きしてください。", "", ""}};
  first_page.set_cookies = {{"step", ""}};
}

}  // namespace portal
