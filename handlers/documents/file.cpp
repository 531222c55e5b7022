// GET /{s}/documents/{id}.pdf: the document itself. Who may have it is decided and written down here; nginx sends the
// bytes.
#include <fmt/format.h>

#include "domain/documents/document_kinds.hpp"
#include "domain/documents/document_opening.hpp"
#include "domain/documents/document_store.hpp"
#include "handlers/handlers.hpp"
#include "handlers/parts/paging.hpp"
#include "handlers/parts/scene.hpp"

namespace portal {
namespace {

// tsuchisho-20261110.pdf: nothing of the member in it.
std::string file_name(const documents::Document& document) {
  const auto* kind = document_kinds::find(document.kind);
  std::string day = to_sql(document.issued_on);
  std::erase(day, '-');
  return fmt::format("{}-{}.pdf", kind == nullptr ? "tsuchisho" : kind->file_name, day);
}

}  // namespace

Response documents_file(MemberVisit& visit) {
  const DocumentId id{number_in_path(visit.names.front())};
  const auto opened = document_opening::open(scene_of(visit), {visit.account.id, visit.member.id}, id);
  if (opened.too_many) throw HttpError{HttpStatus::too_many_requests};
  const auto document = or_not_found(opened.document);
  return {
      Streamed{file_name(document), "application/pdf", document_store::place(visit.society.id, document.file_digest)}};
}

}  // namespace portal
