#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>
#include <unistd.h>

#include "domain/documents/document_store.hpp"
#include "sql/audit/audit_search.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/documents/documents.hpp"
#include "tests/support/kept_log.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using namespace std::chrono_literals;
using portal::testing::Browser;
using portal::testing::KeptLog;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

namespace fs = std::filesystem;

std::string path(DocumentId id, const std::string& society = "mihon") {
  return "/" + society + "/documents/" + std::to_string(number(id));
}

std::string file(DocumentId id, const std::string& society = "mihon") { return path(id, society) + ".pdf"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(documents_document)

BOOST_AUTO_TEST_CASE(the_file_is_handed_over_to_nginx_to_be_saved_or_opened_under_a_japanese_name) {
  TestPortal portal;
  const DocumentId id = portal.add_document("mihon", "0001001");
  const Reply reply = portal.as("hanako").get(file(id));
  auto staff = portal.staff_of("mihon");
  const auto stored = document_batches::find(staff, id).value();
  const std::string society = std::to_string(number(societies::find(portal.staff, "mihon").value().id));
  BOOST_TEST(reply.header("X-Accel-Redirect") ==
             "/.documents/" + society + "/" + stored.file_digest.substr(0, 2) + "/" + stored.file_digest + ".pdf");
  BOOST_TEST(reply.header("Content-Type") == "application/pdf");
  const std::string names =
      "filename=\"shikyu-kettei-20261120.pdf\"; "
      "filename*=UTF-8''%E6%94%AF%E7%B5%A6%E6%B1%BA%E5%AE%9A%E9%80%9A%E7%9F%A5%E6%9B%B8_20261120%2Epdf";
  BOOST_TEST(reply.header("X-File-Disposition") == "attachment; " + names);
  BOOST_TEST(reply.header("Content-Security-Policy") == "sandbox");
  BOOST_TEST(reply.body.empty());
  const Reply opened = portal.as("hanako").get(file(id) + "?open=yes");
  BOOST_TEST(opened.header("X-File-Disposition") == "inline; " + names);
  BOOST_TEST(opened.header("Content-Security-Policy") == "viewer");
}

BOOST_AUTO_TEST_CASE(a_document_whose_bytes_we_lost_is_our_fault_and_nobody_is_said_to_have_opened_it) {
  TestPortal portal;
  const fs::path store = fs::temp_directory_path() / ("kenko-lost-" + std::to_string(getpid()));
  portal.installation.config.paths.documents = store;
  const DocumentId id = portal.add_document("mihon", "0001001");
  Browser hanako = portal.as("hanako");
  const auto audited = portal.count("audit_log");
  const KeptLog log;
  BOOST_TEST(hanako.get(file(id)).status == 500);
  BOOST_TEST(portal.count("audit_log") == audited);
  BOOST_TEST(log.line("document_lost") ==
             R"("event":"document_lost","request":"0123456789abcdef","document":)" + std::to_string(number(id)) + "}");
  auto staff = portal.staff_of("mihon");
  const auto is_new = [&] { return documents::find(staff, portal.member("mihon", "0001001"), id).value().is_new; };
  BOOST_TEST(is_new());

  const auto stored = document_batches::find(staff, id).value();
  const auto society = societies::find(portal.staff, "mihon").value().id;
  const fs::path bytes = store / document_store::place(society, stored.file_digest);
  fs::create_directories(bytes.parent_path());
  std::ofstream(bytes) << "half of it";
  BOOST_TEST(hanako.get(file(id)).status == 500);
  fs::resize_file(bytes, static_cast<std::uintmax_t>(stored.bytes));
  BOOST_TEST(hanako.get(file(id)).status == 200);
  BOOST_TEST(log.count("document_lost") == 2);
  BOOST_TEST(portal.count("audit_log") == audited + 1);
  BOOST_TEST(!is_new());
  fs::remove_all(store);
}

BOOST_AUTO_TEST_CASE(anothers_another_societys_a_withdrawn_and_an_unknown_one_are_the_same_404_and_leave_nothing) {
  TestPortal portal;
  const DocumentId hers = portal.add_document("mihon", "0001001");
  const DocumentId his = portal.add_document("mihon", "0001001", "01");
  const DocumentId stranger = portal.add_document("mihon", "0001002");
  const DocumentId twin = portal.add_document("tameshi", "0001001");
  const DocumentId gone = portal.add_document("mihon", "0001001", "00", "取り下げたもの");
  auto staff = portal.staff_of("mihon");
  BOOST_TEST(document_batches::withdraw(staff, gone, portal.now));
  Browser hanako = portal.as("hanako");
  const auto audited = portal.count("audit_log");
  for (const DocumentId id : {his, stranger, twin, gone, DocumentId{999'999}})
    for (const std::string& target : {path(id), file(id)}) {
      const Reply reply = hanako.get(target);
      BOOST_TEST(reply.status == 404, target);
      BOOST_TEST(reply.header("X-Accel-Redirect") == "");
    }
  for (const char* name : {"0", "-1", "1.0", "x", "01", "99999999999999999999", ".pdf", "1.PDF", "1.pdf.pdf"})
    BOOST_TEST(hanako.get(std::string("/mihon/documents/") + name).status == 404, name);
  BOOST_TEST(hanako.get(file(hers, "tameshi")).status == 303);  // not signed in there
  for (const DocumentId id : {his, stranger, gone}) BOOST_TEST(!document_batches::find(staff, id).value().opened_at);
  BOOST_TEST(portal.count("audit_log") == audited);
  BOOST_TEST(!says(hanako.get("/mihon/documents"), "取り下げたもの"));
  BOOST_TEST(portal.as("ichiro").get(file(hers)).status == 404);
  BOOST_TEST(portal.as("hanako", "tameshi").get(file(hers, "tameshi")).status == 404);
}

BOOST_AUTO_TEST_CASE(who_opened_what_stands_in_the_audit_log_as_often_as_it_was_handed_over) {
  TestPortal portal;
  const DocumentId id = portal.add_document("mihon", "0001001");
  Browser hanako = portal.as("hanako");
  hanako.get(path(id));
  hanako.get(file(id));
  portal.now += 1min;
  hanako.get(file(id));
  auto staff = portal.staff_of("mihon");
  const auto seen = audit_search::who_saw(staff, id, 10);
  BOOST_REQUIRE(seen.size() == 2U);
  BOOST_TEST((seen.front().at == portal.now));
  BOOST_TEST(seen.front().event == "document_opened");
  BOOST_TEST(seen.front().login_id.value() == "hanako");
  BOOST_TEST(seen.front().client_address == "192.0.2.1");
  BOOST_TEST(audit_search::seen_by(staff, portal.member("mihon", "0001001"), 10).size() == 2U);
  BOOST_TEST(audit_search::seen_by(staff, portal.member("mihon", "0001002"), 10).empty());
  auto tameshi = portal.staff_of("tameshi");
  BOOST_TEST(audit_search::who_saw(tameshi, id, 10).empty());
}

BOOST_AUTO_TEST_CASE(after_600_in_an_hour_nothing_more_is_handed_over_or_written_until_the_hour_is_over) {
  TestPortal portal;
  const DocumentId id = portal.add_document("mihon", "0001001");
  Browser hanako = portal.as("hanako");
  BOOST_TEST(hanako.get(file(id)).status == 200);
  portal.staff.execute("UPDATE throttles SET count = 599 WHERE count = 1");
  const KeptLog log;
  const Reply last = hanako.get(file(id));
  BOOST_TEST(last.status == 200);
  const auto audited = portal.count("audit_log");
  for (int more = 0; more < 3; ++more) {
    const Reply refused = hanako.get(file(id));
    BOOST_TEST(refused.status == 429);
    BOOST_TEST(refused.header("X-Accel-Redirect") == "");
  }
  BOOST_TEST(portal.count("audit_log") == audited);
  BOOST_TEST(log.line("documents_used_up") == R"("event":"documents_used_up","request":"0123456789abcdef","account":)" +
                                                  std::to_string(last.account) + "}");
  BOOST_TEST(hanako.get("/mihon/documents").status == 200);
  portal.add_document("mihon", "0001002");
  portal.now += 61min;
  Browser again = portal.as("hanako");
  BOOST_TEST(again.get(file(id)).status == 200);
}

BOOST_AUTO_TEST_CASE(who_left_reads_them_for_the_societys_months_and_then_no_more) {
  TestPortal portal;
  const DocumentId id = portal.add_document("mihon", "0001001");
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE members SET left_on = '2025-11-23' WHERE number = '0001001'");
  BOOST_TEST(hanako.get(file(id)).status == 200);
  portal.staff.execute("UPDATE members SET left_on = '2025-11-21' WHERE number = '0001001'");
  BOOST_TEST(hanako.get(file(id)).status == 303);
  BOOST_TEST(hanako.get("/mihon/documents").status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
