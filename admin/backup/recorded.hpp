#pragma once
#include "sql/audit/audit_events.hpp"
#include "sql/database.hpp"

namespace portal::admin::backup {

// Who made or opened the backup of that moment, in one audit row of each society, whose members are all in it. Throws
// what the database does.
void record(db::Database& database, audit::Event event, Timestamp made_at);

}  // namespace portal::admin::backup
