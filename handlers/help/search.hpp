#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "fcgi/visit.hpp"
#include "handlers/help/topics.hpp"

// The help's own search, which needs no script: over titles, what members call a thing, and the pages' text.
namespace portal::help_search {

inline constexpr std::size_t words_characters_max = 100;

struct Found {
  const help_topics::Topic* topic;
  std::string lead;  // the page's first sentence
};

// The topics that hold all that was asked for, the best first; of a sentence without spaces that nothing holds, those
// that hold a part of it. Nothing of what is empty or too long.
std::vector<Found> find(const Visit& visit, std::string_view asked);

}  // namespace portal::help_search
