// What the journal tells of stands in one table, or the catalogue and the alarms would not know of it.
#include "base/log.hpp"

namespace {

using namespace portal;

[[maybe_unused]] void write(bool works) {
  log::write(log::Level::info, "mailer_started");
  log::write(log::Level::info, works ? log::Event("database_works") : log::Event("database_failed"));

  // Refused: that_event_is_not_known
  log::write(log::Level::info, "mailer_begun");
}

// Its name is said in the code.
[[maybe_unused]] void write_any(const char* name) {
  // Refused: not a constant expression|call to consteval function
  log::write(log::Level::info, name);
}

}  // namespace
