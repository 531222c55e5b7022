#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/expenses/expense_file.hpp"
#include "domain/scene.hpp"
#include "sql/imports/imports.hpp"

// Taking in and undoing files of expense lines (docs/decisions/0011).
namespace portal::expense_import {

inline constexpr const char* kind = "expenses";

struct Plan {
  std::string file_digest;
  imports::Counts counts;
  std::vector<csv::Fault> faults;              // any: nothing may be applied
  std::vector<std::string> notices;            // of the file as a whole
  std::vector<import_file::Outcome> outcomes;  // odd lines (確認) and changed ones (変更)
  std::size_t odd_count = 0;
  expense_file::Content content;  // without the lines that are there already as they are
};

// Checks the whole file, compares it with what is stored, changes nothing.
Plan plan(db::SocietyReader& db, const std::filesystem::path& file, expenses::Date today,
          const import_file::Progress& progress);

std::optional<imports::Import> taken_already(db::SocietyReader& db, const Plan& plan);

// One transaction: all of it or nothing. Throws std::logic_error when the plan has faults. The lines of the plan are
// put into another order.
ImportId apply(const Scene& scene, db::Database& database, Plan& plan, const std::filesystem::path& file,
               const import_file::Meanwhile& meanwhile);

// Undoes an import as a whole; the same file may then be taken in again. Nothing: a later import changed one of its
// lines, or it was undone meanwhile, so nothing was done.
std::optional<expense_batches::Reverted> revert(const Scene& scene, db::Database& database, ImportId import);

}  // namespace portal::expense_import
