#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/documents/document_file.hpp"
#include "domain/scene.hpp"
#include "sql/imports/imports.hpp"

// Taking in folders of documents, undoing them, and withdrawing one (docs/decisions/0014).
namespace portal::document_import {

inline constexpr const char* kind = "documents";

struct Plan {
  std::string file_digest;  // of the index and every PDF that it names, and of the imports whose documents come again
  imports::Counts counts;
  std::vector<csv::Fault> faults;              // any: nothing may be applied
  std::vector<std::string> notices;            // of the folder as a whole
  std::vector<import_file::Outcome> outcomes;  // odd lines (確認) and what is added (追加)
  std::size_t odd_count = 0;
  document_file::Content content;  // without the lines whose documents are there already
};

// Checks the whole folder, compares it with what is stored, changes nothing.
Plan plan(db::SocietyReader& db, const std::filesystem::path& folder, calendar::Date today,
          const import_file::Progress& progress);

// Nothing of the folder is new.
std::optional<imports::Import> taken_already(db::SocietyReader& db, const Plan& plan);

// Where it is written; `store` is the folder of all documents' bytes.
struct Target {
  db::Database& database;
  const std::filesystem::path& store;
};

// The bytes first, then one transaction: every document is there with its bytes, or none is. Throws std::logic_error
// when the plan has faults, std::runtime_error when a PDF is another one by now, std::system_error when the disk
// refuses.
ImportId apply(const Scene& scene, const Target& target, const Plan& plan, const std::filesystem::path& folder,
               const import_file::Meanwhile& meanwhile);

// Withdraws what an import added, as far as it is still there; how many. The same folder may then be taken in again.
// Nothing: it was undone meanwhile.
std::optional<std::uint64_t> revert(const Scene& scene, db::Database& database, ImportId import);

// False: it was withdrawn already. In the caller's transaction.
bool withdraw(const Scene& scene, DocumentId id);

}  // namespace portal::document_import
