#include "sql/keys.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace portal::keys {
namespace {

void replace(db::Database& database, const std::string& name, const std::string& fingerprint) {
  database.execute("UPDATE key_fingerprints SET fingerprint = ?, noted_at = ? WHERE name = ?", fingerprint,
                   database.now(), name);
}

void insert(db::Database& database, const std::string& name, const std::string& fingerprint) {
  database.execute("INSERT INTO key_fingerprints (name, fingerprint, noted_at) VALUES (?, ?, ?)", name, fingerprint,
                   database.now());
}

// Current or older.
bool holds(const KeyFingerprints& ours, const std::string& name, const std::string& fingerprint) {
  return std::ranges::any_of(ours, [&](const auto& one) {
    return (one.first == name || one.first.starts_with(name + std::string(older_mark))) && one.second == fingerprint;
  });
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
    if (!ours.contains(name))
      found.push_back(fmt::format("the key {} is missing, with which data was made", name));
    else if (!holds(ours, name, fingerprint))
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
    if (name.find(older_mark) != name.npos) continue;
    const auto known = before.find(name);
    if (known == before.end())
      insert(database, name, fingerprint);
    else if (known->second != fingerprint && holds(ours, name, known->second))
      replace(database, name, fingerprint);
    else
      continue;
    ++count;
  }
  return count;
}

}  // namespace portal::keys
