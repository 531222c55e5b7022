#include <map>
#include <string>

#include <boost/test/unit_test.hpp>

#include "sql/database.hpp"
#include "sql/statement_bindings.hpp"
#include "tests/support/test_database.hpp"

// Who breaks into one program must not become somebody else by what the database lets its user change.
namespace {

using namespace portal;
using testing::DatabaseRole;
using testing::test_database;

constexpr const char* who_somebody_is[] = {
    "accounts", "account_emails", "mail_links", "sessions", "steps",    "devices",
    "two_step", "recovery_codes", "postcards",  "members",  "passkeys",
};

bool lets(db::Database& database, const std::string& statement) {
  try {
    database.run_script(statement);
    return true;
  } catch (const db::NotGranted&) {
    return false;
  }
}

// "table: column, column" of all that the user may change there, tried out one by one.
std::map<std::string, std::string> changeable(DatabaseRole role, const auto& tables) {
  db::Database root(test_database().settings(DatabaseRole::root));
  db::Database user(test_database().settings(role));
  std::map<std::string, std::string> found;
  for (const auto& name : tables) {
    const std::string table(name);
    auto columns = root.select(R"(
      SELECT column_name AS name FROM information_schema.columns
      WHERE table_schema = DATABASE() AND table_name = ? ORDER BY column_name LIMIT 100)",
                               table);
    while (columns.next()) {
      const auto column = columns.get<std::string>("name");
      if (!lets(user, "UPDATE " + table + " SET " + column + " = NULL WHERE 1 = 0")) continue;
      std::string& line = found[table];
      line += (line.empty() ? "" : ", ") + column;
    }
  }
  return found;
}

using Changeable = std::map<std::string, std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(grants)

BOOST_AUTO_TEST_CASE(pages_turn_no_account_address_link_or_session_into_another_member_s) {
  const Changeable expected{
      {"account_emails", "bounced_at, is_primary, proved_at"},
      {"accounts",
       "login_id, mails_arrivals, mails_sign_ins, nickname, passkey_offered_at, password_hash, password_set_at, "
       "pepper_id, signed_in_at, signed_in_before_at, signed_in_before_with, signed_in_with, wrong_tries, "
       "wrong_tries_before"},
      {"devices", "seen_at"},
      {"mail_links", "failures, replaced_at, used_at"},
      {"passkeys", "backed_up, counter, name, used_at"},
      {"postcards", "failures, replaced_at, used_at"},
      {"recovery_codes", "used_at"},
      {"sessions", "authenticated_at, ended_at, seen_at, token_digest, two_factors"},
      {"steps", "ended_at"},
      {"two_step", "account_id, began_at, on_since, sealed_secret, setup_session_id, society_id, used_step"}};
  BOOST_TEST((changeable(DatabaseRole::web, who_somebody_is) == expected));
}

BOOST_AUTO_TEST_CASE(portalctl_changes_no_account_s_password_address_or_link_and_opens_no_session) {
  const Changeable found = changeable(DatabaseRole::ctl, who_somebody_is);
  BOOST_TEST(found.at("sessions") == "ended_at");
  for (const char* table :
       {"accounts", "account_emails", "mail_links", "steps", "devices", "two_step", "recovery_codes"})
    BOOST_TEST(!found.contains(table), table);
  db::Database ctl(test_database().settings(DatabaseRole::ctl));
  for (const char* table :
       {"accounts", "account_emails", "mail_links", "sessions", "steps", "devices", "two_step", "recovery_codes"})
    BOOST_TEST(!lets(ctl, "INSERT INTO " + std::string(table) + " (society_id) SELECT id FROM societies WHERE 1 = 0"),
               table);
}

// A worker that reads its own change before COMMIT would keep it, though it may be undone (docs/decisions/0039). How
// many places are taken, nobody keeps.
BOOST_AUTO_TEST_CASE(pages_change_nothing_that_workers_keep) {
  BOOST_TEST((changeable(DatabaseRole::web, db::reading::kept) == Changeable{{"screening_programmes", "taken"}}));
  db::Database web(test_database().settings(DatabaseRole::web));
  for (const std::string_view name : db::reading::kept) {
    const std::string table(name), key = table == "societies" ? "id" : "society_id";
    BOOST_TEST(!lets(web, "INSERT INTO " + table + " (" + key + ") SELECT id FROM societies WHERE 1 = 0"), table);
    BOOST_TEST(!lets(web, "DELETE FROM " + table + " WHERE 1 = 0"), table);
  }
  BOOST_TEST(!lets(web, "UPDATE society_revisions SET revision = 1 WHERE 1 = 0"));
}

BOOST_AUTO_TEST_CASE(the_mailer_changes_nothing_of_who_somebody_is) {
  BOOST_TEST(changeable(DatabaseRole::mail, who_somebody_is).empty());
}

BOOST_AUTO_TEST_SUITE_END()
