#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "sql/database.hpp"

// What monitors ask of a society, every few minutes and while it is at work (portalctl stats): counts alone, and no
// more rows read of a table that grows with its members than what was written in the time that is asked about.
namespace portal::figures {

// The log's first row of that moment or later: rows come nearly in the order of time.
std::int64_t first_audit_row(db::SocietyReader& db, Timestamp since);

// How often something happened since a moment, by the audit event's name.
std::map<std::string, std::int64_t, std::less<>> events_since(db::SocietyReader& db, Timestamp since);

// Who is signed in, of those who began at `since_max` or later and were there at `seen_since` or later.
std::int64_t sessions_open(db::SocietyReader& db, Timestamp since_max, Timestamp seen_since, Timestamp now);

std::int64_t imports_since(db::SocietyReader& db, Timestamp since);

}  // namespace portal::figures
