#include <algorithm>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "admin/commands.hpp"
#include "admin/output.hpp"
#include "base/near_miss.hpp"

namespace {

namespace admin = portal::admin;

admin::Exit exit_of(const std::function<void()>& call) {
  try {
    call();
    return admin::Exit::good;
  } catch (const admin::Failure& failure) {
    return failure.exit;
  }
}

// The words of one line of an example, as a shell would take them; what stands behind two spaces or more is said about
// it.
std::vector<std::string> words_of(std::string line) {
  line.resize(std::min({line.find("  "), line.find(" < "), line.size()}));
  std::vector<std::string> words{""};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ' ' && !quoted)
      words.emplace_back();
    else if (c != '"')
      words.back() += c;
  }
  return words;
}

// The first thing that is wrong with an example, which may be one command or several with pipes between them; "": none.
std::string wrong_in(const admin::Command& command, std::vector<std::string> words) {
  if (const auto pipe = std::ranges::find(words, "|"); pipe != words.end()) {
    const std::vector<std::string> rest(pipe + 1, words.end());
    if (rest.empty() || rest.front() != "portalctl") return "a pipe into something else";
    return wrong_in(command, {rest.begin() + 1, rest.end()});
  }
  auto at = words.begin();
  const bool of_society = *at == "--society";
  if (of_society) at += 2;
  const bool needs_society = std::visit(
      []<class Returned, class Call>(Returned (*)(const Call&)) { return std::is_base_of_v<admin::SocietyCall, Call>; },
      command.action);
  if (needs_society && !of_society) return "no --society";
  if (*at++ != command.noun) return "another noun";
  if (*command.verb != '\0' && (at == words.end() || *at++ != command.verb)) return "another verb";
  std::size_t places = 0;
  std::set<std::string> given;
  for (; at != words.end(); ++at) {
    const auto option =
        std::ranges::find_if(command.options, [&](const admin::Option& one) { return *at == one.name; });
    if (!at->starts_with("--")) {
      ++places;
    } else if (option != command.options.end()) {
      given.insert(*at);
      if (!option->is_flag() && ++at == words.end()) return option->name + std::string(" without its value");
    } else if (*at != (command.kind == admin::Kind::changes ? "--apply" : "--json")) {
      return *at;
    }
  }
  std::size_t needed = 0, most = 0;
  for (const admin::Option& option : command.options) {
    const bool is_needed = option.need == admin::Option::Need::required;
    if (!option.is_place() && is_needed && !given.contains(option.name))
      return option.name + std::string(" is missing");
    if (!option.is_place()) continue;
    needed += is_needed ? 1 : 0;
    most += option.need == admin::Option::Need::repeated ? 1000 : 1;
  }
  return places < needed || places > most ? "too few or too many words" : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(portalctl_words)

BOOST_AUTO_TEST_CASE(a_slip_of_the_finger_finds_the_word_that_was_meant) {
  const std::vector<std::string> known{"member", "society", "schema", "--front-page"};
  BOOST_TEST(portal::near_miss("memebr", known) == "did you mean \"member\"?");
  BOOST_TEST(portal::near_miss("scheme", known) == "did you mean \"schema\"?");
  BOOST_TEST(portal::near_miss("--frontpage", known) == "did you mean \"--front-page\"?");
  BOOST_TEST(portal::near_miss("xyzzy", known).empty());
  BOOST_TEST(portal::near_miss("smpt", {"smtp", "inbox"}) == "did you mean \"smtp\"?");
  BOOST_TEST(portal::near_miss("pass", {"host", "port"}).empty());
  BOOST_TEST(portal::near_miss(std::string(100'000, 'x'), known).empty());
}

BOOST_AUTO_TEST_CASE(numbers_and_choices_are_judged) {
  admin::Arguments arguments;
  arguments.add("--n", {"12"});
  arguments.add("--bad", {"12x"});
  arguments.add("--yes", {"yes"});
  arguments.add("--twice", {"a", "b"});
  BOOST_TEST(arguments.integer_if_given("--n", 1, 12).value() == 12);
  BOOST_TEST(!arguments.integer_if_given("--none", 1, 12));
  BOOST_TEST(arguments.yes_or_no_if_given("--yes").value());
  BOOST_TEST(arguments.text("--twice") == "b");
  BOOST_TEST(arguments.all("--twice").size() == 2);
  BOOST_TEST((exit_of([&] { arguments.integer_if_given("--n", 1, 11); }) == admin::Exit::usage));
  BOOST_TEST((exit_of([&] { arguments.integer_if_given("--bad", 1, 20); }) == admin::Exit::usage));
  BOOST_TEST((exit_of([&] { arguments.yes_or_no_if_given("--n"); }) == admin::Exit::usage));
  BOOST_TEST((exit_of([&] { arguments.text("--none"); }) == admin::Exit::usage));
}

BOOST_AUTO_TEST_CASE(every_command_is_told_apart_and_explains_itself) {
  std::set<std::string> nouns;
  for (const admin::Noun& noun : admin::nouns()) nouns.insert(noun.name);
  std::set<std::string> seen;
  for (const admin::Command& command : admin::commands()) {
    const std::string name = std::string(command.noun) + " " + command.verb;
    BOOST_TEST(nouns.contains(command.noun), name);
    BOOST_TEST(seen.insert(name).second, name);
    BOOST_TEST(std::string(command.help).size() > 5, name);
    BOOST_TEST(std::string(command.example).find(command.noun) != std::string::npos, name);
    for (const admin::Option& option : command.options) BOOST_TEST(std::string(option.help).size() > 2, name);
  }
}

// Some named another command, an option that isn't there, or what had since become --apply.
BOOST_AUTO_TEST_CASE(every_example_in_the_help_is_one_of_its_own_command_and_can_be_typed) {
  for (const admin::Command& command : admin::commands()) {
    std::istringstream lines(command.example);
    bool applied = false;
    for (std::string line; std::getline(lines, line);) {
      BOOST_TEST(wrong_in(command, words_of(line)) == "", line);
      applied = applied || line.find("--apply") != std::string::npos;
    }
    BOOST_TEST(applied == (command.kind == admin::Kind::changes), command.noun << " " << command.verb);
  }
}

BOOST_AUTO_TEST_CASE(a_moment_for_programs_has_seconds_and_its_offset) {
  const auto at = portal::timestamp_from_sql("2026-11-22 14:28:05.999999");
  BOOST_TEST(admin::in_japan(at) == "2026-11-22 23:28 JST");
  BOOST_TEST(admin::in_japan_for_programs(at) == "2026-11-22T23:28:05+09:00");
}

BOOST_AUTO_TEST_SUITE_END()
