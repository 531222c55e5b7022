// GET /{s}/go: counts the click on link `no` of the mailing `r`, then leads to that link's stored target.
#include <charconv>

#include "handlers/handlers.hpp"
#include "sql/mails/mailings.hpp"

namespace portal {
namespace {

int number_in(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Response go_follow(Visit& visit) {
  const auto target = mailings::count_click(visit.db, visit.request.query["r"], number_in(visit.request.query["no"]));
  return redirect(target.value_or(visit.url("/")));
}

}  // namespace portal
