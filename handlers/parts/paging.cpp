#include "handlers/parts/paging.hpp"

#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "gen/parts/paging.hpp"

namespace portal {
namespace {

namespace t = templates::parts::paging;

std::int64_t whole_number(std::string_view text, std::int64_t most) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  const bool is_plain = error == std::errc{} && stopped == end && !text.starts_with('0');
  if (!is_plain || value < 1 || value > most) not_found();
  return value;
}

}  // namespace

int page_asked(const Fields& query) {
  constexpr int pages_max = 1000;
  return query.contains("page") ? static_cast<int>(whole_number(query["page"], pages_max)) : 1;
}

std::int64_t number_in_path(const std::string& segment) {
  return whole_number(segment, std::numeric_limits<std::int64_t>::max());
}

void show_paging(View& view, Part marker, const Place& place) {
  if (place.shown == 0 && place.page > 1) not_found();
  if (place.all <= limits::articles_per_page) return;
  const int before = (place.page - 1) * limits::articles_per_page;
  const int last = before + static_cast<int>(place.shown);
  View paging(t::file);
  paging.set(t::ALL_COUNT, place.all).set(t::FIRST_PLACE, before + 1).set(t::LAST_PLACE, last);
  const auto url = [&place](int page) { return page == 1 ? place.url : fmt::format("{}?page={}", place.url, page); };
  if (place.page > 1) paging.add(t::BEFORE).set(t::BEFORE_URL, url(place.page - 1));
  if (last < place.all) paging.add(t::AFTER).set(t::AFTER_URL, url(place.page + 1));
  view.put(marker, std::move(paging));
}

}  // namespace portal
