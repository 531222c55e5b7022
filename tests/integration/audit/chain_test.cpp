#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include "base/secret.hpp"
#include "domain/audit/audit_chain.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using namespace std::chrono_literals;
using portal::testing::DatabaseRole;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

// Noon in Japan of some days; rows are written by the users that write them in life.
struct Log {
  TestPortal portal;
  Society society = societies::find(portal.staff, "mihon").value();
  db::Database ctl{test_database().settings(DatabaseRole::ctl)};
  db::SocietyDatabase staff{ctl, society.id};
  db::Database web{test_database().settings(DatabaseRole::web)};
  db::SocietyDatabase pages{web, society.id};
  Timestamp noon = std::chrono::sys_days(std::chrono::year{2026} / 11 / 20) + 3h;

  Timestamp day(int number) const { return noon + std::chrono::hours{24 * number}; }
  void write(Timestamp at) {
    audit::write(pages, audit::Event::sign_in, audit::About{}, {.client_address = "192.0.2.1", .request_id = "r1"}, at);
  }
  std::vector<audit_chain::Day> close(Timestamp now) {
    return audit_chain::close_days({staff, society, {.operator_name = "os:test"}, now}, ctl);
  }
  std::vector<std::string> faults() { return audit_chain::faults(staff, society.slug, audit_days::all(staff)); }
  void as_root(const std::string& statement) { portal.staff.run_script(statement); }
  // Three days with two rows each, closed.
  void fill() {
    for (int number = 0; number < 3; ++number) {
      write(day(number));
      write(day(number) + 1h);
    }
    BOOST_REQUIRE(close(day(3)).size() == 3U);
    BOOST_TEST(faults().empty());
  }
};

bool names(const std::vector<std::string>& faults, const std::string& day, const std::string& what) {
  return faults.size() == 1 && faults.front().starts_with(day) && faults.front().find(what) != std::string::npos;
}

std::string file_of(Log& log, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  const auto days = audit_days::all(log.staff);
  const audit_chain::Day* before = nullptr;
  for (const auto& day : days) {
    audit_chain::tell(log.staff, "mihon", day, before, [&](std::string_view text) { out << text; });
    before = &day;
  }
  return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_chain_of_days)

BOOST_AUTO_TEST_CASE(each_day_up_to_yesterday_is_closed_once_days_without_rows_too) {
  Log log;
  log.write(log.day(0));
  log.write(log.day(2));
  const auto closed = log.close(log.day(3));
  BOOST_REQUIRE(closed.size() == 3U);
  BOOST_TEST(closed[0].rows == 1);
  BOOST_TEST(closed[1].rows == 0);
  BOOST_TEST(closed[2].rows == 1);
  BOOST_TEST(closed[0].hash != closed[1].hash);
  BOOST_TEST(log.close(log.day(3) + 1h).empty());
  BOOST_TEST(log.close(log.day(4)).size() == 1U);
  BOOST_TEST(log.faults().empty());
}

BOOST_AUTO_TEST_CASE(a_day_ends_at_midnight_in_japan) {
  Log log;
  log.write(log.day(0) + 11h + 59min);
  log.write(log.day(0) + 12h);
  const auto closed = log.close(log.day(1));
  BOOST_REQUIRE(closed.size() == 1U);
  BOOST_TEST(closed[0].rows == 1);
}

BOOST_AUTO_TEST_CASE(a_changed_row_is_found_on_its_day) {
  Log log;
  log.fill();
  log.as_root("UPDATE audit_log SET client_address = '192.0.2.2' WHERE DAY(at) = 21 ORDER BY id LIMIT 1");
  BOOST_TEST(names(log.faults(), "2026-11-21", "changed"));
}

BOOST_AUTO_TEST_CASE(a_deleted_row_is_found_on_its_day) {
  Log log;
  log.fill();
  log.as_root("DELETE FROM audit_log WHERE DAY(at) = 20 ORDER BY id LIMIT 1");
  BOOST_TEST(names(log.faults(), "2026-11-20", "missing: 2 were there when it was closed, 1 are"));
}

BOOST_AUTO_TEST_CASE(a_row_that_is_put_in_is_found_on_the_day_of_its_number_whatever_time_it_says) {
  Log log;
  log.write(log.day(0));
  {
    const db::Transaction undone(log.web);  // leaves a number free
    log.write(log.day(0));
  }
  log.write(log.day(0));
  log.write(log.day(1));
  log.close(log.day(2));
  log.as_root(
      "INSERT INTO audit_log (society_id, id, at, event, client_address, request_id)"
      " SELECT society_id, MIN(id) + 1, '2026-11-25 00:00:00', 'sign_in', '', '' FROM audit_log GROUP BY society_id");
  BOOST_TEST(names(log.faults(), "2026-11-20", "put in: 2 were there when it was closed, 3 are"));
}

BOOST_AUTO_TEST_CASE(a_day_s_hash_that_is_made_to_fit_is_found_by_the_next_day_s) {
  Log log;
  log.fill();
  log.as_root("UPDATE audit_log SET client_address = '192.0.2.2' WHERE DAY(at) = 20");
  const auto days = audit_days::all(log.staff);
  const auto fitting = audit_chain::tell(log.staff, "mihon", days[0], nullptr, [](std::string_view) {}).hash;
  log.as_root("UPDATE audit_days SET hash = '" + fitting + "' WHERE day = '2026-11-20'");
  BOOST_TEST(names(log.faults(), "2026-11-21", "the day before was changed"));
}

BOOST_AUTO_TEST_CASE(a_day_that_is_taken_out_is_found) {
  Log log;
  log.fill();
  log.as_root("DELETE FROM audit_days WHERE day = '2026-11-21'");
  const auto faults = log.faults();
  BOOST_REQUIRE(!faults.empty());
  BOOST_TEST(faults.front() == "2026-11-22: the days before it are missing, from 2026-11-21 on");
}

// Clocks stray, and what was begun before midnight ends after it: the number decides, so nothing comes into a closed
// day.
BOOST_AUTO_TEST_CASE(a_row_that_says_an_earlier_day_belongs_to_the_day_that_is_open) {
  Log log;
  log.fill();
  log.write(log.day(0));
  BOOST_TEST(log.faults().empty());
  const auto closed = log.close(log.day(4));
  BOOST_REQUIRE(closed.size() == 1U);
  BOOST_TEST(closed[0].rows == 1);
  BOOST_TEST(log.faults().empty());
}

BOOST_AUTO_TEST_CASE(a_day_waits_for_a_row_that_is_written_and_not_committed) {
  Log log;
  db::Database slow(test_database().settings(DatabaseRole::web));
  db::SocietyDatabase slow_pages(slow, log.society.id);
  log.ctl.run_script("SET innodb_lock_wait_timeout = 1");
  {
    db::Transaction late(slow);
    audit::write(slow_pages, audit::Event::sign_in, audit::About{}, {}, log.day(0));
    log.write(log.day(0) + 1h);
    BOOST_CHECK_THROW(log.close(log.day(1)), db::TryAgain);
    late.commit();
  }
  const auto closed = log.close(log.day(1));
  BOOST_REQUIRE(closed.size() == 1U);
  BOOST_TEST(closed[0].rows == 2);
  BOOST_TEST(log.faults().empty());
}

BOOST_AUTO_TEST_CASE(portalctl_can_t_change_what_was_closed) {
  Log log;
  log.fill();
  for (const char* statement :
       {"UPDATE audit_days SET hash = 'x'", "UPDATE audit_days SET archived_at = NULL", "DELETE FROM audit_days",
        "UPDATE audit_log SET event = 'sign_in'", "DELETE FROM audit_log"})
    BOOST_CHECK_THROW(log.ctl.run_script(statement), db::NotGranted);
  BOOST_CHECK_THROW(log.web.run_script("SELECT hash FROM audit_days"), db::NotGranted);
}

BOOST_AUTO_TEST_CASE(a_file_of_days_says_by_itself_whether_it_is_whole) {
  Log log;
  log.fill();
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "chain_test.jsonl";
  file_of(log, file);
  const auto days = audit_days::all(log.staff);
  const auto read = audit_chain::read(file);
  BOOST_REQUIRE(read.size() == 3U);
  for (std::size_t at = 0; at < read.size(); ++at) BOOST_TEST(read[at].hash == days[at].hash);
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto refuses = [&file](const std::string& changed) {
    std::ofstream(file, std::ios::binary) << changed;
    try {
      audit_chain::read(file);
      return false;
    } catch (const audit_chain::BadFile&) {
      return true;
    }
  };
  BOOST_TEST(refuses(text.substr(0, text.size() - 100)));
  std::string other = text;
  other.replace(other.find("192.0.2.1"), 9, "192.0.2.9");
  BOOST_TEST(refuses(other));
  BOOST_TEST(refuses(text.substr(text.find("\"rows\"") + 10) + text));
  std::filesystem::remove(file);
}

// Days that were closed by an older program must be verified by each later one.
BOOST_AUTO_TEST_CASE(what_is_hashed_never_changes) {
  Log log;
  log.as_root(
      "INSERT INTO audit_log (society_id, id, at, event, account_id, member_id, object_kind, object_id, client_address,"
      " request_id, operator) SELECT id, 7, '2026-11-20 03:00:00.000001', 'sign_in', 1, 2, 'document', 3, '192.0.2.1',"
      " 'r\"1', '' FROM societies WHERE slug = 'mihon'");
  log.as_root(
      "INSERT INTO audit_log (society_id, id, at, event, client_address, request_id, operator)"
      " SELECT id, 8, '2026-11-20 04:00:00', 'cleaned_up', '', '', 'os:sato' FROM societies WHERE slug = 'mihon'");
  log.close(log.day(1));
  std::string text;
  audit_chain::tell(log.staff, "mihon", audit_days::all(log.staff).front(), nullptr,
                    [&text](std::string_view part) { text += part; });
  const std::string lines =
      R"({"society":"mihon","day":"2026-11-20","after":0,"last":8,"before":")" + std::string(64, '0') +
      "\"}\n"
      R"({"id":7,"at":"2026-11-20 03:00:00.000001","event":"sign_in","account":1,"member":2,)"
      R"("kind":"document","object":3,"client":"192.0.2.1","request":"r\"1","operator":""})"
      "\n"
      R"({"id":8,"at":"2026-11-20 04:00:00.000000","event":"cleaned_up","account":null,"member":null,"kind":null,)"
      R"("object":null,"client":"","request":"","operator":"os:sato"})"
      "\n";
  BOOST_TEST(text == lines + "{\"hash\":\"" + secret::hex_digest(lines) + "\",\"rows\":2}\n");
}

BOOST_AUTO_TEST_SUITE_END()
