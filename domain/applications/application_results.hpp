#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/imports/import_file.hpp"
#include "domain/scene.hpp"
#include "sql/applications/application_desk.hpp"
#include "sql/imports/imports.hpp"

// What a society says to applications: a CSV of 受付番号, 状態 and メッセージ (product.md §5, docs/decisions/0021).
// Without the column メッセージ a status that stays keeps its message.
namespace portal::application_results {

inline constexpr const char* kind = "results";

struct Change {
  std::size_t line;
  application_desk::Facts application;  // as it was when the file was checked
  applications::Status status;
  std::string message;
  bool is_told;  // by mail: another status, or a message that is new; never of what is hidden from the applicant
};

struct Plan {
  std::string file_digest;
  imports::Counts counts;
  std::vector<csv::Fault> faults;  // any: nothing may be applied
  std::vector<std::string> notices;
  std::vector<import_file::Outcome> outcomes;
  std::vector<Change> changes;
  std::size_t told_count() const;
};

// Checks the whole file against what applications are now, changes nothing.
Plan plan(db::SocietyReader& db, const std::filesystem::path& file);

std::optional<imports::Import> taken_already(db::SocietyReader& db, const Plan& plan);

// One transaction: every status, the mails and an audit row each, or nothing. Nothing: applicants acted meanwhile, and
// the plan's faults say who. Throws std::logic_error when the plan has faults.
std::optional<ImportId> apply(const MailScene& scene, db::Database& database, Plan& plan,
                              const std::filesystem::path& file, const import_file::Progress& progress);

}  // namespace portal::application_results
