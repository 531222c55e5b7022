// What portal.toml may say of the way that mails and pages take.
#include "base/config.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

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
                             "http://portal.example.jp"}) {
    const auto said = objection(origin, "localhost");
    BOOST_TEST((said && said->find("public.origin") != said->npos), origin);
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
