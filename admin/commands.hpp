#pragma once
#include <span>
#include <string>
#include <variant>

#include "admin/call.hpp"
#include "admin/sight.hpp"
#include "sql/society_settings.hpp"

namespace portal::admin {

// "--csv" with the value's name, "--full" without one, or a place: "FILE".
struct Option {
  enum class Need { optional, required, repeated };
  const char* name;
  const char* value;  // nullptr: a flag, or a place
  const char* help;
  Need need = Need::optional;
  const societies::Setting* setting = nullptr;  // of a society: its help says bounds and default, too

  bool is_place() const { return name[0] != '-'; }
  bool is_flag() const { return !is_place() && value == nullptr; }
};

// A function's parameter says what its command needs, and whether it changes anything; what it returns, whether it
// shows anything of persons.
using Action = std::variant<Exit (*)(const Call&), Exit (*)(const ConfiguredCall&), Exit (*)(const DatabaseCall&),
                            Exit (*)(const SocietyCall&), Sight (*)(const DatabaseCall&), Sight (*)(const SocietyCall&),
                            Exit (*)(const Changing<ConfiguredCall>&), Exit (*)(const Changing<DatabaseCall>&),
                            Exit (*)(const Changing<SocietyCall>&)>;

// Lists take --json, changes take --apply, without each having to say so. What takes a Changing<…>, and nothing else,
// changes; what returns a Sight, and nothing else, tells of persons: the compiler compares (commands.cpp). Where a
// member's name comes out without a row that says so, tests/admin/reads_test.py finds it, of commands to come, too.
enum class Kind { shows, lists, lists_persons, changes };
constexpr bool is_list(Kind kind) { return kind == Kind::lists || kind == Kind::lists_persons; }

// One line per thing that portalctl does: the map of its functions, as routes.cpp is that of the pages.
struct Command {
  const char* noun;
  const char* verb;  // "": the noun alone is the command
  Action action;
  Kind kind;
  const char* help;
  std::span<const Option> options;
  const char* example;  // one or more whole lines, without "portalctl --config FILE"
};
std::span<const Command> commands();

struct Noun {
  const char* name;
  const char* help;
};
std::span<const Noun> nouns();

// What stood before the noun.
struct GlobalOptions {
  std::filesystem::path config_file;
  std::optional<std::string> society_slug;
};

// Opens what the command needs, runs it, and turns whatever is thrown into a message on standard error and a code.
Exit run(const Command& command, const GlobalOptions& globals, const Arguments& arguments);

// What the program ends with once standard output is where it belongs: Exit::disk instead of good when it isn't, as on
// a full disk. Last of all, of every command and of every help.
Exit flushed(Exit exit);

}  // namespace portal::admin
