// GET /{s}/go: counts the click on link `no` of the mailing `r`, then leads to that link's stored target.
#include <charconv>

#include "fcgi/visit.hpp"
#include "sql/mails/mailings.hpp"

namespace portal {
namespace {

int number_in(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Response go_follow(Marking<Visit>& visit) {
  const std::string_view code = visit.request.query["r"];
  const int link = number_in(visit.request.query["no"]);
  const auto target =
      visit.marks ? mailings::count_click(*visit.marks, code, link) : mailings::target(visit.db, code, link);
  return redirect(target.value_or(visit.url("/")));
}

}  // namespace portal
