#pragma once
#include <string>
#include <string_view>

#include "domain/documents/document_file.hpp"
#include "domain/imports/import_kinds.hpp"

// Taking in folders of documents, undoing them, and withdrawing one (docs/decisions/0014).
namespace portal::document_import {

// Its digest is that of the index and every PDF that it names.
struct Plan : import_kinds::Plan {
  document_file::Content content;  // without the lines whose documents are there already
};

struct Documents {
  static constexpr std::string_view name = "documents";
  static constexpr bool comes_as_folder = true;
  static constexpr auto imported = audit::Event::documents_imported, reverted = audit::Event::documents_reverted;
  using Plan = document_import::Plan;

  static Plan plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                   const import_file::Progress& progress);
  static std::string figures(const Plan& plan);
  // The bytes come first, then the rows: every document is there with its bytes, or none is. Throws std::runtime_error
  // when a PDF is another one by now, std::system_error when the disk refuses.
  static void prepare(const Scene& scene, const import_kinds::Order& order, const Plan& plan,
                      const import_file::Progress& progress);
  static void write(const import_kinds::Writing& writing, const Plan& plan);

  static std::string what_is_in_the_way(db::SocietyReader& db, const imports::Import& import);
  // Withdraws what the import added, as far as it is still there.
  static std::string take_back(const Scene& scene, ImportId import);
};

// False: it was withdrawn already. In the caller's transaction.
bool withdraw(const Scene& scene, DocumentId id);

}  // namespace portal::document_import
