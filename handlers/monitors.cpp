// GET /healthz, GET /readyz: for nginx and monitors on loopback: the process is alive; database and schema are good.
#include "handlers/handlers.hpp"
#include "sql/migrate.hpp"

namespace portal {

Response healthz(SiteVisit&) { return {Plain{"ok\n"}}; }

Response readyz(SiteVisit& visit) {
  try {
    migrate::demand_current(visit.db);
    return {Plain{"ok\n"}};
  } catch (const migrate::WrongSchema&) {
    return {Plain{"schema\n", 503}};
  } catch (const db::Unavailable&) {
    return {Plain{"database\n", 503}};
  }
}

}  // namespace portal
