// GET /healthz, GET /readyz: for nginx and monitors on loopback: the process is alive; database and schema are good.
#include "base/limits.hpp"
#include "fcgi/visit.hpp"
#include "sql/migrate.hpp"
#include "sql/server_check.hpp"

namespace portal {
namespace {

// A connection that is refused is dropped, and the next one may lead to another server: after a planned switch it does.
bool takes_writes(db::Database& writing) {
  for (int tries = 1;; ++tries) {
    try {
      server_check::demand_writes(writing);
      return true;
    } catch (const db::Unavailable&) {
      if (tries == limits::transaction_tries_max) return false;
    }
  }
}

}  // namespace

Response healthz(MonitorVisit&) { return {Plain{"ok\n"}}; }

Response readyz(MonitorVisit& visit) {
  try {
    migrate::demand_fitting(visit.reading);
  } catch (const migrate::WrongSchema&) {
    return {Plain{"schema\n", HttpStatus::service_unavailable}};
  } catch (const db::Unavailable&) {
    return {Plain{"database\n", HttpStatus::service_unavailable}};
  }
  if (visit.reading.was_short_within(limits::retry_after) || visit.writing.was_short_within(limits::retry_after) ||
      !takes_writes(visit.writing))
    return {Plain{"database writes\n", HttpStatus::service_unavailable}};
  return {Plain{"ok\n"}};
}

}  // namespace portal
