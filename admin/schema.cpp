#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "base/keys.hpp"
#include "sql/keys.hpp"
#include "sql/migrate.hpp"

namespace portal::admin {
namespace {

db::Settings migrating(const Config& config) {
  hold_keys(config.secrets_directory);
  become(config.database.migrate);
  db::Settings settings = connection(config, config.database.migrate);
  settings.statement_seconds_max = 0;  // a change of a large table takes its time
  return settings;
}

// Two generations at once: those that run don't know the tables then, and this release's don't run before.
bool leaves_no_program_running(const migrate::Status& status) {
  return status.generation > 0 && status.fit() == migrate::Fit::wrong;
}

void say_applied(std::string_view name) { fmt::print("applied {}\n", name); }

}  // namespace

Exit schema_status(const ConfiguredCall& call) {
  db::Database database(migrating(call.config));
  const migrate::Status status = migrate::status(database);
  Table table({"migration", "state"});
  for (const std::string& name : status.applied) table.add({name, "applied"});
  for (const std::string& name : status.pending) table.add({name, "pending"});
  for (const std::string& name : status.newer) table.add({name, "newer"});
  for (const std::string& fault : status.faults) table.add({fault, "wrong"});
  table.print(call.json);
  if (status.fit() == migrate::Fit::wrong) throw Failure(Exit::bad_configuration, status.said(), status.remedy());
  tell("portalctl: {}\n", status.said());
  if (!status.remedy().empty()) tell("  -> {}\n", status.remedy());
  return Exit::good;
}

Exit schema_migrate(const Changing<ConfiguredCall>& call) {
  db::Database database(migrating(call.config));
  if (!call.applies) {
    const migrate::Status status = migrate::status(database);
    if (!status.faults.empty()) throw migrate::WrongSchema(status.faults.front());
    for (const std::string& name : status.pending) fmt::print("would apply {}\n", name);
    fmt::print("would grant again\n");
    if (leaves_no_program_running(status)) fmt::print("before that: systemctl stop portal.target; {}\n", status.said());
    return Exit::good;
  }
  const auto& names = call.config.database;
  try {
    if (call.arguments.has("--take-over")) migrate::take_over(database);
    migrate::apply(database, {names.schema, names.web.name, names.mail.name, names.ctl.name}, say_applied);
  } catch (const migrate::AtWorkElsewhere& elsewhere) {
    throw Failure(Exit::try_later, elsewhere.what(),
                  "nothing was changed here; wait until it has ended, or, when it was cut off, run this command on that"
                  " server, or here with --take-over");
  } catch (const migrate::Halted& halted) {
    throw Failure(Exit::bug, halted.what(),
                  "mend what it names, then portalctl schema migrate --apply goes on with that statement; if what it "
                  "says is there"
                  " already comes from a release that did not count its statements, restore the backup from before");
  }
  if (const int noted = keys::note(database, key_fingerprints(call.config.secrets_directory)); noted > 0)
    fmt::print("noted the fingerprints of {} keys\n", noted);
  const migrate::Status status = migrate::status(database);
  fmt::print("{}\n", status.fit() == migrate::Fit::same ? "the schema is current" : status.said());
  return Exit::good;
}

}  // namespace portal::admin
