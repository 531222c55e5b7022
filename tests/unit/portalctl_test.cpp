#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "admin/commands.hpp"

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

}  // namespace

BOOST_AUTO_TEST_SUITE(portalctl_words)

BOOST_AUTO_TEST_CASE(a_slip_of_the_finger_finds_the_word_that_was_meant) {
  const std::vector<std::string> known{"member", "society", "schema", "--front-page"};
  BOOST_TEST(admin::near_miss("memebr", known) == "did you mean \"member\"?");
  BOOST_TEST(admin::near_miss("scheme", known) == "did you mean \"schema\"?");
  BOOST_TEST(admin::near_miss("--frontpage", known) == "did you mean \"--front-page\"?");
  BOOST_TEST(admin::near_miss("xyzzy", known).empty());
  BOOST_TEST(admin::near_miss(std::string(100'000, 'x'), known).empty());
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

BOOST_AUTO_TEST_SUITE_END()
