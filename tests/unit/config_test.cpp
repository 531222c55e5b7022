// What portal.toml may say of the way that mails and pages take.
#include "base/config.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "base/keys.hpp"
#include "base/network.hpp"

namespace {

using portal::ConfigError;
using portal::is_loopback;

// portal.toml with this origin, and mails without TLS to this host; nothing when it may be so.
std::optional<std::string> objection(const std::string& origin, const std::string& smtp_host,
                                     const std::string& more_of_smtp = "") {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("portal-config-{}.toml", getpid());
  std::ofstream(file) << fmt::format(
      "[public]\norigin = \"{}\"\n[paths]\ntemplates = \"t\"\n[secrets]\ndirectory = \"s\"\n"
      "[database]\nsocket = \"d\"\nschema = \"p\"\nweb = {{user = \"a\"}}\nmail = {{user = \"b\"}}\n"
      "ctl = {{user = \"c\"}}\nmigrate = {{user = \"d\"}}\n[smtp]\nhost = \"{}\"\ntls = \"none\"\n{}\n",
      origin, smtp_host, more_of_smtp);
  std::optional<std::string> said;
  try {
    portal::read_config(file);
  } catch (const ConfigError& error) {
    said = error.what();
  }
  std::filesystem::remove(file);
  return said;
}

// What is said of such a file, without the file's name.
std::vector<std::string> faults_of(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("portal-faults-{}.toml", getpid());
  std::ofstream(file) << text;
  std::vector<std::string> said;
  try {
    portal::read_config(file);
  } catch (const ConfigError& error) {
    for (const std::string& fault : error.faults) said.push_back(fault.substr(file.string().size() + 1));
  }
  std::filesystem::remove(file);
  return said;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(configuration)

BOOST_AUTO_TEST_CASE(mails_without_tls_go_to_this_machine_alone_whatever_a_host_is_called) {
  for (const char* host : {"localhost", "127.0.0.1", "127.8.9.10", "::1"})
    BOOST_TEST(!objection("https://portal.example.jp", host), host);
  for (const char* host : {"127.example.com", "127.0.0.1.example.jp", "localhost.example.jp", "127.", "127.0.0.256",
                           "relay.example.jp", "192.0.2.25", "::2"}) {
    const auto said = objection("https://portal.example.jp", host);
    BOOST_TEST((said && said->find("smtp.tls") != said->npos), host);
  }
}

// What is said of a [database] that begins so, with password files where they are asked for.
std::vector<std::string> said_of_database(const std::string& servers, bool with_passwords = true) {
  const std::string password = with_passwords ? ", password_file = \"p\"" : "";
  std::string text = "[database]\n" + servers + "\nschema = \"p\"\n";
  for (const char* user : {"web", "mail", "ctl", "migrate"})
    text += fmt::format("{} = {{user = \"u\"{}}}\n", user, password);
  std::vector<std::string> said;
  for (const std::string& fault : faults_of(text))
    if (fault.find("database.") != fault.npos) said.push_back(fault);
  return said;
}

BOOST_AUTO_TEST_CASE(nothing_goes_to_a_database_on_another_machine_without_tls) {
  const std::string ca = "\nca_file = \"ca.pem\"";
  for (const char* hosts : {"hosts = [\"127.0.0.1\", \"localhost\"]", "socket = \"d\""})
    BOOST_TEST(said_of_database(hosts).empty(), hosts);
  for (const char* hosts : {"hosts = [\"db1.example.jp\"]", "hosts = [\"127.0.0.1\", \"192.0.2.31\"]",
                            "hosts = [\"127.0.0.1.example.jp\"]"}) {
    const auto said = said_of_database(hosts);
    BOOST_TEST((said.size() == 1 && said.front().find("database.ca_file is needed") != std::string::npos), hosts);
    BOOST_TEST(said_of_database(hosts + ca).empty(), hosts);
  }
}

BOOST_AUTO_TEST_CASE(a_database_is_behind_a_socket_or_on_one_to_nine_hosts_by_name_with_a_password_for_each_user) {
  for (const char* servers :
       {"", "hosts = []\nsocket = \"d\"", "hosts = [\"127.0.0.1\"]\nsocket = \"d\"", "hosts = \"127.0.0.1\"",
        "hosts = [1]", "hosts = [\"\"]\nca_file = \"c\"", "hosts = [\"db1:3306\"]\nca_file = \"c\"",
        "hosts = [\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]\nca_file = \"c\"",
        "hosts = [\"127.0.0.1\"]\nport = 0"})
    BOOST_TEST(!said_of_database(servers).empty(), servers);
  const auto said = said_of_database("hosts = [\"127.0.0.1\"]", false);
  BOOST_TEST(said.size() == 4U);
  BOOST_TEST(said.front().find("database.web.password_file is missing") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_mailer_has_one_to_sixteen_conversations) {
  for (const int good : {1, 4, 16})
    BOOST_TEST(!objection("https://portal.example.jp", "localhost", fmt::format("conversations = {}", good)), good);
  for (const int bad : {-1, 0, 17}) {
    const auto said = objection("https://portal.example.jp", "localhost", fmt::format("conversations = {}", bad));
    BOOST_TEST((said && said->find("smtp.conversations") != said->npos), bad);
  }
}

BOOST_AUTO_TEST_CASE(pages_without_tls_come_from_this_machine_alone_whatever_a_host_is_called) {
  for (const char* origin : {"http://localhost", "http://localhost:8080", "http://127.0.0.1:8080"})
    BOOST_TEST(!objection(origin, "localhost"), origin);
  for (const char* origin : {"http://localhost.example.jp", "http://127.0.0.1.example.jp:8080", "http://127.example.jp",
                             "http://portal.example.jp", "https://", "https://portal.example.jp;", "https://健保.jp"}) {
    const auto said = objection(origin, "localhost");
    BOOST_TEST((said && said->find("public.origin") != said->npos), origin);
  }
}

BOOST_AUTO_TEST_CASE(all_faults_of_a_file_are_told_at_once_in_its_order_and_a_slip_of_the_finger_once) {
  const std::vector<std::string> expected{
      " secrets is missing",
      "2: public.origin must begin with https:// (http:// only for localhost)",
      "4: paths.tempaltes is not a key of this table; did you mean \"templates\"?",
      "5: paths.error_pages must be a text in quotes, not true or false",
      "6: database.schema is missing",
      "8: database.web.user must not be empty",
      "9: database.mail must be a table, not a text in quotes",
      "10: database.ctl.user is missing",
      "13: smtp.host must be a text in quotes, not a number",
      "14: smtp.port must be a whole number without quotes, not a text in quotes",
      "15: smtp.tls must be none, starttls or implicit, not \"ssl\"",
      "17: hashing.memory_kib must be from 19456 to 4194304, not 1024",
      "19: inbox.kept_days must be from 1 to 3650, not 0",
      "20: bakcup is not a key of this file; did you mean \"backup\"?",
  };
  const auto said = faults_of(R"([public]
origin = "portal.example.jp"
[paths]
tempaltes = "t"
error_pages = true
[database]
socket = "d"
web = {user = ""}
mail = "portal_mail"
ctl = {}
migrate = {user = "d"}
[smtp]
host = 127
port = "25"
tls = "ssl"
[hashing]
memory_kib = 1024
[inbox]
kept_days = 0
[bakcup]
folder = "b"
)");
  BOOST_TEST(said == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_missing_or_is_none_is_one_fault_and_what_should_be_in_it_none) {
  const auto said = faults_of("public = 1\n[paths]\ntemplates = \"t\"\n[secrets]\ndirectory = \"s\"\n");
  const std::vector<std::string> expected{" database is missing", " smtp is missing",
                                          "1: public must be a table, not a number"};
  BOOST_TEST(said == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_number_that_no_machine_has_is_not_cut_down_to_one_that_it_has) {
  const auto said = faults_of("[smtp]\nhost = \"localhost\"\nport = 4294967321\n");
  BOOST_TEST((std::ranges::find(said, "3: smtp.port must be from 1 to 65535, not 4294967321") != said.end()));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_toml_or_is_not_there_is_named_without_a_line_that_it_lacks) {
  BOOST_TEST(faults_of("demo = maybe\n").front().starts_with("1: "));
  try {
    portal::read_config("/nowhere/portal.toml");
    BOOST_TEST(false);
  } catch (const ConfigError& error) {
    BOOST_TEST(error.what() == std::string("/nowhere/portal.toml: can't be read: No such file or directory"));
  }
}

BOOST_AUTO_TEST_CASE(an_address_is_loopback_by_its_bytes_not_by_how_it_begins) {
  BOOST_TEST(is_loopback("127.255.255.255"));
  BOOST_TEST(is_loopback("0:0:0:0:0:0:0:1"));
  BOOST_TEST(!is_loopback("128.0.0.1"));
  BOOST_TEST(!is_loopback("::1.example.jp"));
  BOOST_TEST(!is_loopback(""));
}

BOOST_AUTO_TEST_CASE(a_process_without_a_pepper_reads_none_and_refuses_to_make_or_check_a_password) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("portal-secrets-{}", getpid());
  portal::create_secrets(folder);
  BOOST_TEST(portal::read_web_secrets(folder).peppers.size() == 1U);
  BOOST_TEST(portal::read_web_secrets(folder, portal::Peppers::none).peppers.empty());
  std::filesystem::remove(folder / "pepper" / "pepper-1");
  BOOST_CHECK_THROW(portal::read_web_secrets(folder), ConfigError);
  BOOST_TEST(!portal::read_web_secrets(folder, portal::Peppers::none).form_key.empty());
  std::filesystem::remove_all(folder);
  const portal::PasswordHasher none;
  BOOST_CHECK_THROW(none.hash("a"), std::logic_error);
  BOOST_CHECK_THROW(none.verify("a", {}), std::logic_error);
  BOOST_CHECK_THROW(none.verify_nobody("a"), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_second_key_is_found_beside_the_first_in_its_folder_and_as_systemd_passes_both_on) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("portal-keys-{}", getpid());
  portal::create_secrets(folder);
  const auto second = portal::read_web_secrets(folder).form_key;
  std::filesystem::copy(folder / "form", folder / "pepper" / "pepper-2");
  BOOST_TEST(portal::read_web_secrets(folder).current_pepper_id == "pepper-2");
  // LoadCredential=pepper:…/pepper
  std::filesystem::rename(folder / "pepper" / "pepper-1", folder / "pepper_pepper-1");
  std::filesystem::rename(folder / "pepper" / "pepper-2", folder / "pepper_pepper-2");
  BOOST_TEST(portal::read_web_secrets(folder).peppers.at("pepper-2") == second);
  // As installations had them before there was a package.
  std::filesystem::rename(folder / "pepper_pepper-1", folder / "pepper-1");
  BOOST_TEST(portal::read_web_secrets(folder).peppers.size() == 2U);
  BOOST_TEST(portal::missing_keys(folder).empty());
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(a_password_that_systemd_handed_over_is_read_in_place_of_its_file) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("portal-handed-{}", getpid());
  std::filesystem::create_directories(folder);
  const auto file = folder.parent_path() / fmt::format("portal-password-{}", getpid());
  std::ofstream(file) << "from the file\n";
  std::ofstream(folder / file.filename()) << "handed over\n";
  BOOST_TEST(portal::read_password_file(file) == "from the file");
  setenv("CREDENTIALS_DIRECTORY", folder.c_str(), 1);
  BOOST_TEST(portal::read_password_file(file) == "handed over");
  std::filesystem::remove(folder / file.filename());
  BOOST_TEST(portal::read_password_file(file) == "from the file");
  unsetenv("CREDENTIALS_DIRECTORY");
  std::filesystem::remove_all(folder);
  std::filesystem::remove(file);
}

BOOST_AUTO_TEST_CASE(who_may_not_look_at_the_keys_finds_none_and_no_error) {
  if (geteuid() != 0) return;  // nobody else can become somebody else
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("portal-closed-{}", getpid());
  portal::create_secrets(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  constexpr uid_t somebody = 65534;
  BOOST_REQUIRE(seteuid(somebody) == 0);
  std::size_t found = 1;
  BOOST_CHECK_NO_THROW(found = portal::key_fingerprints(folder).size());
  BOOST_REQUIRE(seteuid(0) == 0);
  BOOST_TEST(found == 0U);
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(a_key_s_fingerprint_tells_it_from_another_and_what_was_read_early_is_still_there_later) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("portal-held-{}", getpid());
  portal::create_secrets(folder);
  const auto before = portal::key_fingerprints(folder);
  BOOST_TEST(before.size() == 5U);
  BOOST_TEST(before.at("form") != before.at("throttle"));
  portal::hold_keys(folder);
  std::filesystem::remove_all(folder);
  BOOST_TEST((portal::key_fingerprints(folder) == before));
  BOOST_TEST(portal::read_web_secrets(folder).peppers.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
