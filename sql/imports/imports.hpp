#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

// The files that were taken in from a society's core system.
namespace portal::imports {

struct Counts {
  std::size_t added = 0, changed = 0, unchanged = 0, ended = 0;
};

struct NewImport {
  std::string kind;         // members, expenses, …
  std::string file_name;    // without its folder
  std::string file_digest;  // SHA-256, hex
  std::string operator_name;
  Counts counts;
};

struct Import : NewImport {
  ImportId id;
  Timestamp applied_at;
  std::optional<Timestamp> reverted_at;
};

// The latest of those in force that took these very bytes in, at `since` or later. It says nothing of whether what they
// say still holds: other files may have come in between.
std::optional<Import> latest_of(db::SocietyReader& db, std::string_view kind, std::string_view file_digest,
                                Timestamp since = {});
std::optional<Import> find(db::SocietyReader& db, ImportId id);
std::vector<Import> latest(db::SocietyReader& db, int count_max);  // newest first

ImportId add(db::SocietyDatabase& db, const NewImport& import, Timestamp now);

// Of one that took a while to write, in the transaction that added it.
void set_applied(db::SocietyDatabase& db, ImportId id, Timestamp now);

// False: it was undone already.
bool mark_reverted(db::SocietyDatabase& db, ImportId id, Timestamp now);

// One import at a time in a society, until the connection ends; false when another one is running.
bool lock(db::SocietyDatabase& db);
void unlock(db::SocietyDatabase& db);

}  // namespace portal::imports
