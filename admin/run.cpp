#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>
#include <type_traits>

#include <fmt/format.h>

#include "admin/commands.hpp"
#include "admin/output.hpp"
#include "base/keys.hpp"
#include "base/near_miss.hpp"
#include "sql/migrate.hpp"
#include "templates/renderer.hpp"

namespace portal::admin {
namespace {

template <class... F>
struct Overload : F... {
  using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

Config read_configuration(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error))
    throw Failure(Exit::bad_configuration, fmt::format("{}: no such file", file.string()),
                  "name the configuration before the noun: portalctl --config FILE NOUN VERB");
  return read_config(file);
}

Society the_society(db::Database& database, const std::optional<std::string>& slug) {
  if (slug) return find_society(database, *slug);
  throw Failure(Exit::usage, "this command works on one society",
                "name it before the noun: portalctl --society SLUG NOUN VERB");
}

// Recorded, then shown: what can't be recorded isn't shown, and who breaks off in between has seen nothing.
Exit record_and_show(const DatabaseCall& call, const Sight& sight) {
  record(call, sight);
  sight.show();
  return sight.exit;
}

// Nothing when the command needs more than this kind of call.
template <class Kind>
std::optional<Exit> run_with(const Command& command, const Kind& call) {
  if (const auto* action = std::get_if<Exit (*)(const Kind&)>(&command.action)) return (*action)(call);
  if constexpr (std::is_base_of_v<DatabaseCall, Kind>)
    if (const auto* action = std::get_if<Sight (*)(const Kind&)>(&command.action))
      return record_and_show(call, (*action)(call));
  if constexpr (!std::is_same_v<Kind, Call>)
    if (const auto* action = std::get_if<Exit (*)(const Changing<Kind>&)>(&command.action))
      return (*action)({call, call.arguments.has("--apply")});
  return {};
}

// Each kind of call opens one thing more than the one before.
Exit open_and_run(const Command& command, const Call& call) {
  if (const auto exit = run_with(command, call)) return *exit;
  const Config config = read_configuration(call.config_file);
  const ConfiguredCall configured{call, config};
  if (const auto exit = run_with(command, configured)) return *exit;
  hold_keys(config.secrets_directory);
  become(config.database.ctl);
  db::Settings settings = connection(config, config.database.ctl);
  settings.statement_seconds_max = 0;  // imports may take their time
  db::Database database(settings);
  migrate::demand_fitting(database);
  const DatabaseCall with_database{configured, database, database.now()};
  if (const auto exit = run_with(command, with_database)) return *exit;
  const Society society = the_society(database, call.society_slug);
  db::SocietyDatabase db(database, society.id);
  return run_with(command, SocietyCall{with_database, society, db}).value();
}

void demand_one_wish(const Arguments& arguments) {
  if (arguments.has("--apply") && arguments.has("--dry-run"))
    throw Failure(Exit::usage, "--apply and --dry-run contradict each other");
}

Exit complain(Exit exit, std::string_view why, std::string_view remedy = "") {
  tell("portalctl: {}\n", why);
  if (!remedy.empty()) tell("  -> {}\n", remedy);
  return exit;
}

// Commands may commit in portions, and write a report after their COMMIT: that nothing was changed, nobody knows here.
constexpr std::string_view again = "what was committed before stays; run the same command again";

Exit complain_of_system(const std::system_error& error) {
  const std::error_condition condition = error.code().default_error_condition();
  if (is_forbidden(error.code()))
    return complain(Exit::no_permission, error.what(),
                    fmt::format("{} may not do that: make the file or folder theirs; {}", user_name(), again));
  if (condition == std::errc::no_such_file_or_directory || condition == std::errc::not_a_directory)
    return complain(Exit::no_input, error.what(), fmt::format("see what lies there; {}", again));
  return complain(Exit::disk, error.what(), fmt::format("see to that file or disk; {}", again));
}

}  // namespace

Society find_society(db::Database& database, std::string_view slug) {
  if (auto society = societies::find(database, slug)) return *std::move(society);
  std::vector<std::string> slugs;
  for (const Society& society : societies::all(database)) slugs.push_back(society.slug);
  const std::string meant = near_miss(slug, slugs);
  throw Failure(Exit::usage, fmt::format("there is no society \"{}\"", slug),
                meant.empty() ? "portalctl society list shows those that are there" : meant);
}

std::vector<Society> chosen_societies(const DatabaseCall& call) {
  if (call.society_slug) return {find_society(call.database, *call.society_slug)};
  return societies::all(call.database);
}

Exit flushed(Exit exit) {
  errno = 0;
  const bool is_written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (is_written) return exit;
  const std::string why = errno == 0 ? "an earlier write failed" : std::generic_category().message(errno);
  complain(Exit::disk, "standard output: " + why, fmt::format("see to that file or disk; {}", again));
  return exit == Exit::good ? Exit::disk : exit;
}

Exit run(const Command& command, const GlobalOptions& globals, const Arguments& arguments) {
  try {
    demand_one_wish(arguments);
    const Exit exit =
        open_and_run(command, Call{globals.config_file, arguments, globals.society_slug, arguments.has("--json")});
    if (command.kind == Kind::changes && !arguments.has("--apply"))
      tell("portalctl: nothing was changed; --apply does it\n");
    return exit;
  } catch (const Failure& failure) {
    return complain(failure.exit, failure.what(), failure.remedy);
  } catch (const ConfigError& error) {
    for (const std::string& fault : error.faults) tell("portalctl: {}\n", fault);
    tell("  -> portalctl config check shows the whole of it; portal.toml(5) explains every key\n");
    return Exit::bad_configuration;
  } catch (const migrate::WrongSchema& error) {
    return complain(Exit::bad_configuration, error.what(), "portalctl schema status");
  } catch (const RenderError& error) {
    return complain(Exit::bad_configuration, error.what(), "portalctl doctor");
  } catch (const db::Unavailable& error) {
    return complain(Exit::database_away, error.what(),
                    "portalctl doctor says what is wrong; a new database needs portalctl schema migrate --apply first;"
                    " what was committed before stays");
  } catch (const db::NotGranted& error) {
    return complain(Exit::no_permission, error.what(),
                    "portalctl doctor; portalctl schema migrate --apply grants again");
  } catch (const db::TryAgain& error) {
    return complain(Exit::try_later, error.what(), again);
  } catch (const db::OutcomeUnknown& error) {
    return complain(
        Exit::try_later, error.what(),
        "the connection broke at the last moment: look whether the change is there before running it again");
  } catch (const db::Conflict& error) {
    return complain(Exit::bad_data, error.what(), "something of the same name or number is there already");
  } catch (const std::system_error& error) {
    return complain_of_system(error);
  } catch (const std::exception& error) {
    return complain(Exit::bug, error.what(), "please report this line; what was committed before stays");
  }
}

}  // namespace portal::admin
