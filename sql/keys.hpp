#pragma once
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/keys.hpp"
#include "sql/database.hpp"

// Which keys the data was made with.
namespace portal::keys {

// What is wrong with the keys that a program has, in words: of those noted whose name begins like one of `kinds`, one
// that it lacks, and one that is another; an older one that stands below it is nothing wrong, nor is a key that isn't
// noted yet.
std::vector<std::string> faults(db::Database& database, const KeyFingerprints& ours,
                                std::span<const std::string_view> kinds);

// For the programs' start, after the schema was found to be theirs. Throws Foreign with all of that.
struct Foreign : std::runtime_error {
  using runtime_error::runtime_error;
};
void demand_ours(db::Database& database, const KeyFingerprints& ours, std::span<const std::string_view> kinds);

// Those with which the data was made.
KeyFingerprints noted(db::Database& database);

// Notes those that are new, and those that have replaced what now stands below them as older; how many. What else is
// noted stays.
int note(db::Database& database, const KeyFingerprints& ours);

}  // namespace portal::keys
