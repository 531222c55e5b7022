#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "fcgi/http.hpp"
#include "templates/view.hpp"

namespace portal {

// ?page=, from 1; 1 when it isn't said. Not found: anything that no page can be.
int page_asked(const Fields& query);

// The number in a path, as in /notices/12. Not found: anything else.
std::int64_t number_in_path(const std::string& segment);

// The part of a whole list that stands on a page; none on one that isn't there.
template <class T>
std::span<const T> on_page(const std::vector<T>& all, int page) {
  constexpr std::size_t most = limits::articles_per_page;
  const std::size_t first = std::min(all.size(), static_cast<std::size_t>(page - 1) * most);
  return std::span(all).subspan(first, std::min(most, all.size() - first));
}

// Which part of a list is shown and where the rest is (parts/paging.tpl), for a list that has more than one page.
// Not found: a page that isn't there, but for the first, which always is.
struct Place {
  std::string url;  // of the list
  int page = 1, all = 0;
  std::size_t shown = 0;
};
void show_paging(View& view, Part marker, const Place& place);

}  // namespace portal
