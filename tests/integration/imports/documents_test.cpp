#include <algorithm>
#include <fstream>

#include <boost/test/unit_test.hpp>
#include <stdlib.h>
#include <sys/stat.h>

#include "domain/documents/document_import.hpp"
#include "domain/documents/document_store.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/sample_pdf.hpp"
#include "tests/support/test_portal.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using testing::SamplePdf;
namespace fs = std::filesystem;

constexpr auto today = 2026y / 11 / 22;
constexpr const char* heading = "記号,番号,枝番,種別,件名,発行日,ファイル名\n";

std::string row(const std::string& file, const std::string& number = "0001001", const std::string& branch = "00",
                const std::string& kind = "支給決定通知書", const std::string& issued_on = "R8.11.1") {
  return "12," + number + "," + branch + "," + kind + ",療養費の決定," + issued_on + "," + file + "\n";
}

using document_import::Documents;

// What staff does with folders, with the rights that staff has.
class Staff {
 public:
  Staff()
      : database(testing::test_database().settings(testing::DatabaseRole::ctl)),
        as_operator(database, "mihon"),
        mihon(as_operator.db) {
    std::string name = (fs::temp_directory_path() / "document_import_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = fs::path(name) / "in";
    store = fs::path(name) / "store";
    fs::create_directory(folder);
    fs::create_directory(store);
    for (const char* file : {"a.pdf", "b.pdf", "c.pdf"}) write(file, SamplePdf{.words = file}.bytes());
  }
  ~Staff() { fs::remove_all(folder.parent_path()); }
  Staff(const Staff&) = delete;
  Staff& operator=(const Staff&) = delete;

  void write(const std::string& file, const std::string& bytes) const {
    std::ofstream(folder / file, std::ios::binary) << bytes;
  }
  Scene scene() { return as_operator.scene(portal.now); }
  document_import::Plan plan(const std::string& rows, const char* head = heading) {
    write("index.csv", head + rows);
    return Documents::plan(mihon, order(), today, [](std::size_t) {});
  }
  ImportId apply(document_import::Plan made) {
    return import_kinds::apply<Documents>(scene(), order(), made, [this](std::size_t) { portal.now += writing_takes; })
        .value();
  }
  std::optional<std::string> revert(ImportId import) {
    return import_kinds::revert<Documents>(scene(), database, imports::find(mihon, import).value());
  }
  static bool knows(const document_import::Plan& plan) { return plan.changes_nothing(); }
  import_kinds::Order order() {
    return {.database = database, .file = folder, .documents = store, .clock = [this] { return portal.now; }};
  }
  ImportId take_in(const std::string& rows) {
    const auto made = plan(rows);
    BOOST_REQUIRE(made.faults.empty());
    return apply(made);
  }
  // The one fault of an index whose second row is this, as 「列：理由」.
  std::string fault_of(const std::string& bad_row) {
    const auto made = plan(row("a.pdf") + bad_row);
    if (made.faults.size() != 1U || made.faults.front().line != 3U || made.faults.front().remedy.empty())
      return std::to_string(made.faults.size()) + " faults";
    BOOST_CHECK_THROW(apply(made), std::logic_error);
    return made.faults.front().column + "：" + made.faults.front().reason;
  }
  std::int64_t files() const {
    return std::count_if(fs::recursive_directory_iterator(store), fs::recursive_directory_iterator(),
                         [](const auto& entry) { return entry.is_regular_file(); });
  }
  std::int64_t clean_up(Timestamp withdrawn_since) {
    return document_store::remove(
        store, mihon_id,
        [&](std::span<const std::string> digests) {
          return document_batches::unneeded(mihon, digests, withdrawn_since);
        },
        false);
  }

  testing::TestPortal portal;
  db::Database database;
  testing::Operator as_operator;
  db::SocietyDatabase& mihon;
  SocietyId mihon_id = as_operator.society.id;
  fs::path folder, store;
  std::chrono::minutes writing_takes{0};  // each PDF
};

}  // namespace

BOOST_AUTO_TEST_SUITE(taking_in_documents)

BOOST_AUTO_TEST_CASE(a_plan_alone_changes_nothing_and_applied_each_member_has_their_own_pdf) {
  Staff staff;
  const auto plan =
      staff.plan(row("b.pdf", "0001002") + row("a.pdf") + row("c.pdf", "0001001", "01", "資格情報のお知らせ"));
  BOOST_REQUIRE(plan.faults.empty());
  BOOST_TEST(plan.counts.added == 3U);
  BOOST_TEST(plan.outcomes.front().what == "支給決定通知書：療養費の決定（b.pdf）");
  BOOST_TEST(staff.portal.count("documents") == 0);
  BOOST_TEST(staff.files() == 0);
  staff.apply(plan);
  for (const auto& [number, branch, file] :
       {std::tuple{"0001001", "00", "a.pdf"}, {"0001002", "00", "b.pdf"}, {"0001001", "01", "c.pdf"}}) {
    const auto list = documents::list(staff.mihon, staff.portal.member("mihon", number, branch), 1);
    BOOST_REQUIRE(list.lines.size() == 1U);
    BOOST_TEST((list.lines.front().issued_on == 2026y / 11 / 1));
    const fs::path stored = staff.store / document_store::place(staff.mihon_id, list.lines.front().file_digest);
    BOOST_TEST(document_file::bytes_of(stored) == SamplePdf{.words = file}.bytes());
    struct stat found{};
    BOOST_TEST(stat(stored.c_str(), &found) == 0);
    BOOST_TEST((found.st_mode & 0777U) == 0640U);
  }
  BOOST_TEST(staff.portal.count("audit_log") == 1);
}

BOOST_AUTO_TEST_CASE(an_index_is_joined_by_number_whatever_the_order_of_its_columns) {
  Staff staff;
  const auto plan = staff.plan("a.pdf,2026-11-01,題,その他の通知書,00,0001002,12,x\n",
                               "ファイル名,発行日,件名,種別,枝番,番号,記号,備考\n");
  BOOST_REQUIRE(plan.content.lines.size() == 1U);
  BOOST_TEST((plan.content.lines.front().member == staff.portal.member("mihon", "0001002")));
  BOOST_TEST(plan.notices.front() == "使わない列があります：備考");
}

// IM-02 of docs/security.md.
BOOST_AUTO_TEST_CASE(a_birth_date_or_kana_of_somebody_else_stops_the_folder_whose_index_has_these_columns) {
  Staff staff;
  const auto fault_of = [&](const std::string& more) {
    const auto plan = staff.plan("12,0001001,00,その他の通知書,題,R8.11.1,a.pdf," + more + "\n",
                                 "記号,番号,枝番,種別,件名,発行日,ファイル名,生年月日,フリガナ\n");
    return plan.faults.empty() ? "" : plan.faults.front().column + "：" + plan.faults.front().reason;
  };
  BOOST_TEST(fault_of("S60.4.1,ミホン") == "");
  BOOST_TEST(fault_of("S60.4.2,ミホン") == "生年月日：この番号の加入者の生年月日と違います");
  BOOST_TEST(fault_of("S60.4.1,ミホソ") == "フリガナ：この番号の加入者のフリガナと違います");
}

BOOST_AUTO_TEST_CASE(every_fault_of_a_row_is_named_and_changes_nothing) {
  Staff staff;
  BOOST_TEST(staff.fault_of(row("b.pdf", "9999999")) == "番号：12-9999999-00という加入者はいません");
  BOOST_TEST(staff.fault_of(row("b.pdf", "0001001", "0")).starts_with("枝番："));
  BOOST_TEST(staff.fault_of(row("b.pdf", "0001001", "00", "知らない紙")) == "種別：知らない種別です");
  BOOST_TEST(staff.fault_of(row("b.pdf", "0001001", "00", "支給決定通知書", "2026-11-23")) ==
             "発行日：まだ来ていない日です");
  BOOST_TEST(staff.fault_of(row("b.pdf", "0001001", "00", "支給決定通知書", "令和7年2月30日")) ==
             "発行日：日付として読めません");
  BOOST_TEST(staff.fault_of(row("none.pdf")) == "ファイル名：none.pdfがフォルダーにありません");
  BOOST_TEST(staff.fault_of(row("a.pdf", "0001002")) == "ファイル名：2行目と同じファイルです");
  for (const char* outside : {"../in/b.pdf", "/etc/passwd", "x\\b.pdf", ".hidden.pdf", ".."})
    BOOST_TEST(staff.fault_of(row(outside)) == "ファイル名：フォルダーの中のファイルの名前ではありません", outside);
  BOOST_TEST(staff.portal.count("documents") + staff.portal.count("imports") == 0);
  BOOST_TEST(staff.files() == 0);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_pdf_to_be_handed_on_stops_the_import) {
  Staff staff;
  staff.write("b.pdf", "<html>");
  BOOST_TEST(staff.fault_of(row("b.pdf")) == "ファイル名：PDFではありません");
  const std::string whole = SamplePdf{}.bytes();
  staff.write("b.pdf", whole.substr(0, whole.size() / 2));
  BOOST_TEST(staff.fault_of(row("b.pdf")) == "ファイル名：PDFが壊れているか、途中で切れています");
  staff.write("b.pdf", SamplePdf{.in_catalog = "/OpenAction<</S/JavaScript/JS(1)>>"}.bytes());
  BOOST_TEST(staff.fault_of(row("b.pdf")) == "ファイル名：プログラム（JavaScriptなど）が入ったPDFです");
  staff.write("b.pdf", whole + std::string(5 * 1024 * 1024, ' ') + whole.substr(whole.size() - 40));
  BOOST_TEST(staff.fault_of(row("b.pdf")) == "ファイル名：5MBを超えています");
  staff.write("b.pdf", "");
  BOOST_TEST(staff.fault_of(row("b.pdf")) == "ファイル名：PDFではありません");
  fs::remove(staff.folder / "b.pdf");
  fs::create_symlink("/etc/hostname", staff.folder / "b.pdf");
  BOOST_TEST(staff.fault_of(row("b.pdf")) == "ファイル名：b.pdfを読めません");
}

BOOST_AUTO_TEST_CASE(equal_bytes_for_two_people_and_pdfs_that_nobody_gets_are_pointed_out) {
  Staff staff;
  staff.write("b.pdf", SamplePdf{.words = "a.pdf"}.bytes());
  const auto plan = staff.plan(row("a.pdf") + row("b.pdf", "0001002"));
  BOOST_TEST(plan.faults.empty());
  BOOST_TEST(plan.odd_count == 1U);
  BOOST_TEST(plan.outcomes.front().what == "2行目の人のPDFと中身が同じです（b.pdf）");
  BOOST_TEST(plan.notices.front() == "index.csvにないPDFがあります（だれにも届きません）：c.pdf");
  const auto twice = staff.plan(row("a.pdf") + row("b.pdf"));
  BOOST_REQUIRE(twice.faults.size() == 1U);
  BOOST_TEST(twice.faults.front().reason == "2行目と同じ書類です");
}

BOOST_AUTO_TEST_CASE(a_folder_is_known_again_and_of_a_changed_one_only_what_is_new_is_added) {
  Staff staff;
  staff.take_in(row("a.pdf"));
  BOOST_TEST(staff.knows(staff.plan(row("a.pdf"))));
  const auto more = staff.plan(row("a.pdf") + row("b.pdf"));
  BOOST_TEST(!staff.knows(more));
  BOOST_TEST(more.counts.unchanged == 1U);
  BOOST_TEST(more.counts.added == 1U);
  BOOST_TEST(more.odd_count == 1U);  // same kind, title and day as the one that is there
  staff.apply(more);
  BOOST_TEST(staff.portal.count("documents") == 2);
  staff.write("a.pdf", SamplePdf{.words = "corrected"}.bytes());
  const auto corrected = staff.plan(row("a.pdf"));
  BOOST_TEST(!staff.knows(corrected));
  BOOST_TEST(corrected.counts.added == 1U);
}

BOOST_AUTO_TEST_CASE(a_document_is_there_since_it_can_be_seen_and_not_since_the_command_began) {
  Staff staff;
  const Timestamp began = staff.portal.now;
  staff.writing_takes = 3min;
  const ImportId id = staff.take_in(row("a.pdf") + row("b.pdf", "0001002"));
  BOOST_TEST((imports::find(staff.mihon, id).value().applied_at == began + 6min));
  for (const auto& one : document_batches::latest(staff.mihon, {}, 2)) BOOST_TEST((one.added_at == began + 6min));
}

BOOST_AUTO_TEST_CASE(a_document_withdrawn_alone_comes_again_with_its_folder_as_often_as_it_is_withdrawn) {
  Staff staff;
  const std::string rows = row("a.pdf") + row("b.pdf", "0001002");
  const MemberId hanako = staff.portal.member("mihon", "0001001");
  ImportId latest = staff.take_in(rows);
  for (int times = 0; times < 3; ++times) {
    const auto list = documents::list(staff.mihon, hanako, 1);
    BOOST_REQUIRE(list.lines.size() == 1U);
    BOOST_TEST(document_import::withdraw(staff.scene(), list.lines.front().id));
    const auto again = staff.plan(rows);
    BOOST_TEST(!staff.knows(again));
    BOOST_TEST(again.counts.added == 1U);
    BOOST_TEST(again.counts.unchanged == 1U);
    latest = staff.apply(again);
    BOOST_TEST(staff.knows(staff.plan(rows)));
  }
  staff.revert(latest);
  staff.take_in(rows);
  BOOST_TEST(documents::list(staff.mihon, hanako, 1).all == 1);
}

BOOST_AUTO_TEST_CASE(a_pdf_that_changes_between_the_check_and_the_copy_stops_everything) {
  Staff staff;
  const auto plan = staff.plan(row("a.pdf"));
  staff.write("a.pdf", SamplePdf{.words = "somebody else's"}.bytes());
  BOOST_CHECK_THROW(staff.apply(plan), std::runtime_error);
  BOOST_TEST(staff.portal.count("documents") == 0);
}

BOOST_AUTO_TEST_CASE(an_import_undone_is_gone_from_the_pages_may_come_again_and_is_still_known_to_the_log) {
  Staff staff;
  const ImportId id = staff.take_in(row("a.pdf") + row("b.pdf", "0001002"));
  const MemberId hanako = staff.portal.member("mihon", "0001001");
  BOOST_TEST(staff.revert(id).value_or("") == "2 documents withdrawn");
  BOOST_TEST(!staff.revert(id).has_value());
  BOOST_TEST(documents::list(staff.mihon, hanako, 1).all == 0);
  BOOST_TEST(staff.portal.count("documents") == 2);
  staff.take_in(row("a.pdf") + row("b.pdf", "0001002"));
  BOOST_TEST(documents::list(staff.mihon, hanako, 1).all == 1);
}

BOOST_AUTO_TEST_CASE(the_clean_up_deletes_bytes_that_no_row_names_or_that_were_withdrawn_long_ago_and_no_others) {
  Staff staff;
  const ImportId id = staff.take_in(row("a.pdf") + row("b.pdf", "0001002"));
  document_store::put(staff.store, staff.mihon_id, std::string(64, 'a'), "left by a crash");
  const std::string left = document_store::place(staff.mihon_id, std::string(64, 'a'));
  std::ofstream(staff.store / (left + ".part")) << "cut o";
  BOOST_TEST(staff.clean_up(staff.portal.now) == 2);
  BOOST_TEST(staff.files() == 2);
  staff.revert(id);
  BOOST_TEST(staff.clean_up(staff.portal.now) == 0);
  BOOST_TEST(staff.clean_up(staff.portal.now + 1s) == 2);
  BOOST_TEST(staff.files() == 0);
}

BOOST_AUTO_TEST_CASE(a_pdf_is_found_whose_name_another_system_wrote_in_its_own_way) {
  Staff staff;
  const std::string wanted = "支給決定通知書（ガーゼ）.pdf";
  const std::string taken_apart = "支給決定通知書（カ\u3099ーセ\u3099）.pdf";
  for (const std::string& name :
       {taken_apart, portal::csv::to_cp932(wanted).bytes, std::string("支給決定通知書(ｶﾞーｾﾞ).PDF")}) {
    staff.write(name, SamplePdf{}.bytes());
    const auto plan = staff.plan(row(wanted));
    BOOST_TEST(plan.faults.empty(), name);
    BOOST_TEST(plan.notices.front() == "index.csvにないPDFがあります（だれにも届きません）：a.pdf、b.pdf、c.pdf");
    fs::remove(staff.folder / name);
  }
  staff.write(taken_apart, SamplePdf{}.bytes());
  staff.take_in(row(wanted));
  BOOST_TEST(staff.files() == 1);
}

BOOST_AUTO_TEST_CASE(of_names_that_fit_alike_or_nearly_the_reason_says_what_there_is) {
  Staff staff;
  fs::rename(staff.folder / "a.pdf", staff.folder / "A.pdf");
  BOOST_TEST(staff.plan(row("a.pdf")).faults.empty());
  staff.write("ａ.pdf", SamplePdf{}.bytes());
  BOOST_TEST(staff.plan(row("A.pdf")).faults.empty());
  const auto reason = [&staff](const std::string& rows) {
    const auto plan = staff.plan(rows);
    return plan.faults.empty() ? std::string() : plan.faults.front().reason;
  };
  BOOST_TEST(reason(row("a.pdf")) == "a.pdfに当てはまるファイルが、いくつもあります：A.pdf、ａ.pdf");
  BOOST_TEST(reason(row("b")) == "bがフォルダーにありません。似た名前のb.pdfはあります");
  BOOST_TEST(reason(row("b.pdf") + row("B.PDF", "0001002")) == "2行目と同じファイルです");
  staff.plan(row("b.pdf"));
  fs::rename(staff.folder / "index.csv", staff.folder / "INDEX.CSV");
  BOOST_TEST(Documents::plan(staff.mihon, staff.order(), today, [](std::size_t) {}).faults.empty());
}

BOOST_AUTO_TEST_CASE(a_folder_without_an_index_has_that_one_fault) {
  Staff staff;
  const auto plan = Documents::plan(staff.mihon, staff.order(), today, [](std::size_t) {});
  BOOST_REQUIRE(plan.faults.size() == 1U);
  BOOST_TEST(plan.faults.front().reason == "index.csvがフォルダーにありません");
}

BOOST_AUTO_TEST_CASE(a_half_written_file_of_the_right_name_is_written_anew) {
  Staff staff;
  const std::string bytes = SamplePdf{.words = "a.pdf"}.bytes();
  const auto plan = staff.plan(row("a.pdf"));
  const std::string digest = plan.content.lines.front().file_digest;
  const fs::path file = staff.store / document_store::place(staff.mihon_id, digest);
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes.substr(0, 100);
  staff.apply(plan);
  BOOST_TEST(document_file::bytes_of(file) == bytes);
}

BOOST_AUTO_TEST_SUITE_END()
