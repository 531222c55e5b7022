#include "base/near_miss.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace portal {
namespace {

// Levenshtein's distance: how many letters to change, add or leave out.
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_word(std::string_view typed, const std::vector<std::string>& known) {
  constexpr std::size_t typed_bytes_max = 60;
  constexpr std::size_t distance_max = 3;
  if (typed.size() > typed_bytes_max) return "";
  std::string nearest;
  std::size_t least = distance_max + 1;
  for (const std::string& one : known) {
    const std::size_t now = distance(typed, one);
    if (now < least && 2 * now <= std::max(one.size(), typed.size())) {
      nearest = one;
      least = now;
    }
  }
  return nearest;
}

std::string near_miss(std::string_view typed, const std::vector<std::string>& known) {
  const std::string nearest = nearest_word(typed, known);
  return nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest);
}

}  // namespace portal
