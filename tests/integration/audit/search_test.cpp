#include <boost/test/unit_test.hpp>

#include "sql/audit/audit_search.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using portal::testing::DatabaseRole;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

// 200,000 documents opened: each ten thousandth is the one that is asked about, and by the account that is.
void open_documents(DocumentId document, AccountId account) {
  db::Settings settings = test_database().settings(DatabaseRole::migrate);
  settings.statement_seconds_max = 0;
  db::Database patient(settings);
  patient.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id)
    SELECT a.society_id, a.created_at + INTERVAL q.seq SECOND, 'document_opened', a.id, a.member_id, 'document',
           IF(a.id = ?, ?, 1000000 + q.seq), '192.0.2.1', q.seq
    FROM accounts a JOIN seq_1_to_200000 q WHERE (a.id = ?) = (q.seq MOD 10000 = 0))",
                  account, document, account);
}

std::int64_t rows_read(TestPortal& portal) {
  return portal.server_status("HANDLER_READ_KEY") + portal.server_status("HANDLER_READ_NEXT") +
         portal.server_status("HANDLER_READ_PREV") + portal.server_status("HANDLER_READ_RND") +
         portal.server_status("HANDLER_READ_RND_NEXT");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_searches)

BOOST_AUTO_TEST_CASE(who_saw_a_document_and_what_a_member_saw_is_found_without_reading_the_rest) {
  TestPortal portal;
  const MemberId hanako = portal.member("mihon", "0001001");
  const AccountId account = portal.add_account("mihon", "hanako", hanako);
  portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
  const DocumentId document = portal.add_document("mihon", "0001001");
  open_documents(document, account);
  auto staff = portal.staff_of("mihon");
  const auto asking = [&portal] {  // what the questions of rows_read() read themselves
    const auto before = rows_read(portal);
    return rows_read(portal) - before;
  }();
  auto before = rows_read(portal);
  BOOST_TEST(audit_search::who_saw(staff, document, 100).size() == 20U);
  BOOST_TEST(rows_read(portal) - before - asking <= 500);
  before = rows_read(portal);
  BOOST_TEST(audit_search::seen_by(staff, hanako, 100).size() == 20U);
  BOOST_TEST(rows_read(portal) - before - asking <= 500);
  portal.staff.run_script("TRUNCATE TABLE audit_log");  // deleted row by row they would cost the next test seconds
}

BOOST_AUTO_TEST_SUITE_END()
