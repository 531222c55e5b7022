#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/import_kinds.hpp"
#include "sql/applications/application_desk.hpp"

// What a society says to applications: a CSV of 受付番号, 状態 and メッセージ (product.md §5, docs/decisions/0021).
// Without the column メッセージ a status that stays keeps its message.
namespace portal::application_results {

struct Change {
  std::size_t line;
  application_desk::Facts application;  // as it was when the file was checked
  applications::Status status;
  std::string message;
  bool is_told;  // by mail: another status, or a message that is new; never of what is hidden from the applicant
};

struct Plan : import_kinds::Plan {
  std::vector<Change> changes;
  std::size_t told_count() const;
};

struct Results {
  static constexpr std::string_view name = "results";
  static constexpr bool comes_as_folder = false;
  static constexpr auto imported = audit::Event::results_imported;
  static constexpr std::string_view why_no_revert = "results can't be undone: the applicants have been told by mail",
                                    instead = "import another file that says what holds: 受付番号, 状態, メッセージ";
  using Plan = application_results::Plan;

  static Plan plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                   const import_file::Progress& progress);
  static std::string figures(const Plan& plan);
  // Every status, the mails and an audit row each. An applicant may be faster than the file: the plan's faults say who.
  static void write(const import_kinds::Writing& writing, Plan& plan);
};

}  // namespace portal::application_results
