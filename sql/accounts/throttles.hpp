#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

// Counts of what may not be tried forever. Keys are HMACs, so the table names no one. A block that
// begins in the future, by a clock that ran ahead, is none, and a window ends no later than one that begins now.
namespace portal::throttles {

std::string key(std::string_view throttle_key, std::string_view kind, std::string_view value);

struct State {
  int count = 0;
  std::optional<Timestamp> blocked_until;
  bool blocked(Timestamp now) const { return blocked_until && *blocked_until > now; }
};

// The state of now, with an ended window counted as 0; locks the row until the transaction ends, so that parallel tries
// with one key take turns.
State lock(db::SocietyDatabase& db, std::string_view key, Timestamp now);
State look(db::SocietyReader& db, std::string_view key, Timestamp now);  // the same without a lock
// One more; the window begins with the first. Returns the new count.
int add(db::SocietyDatabase& db, std::string_view key, Timestamp now, std::chrono::seconds window);
// None: what blocks it goes on as it is.
void block(db::SocietyDatabase& db, std::string_view key, std::optional<Timestamp> until);
void take_back(db::SocietyDatabase& db, std::string_view key, int count);  // so many fewer, never below none
void clear(db::SocietyDatabase& db, std::string_view key);

// The ids that one network tried lately, each once with its latest outcome.
struct Attempts {
  int failed = 0, tried = 0;
};
void note_attempt(db::SocietyDatabase& db, std::string_view network_key, std::string_view login_key, bool failed,
                  Timestamp now);
Attempts attempts_within(db::SocietyReader& db, std::string_view network_key, std::chrono::seconds time, Timestamp now);
// Of all networks; an id that two of them tried counts twice.
Attempts attempts_within(db::SocietyReader& db, std::chrono::seconds time, Timestamp now);

}  // namespace portal::throttles
