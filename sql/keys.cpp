#include "sql/keys.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace portal::keys {
namespace {

void insert(db::Database& database, const std::string& name, const std::string& fingerprint) {
  database.execute("INSERT INTO key_fingerprints (name, fingerprint, noted_at) VALUES (?, ?, ?)", name, fingerprint,
                   database.now());
}

}  // namespace

KeyFingerprints noted(db::Database& database) {
  KeyFingerprints found;
  auto rows = database.select("SELECT name, fingerprint FROM key_fingerprints ORDER BY name LIMIT 1000");
  while (rows.next()) found[rows.get<std::string>("name")] = rows.get<std::string>("fingerprint");
  return found;
}

std::vector<std::string> faults(db::Database& database, const KeyFingerprints& ours,
                                std::span<const std::string_view> kinds) {
  std::vector<std::string> found;
  for (const auto& [name, fingerprint] : noted(database)) {
    const auto is_of = [&](std::string_view kind) { return name.starts_with(kind); };
    if (std::ranges::none_of(kinds, is_of)) continue;
    const auto here = ours.find(name);
    if (here == ours.end())
      found.push_back(fmt::format("the key {} is missing, with which data was made", name));
    else if (here->second != fingerprint)
      found.push_back(fmt::format("the key {} is not the one with which the data was made", name));
  }
  return found;
}

void demand_ours(db::Database& database, const KeyFingerprints& ours, std::span<const std::string_view> kinds) {
  std::string text;
  for (const std::string& fault : faults(database, ours, kinds)) text += (text.empty() ? "" : "; ") + fault;
  if (!text.empty()) throw Foreign(text + ": restore the keys that belong to this database from their backup");
}

int note(db::Database& database, const KeyFingerprints& ours) {
  const KeyFingerprints before = noted(database);
  int count = 0;
  for (const auto& [name, fingerprint] : ours) {
    if (before.contains(name)) continue;
    insert(database, name, fingerprint);
    ++count;
  }
  return count;
}

}  // namespace portal::keys
