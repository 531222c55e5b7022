#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "admin/commands.hpp"
#include "admin/manual.hpp"
#include "admin/output.hpp"
#include "admin/publishing/society_settings.hpp"
#include "base/near_miss.hpp"

// portalctl [--config FILE] [--society SLUG] NOUN VERB …: the command line by CLI11, the rest by commands.cpp.
namespace portal::admin {
namespace {

constexpr const char* about =
    "The health portal's one tool for those who run it.\n"
    "stdout is data, stderr messages. Exit codes are those of sysexits.h: 64 usage, 65 bad data, 66 no input,\n"
    "69 database away, 70 bug, 73 can't write, 74 disk full, 75 try later, 77 no permission, 78 configuration.";
constexpr const char* examples =
    "Examples:\n"
    "  portalctl doctor                                    is all well, and what to run next if not\n"
    "  portalctl --society mihon member import FILE.csv    says what it would change, changes nothing\n"
    "  portalctl --society mihon member show 12-0001001-00\n"
    "  portalctl NOUN --help, portalctl NOUN VERB --help   more";

// A command with what CLI11 found for it.
struct Parsed {
  const Command* command = nullptr;
  CLI::App* parser = nullptr;
  std::deque<std::pair<const char*, std::vector<std::string>>> values;
  std::deque<std::pair<const char*, bool>> flags;
};

std::string with_examples(const Command& command) {
  std::string text = "Examples:";
  std::string_view rest = command.example;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    text += fmt::format("\n  portalctl {}", rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text;
}

void add_option(Parsed& parsed, const Option& option) {
  const std::string help = option.setting != nullptr ? help_of(*option.setting) : option.help;
  if (option.is_flag()) {
    parsed.parser->add_flag(option.name, parsed.flags.emplace_back(option.name, false).second, help);
    return;
  }
  constexpr int values_max = 10'000;
  auto* added = parsed.parser->add_option(option.name, parsed.values.emplace_back(option.name, 0).second, help);
  added->type_name(option.value != nullptr ? option.value : "");
  if (option.need == Option::Need::repeated)
    added->expected(1, values_max);
  else
    added->expected(1);
}

void add_command(CLI::App& noun, const Command& command, Parsed& parsed) {
  parsed.command = &command;
  const bool noun_alone = *command.verb == '\0';
  parsed.parser = noun_alone ? &noun : noun.add_subcommand(command.verb, command.help);
  parsed.parser->allow_extras()->footer(with_examples(command));
  for (const Option& option : command.options) add_option(parsed, option);
  if (is_list(command.kind)) add_option(parsed, {"--json", nullptr, "for programs"});
  if (command.kind != Kind::changes) return;
  add_option(parsed, {"--apply", nullptr, "do it; without this it says what it would do, and changes nothing"});
  add_option(parsed, {"--dry-run", nullptr, "the same as without --apply"});
}

Arguments arguments_of(const Parsed& parsed) {
  Arguments arguments;
  for (const auto& [name, values] : parsed.values)
    if (!values.empty()) arguments.add(name, values);
  for (const auto& [name, given] : parsed.flags)
    if (given) arguments.add(name, {});
  return arguments;
}

int wrong_usage(const CLI::App& parser, const std::string& why, const std::string& hint = "") {
  tell("portalctl: {}\n", why);
  if (!hint.empty()) tell("  -> {}\n", hint);
  std::string path;
  for (const CLI::App* at = &parser; at != nullptr && at->get_parent() != nullptr; at = at->get_parent())
    path = at->get_name() + " " + path;
  tell("  -> portalctl {}--help\n", path);
  return static_cast<int>(Exit::usage);
}

std::vector<std::string> words_of(const CLI::App& parser) {
  std::vector<std::string> words;
  for (const CLI::App* below : parser.get_subcommands([](const CLI::App*) { return true; }))
    words.push_back(below->get_name());
  for (const CLI::Option* option : parser.get_options())
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  return words;
}

// What CLI11 could not place on this level.
std::vector<std::string> extras_of(const CLI::App& parser) {
  std::vector<std::string> extras = parser.remaining();
  std::erase(extras, "--");
  return extras;
}

int complain_of_extras(const CLI::App& parser) {
  const std::string extra = extras_of(parser).front();
  const std::string name = extra.substr(0, extra.find('='));
  return wrong_usage(parser, fmt::format("\"{}\" is not known here", extra), near_miss(name, words_of(parser)));
}

int run_parsed(const Parsed& parsed, const GlobalOptions& globals) {
  const Arguments arguments = arguments_of(parsed);
  for (const Option& option : parsed.command->options)
    if (option.need == Option::Need::required && !arguments.has(option.name))
      return wrong_usage(*parsed.parser, fmt::format("{} is missing: {}", option.name, option.help));
  return static_cast<int>(run(*parsed.command, globals, arguments));
}

int run_line(CLI::App& app, const GlobalOptions& globals, const std::deque<Parsed>& commands) {
  if (!extras_of(app).empty()) return complain_of_extras(app);
  const auto chosen_nouns = app.get_subcommands();
  if (chosen_nouns.empty()) return wrong_usage(app, "what is to be done?", "portalctl NOUN VERB");
  const CLI::App& noun = *chosen_nouns.front();
  if (!extras_of(noun).empty()) return complain_of_extras(noun);
  for (const Parsed& parsed : commands) {
    if (!parsed.parser->parsed()) continue;
    if (!extras_of(*parsed.parser).empty()) return complain_of_extras(*parsed.parser);
    return run_parsed(parsed, globals);
  }
  std::string verbs;
  for (const std::string& word : words_of(noun))
    if (!word.starts_with('-')) verbs += (verbs.empty() ? "" : ", ") + word;
  return wrong_usage(noun, fmt::format("{} what? one of: {}", noun.get_name(), verbs));
}

// --config or --society behind the noun, where CLI11 would take its value for something else.
std::optional<std::string> misplaced_global(int count, char** words) {
  const auto is_noun = [](std::string_view word) {
    return std::ranges::any_of(nouns(), [word](const Noun& noun) { return word == noun.name; });
  };
  bool behind_noun = false;
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    const std::string_view name = word.substr(0, word.find('='));
    const bool is_global = name == "--config" || name == "--society";
    if (behind_noun && is_global) return std::string(name);
    if (is_global && name == word)
      ++at;  // its value is the next word
    else
      behind_noun = behind_noun || is_noun(word);
  }
  return {};
}

// For the package that is made with them; nobody else asks.
bool printed_for_package(int count, char** words) {
  const std::string_view asked = count == 2 ? words[1] : "";
  if (asked == "--man-page") print_manual();
  if (asked == "--bash-completion") print_completion();
  if (asked == "--journal-catalogue") print_journal_catalogue();
  return asked == "--man-page" || asked == "--bash-completion" || asked == "--journal-catalogue";
}

int run_program(int count, char** words) {
  if (printed_for_package(count, words)) return 0;
  CLI::App app(about, "portalctl");
  GlobalOptions globals{"/etc/kenko-portal/portal.toml", {}};
  std::string config_file;
  std::string society;
  app.add_option("--config", config_file, "the configuration (/etc/kenko-portal/portal.toml)")->type_name("FILE");
  app.add_option("--society", society, "the society to work on")->type_name("SLUG");
  app.set_version_flag("--version", "portalctl " PORTAL_VERSION);
  app.allow_extras()->footer(examples);
  std::deque<Parsed> commands_parsed;
  for (const Noun& noun : nouns()) {
    CLI::App& below = *app.add_subcommand(noun.name, noun.help)->allow_extras();
    for (const Command& command : commands())
      if (std::string_view(command.noun) == noun.name) add_command(below, command, commands_parsed.emplace_back());
  }
  if (const auto name = misplaced_global(count, words))
    return wrong_usage(app, fmt::format("{} stands before the noun", *name),
                       fmt::format("portalctl {} VALUE NOUN VERB …", *name));
  try {
    app.parse(count, words);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    return wrong_usage(app, error.what());
  }
  if (!config_file.empty()) globals.config_file = config_file;
  if (!society.empty()) globals.society_slug = society;
  return run_line(app, globals, commands_parsed);
}

}  // namespace
}  // namespace portal::admin

int main(int count, char** words) {
  using namespace portal::admin;
  return static_cast<int>(flushed(static_cast<Exit>(run_program(count, words))));
}
