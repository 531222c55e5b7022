// GET /{s}/documents/{document}, GET /{s}/documents/{document}.pdf: what one of the 通知書・証明書 is, and the document
// itself. Who may have it is decided and written down here; nginx sends the bytes.
#include "gen/documents/document.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "domain/documents/document_kinds.hpp"
#include "domain/documents/document_opening.hpp"
#include "domain/documents/document_store.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/file_size.hpp"
#include "handlers/parts/paging.hpp"
#include "handlers/parts/scene.hpp"
#include "sql/documents/documents.hpp"

namespace portal {
namespace t = templates::documents::document;
namespace {

// tsuchisho-20261110.pdf, その他の通知書_20261110.pdf.
FileName file_name(const documents::Document& document) {
  const auto* kind = document_kinds::find(document.kind);
  std::string day = to_sql(document.issued_on);
  std::erase(day, '-');
  return {fmt::format("{}-{}.pdf", kind == nullptr ? "tsuchisho" : kind->file_name, day),
          fmt::format("{}_{}.pdf", kind == nullptr ? "通知書" : kind->name, day)};
}

}  // namespace

// Another's, another society's, a withdrawn one and one that never was: all the same page.
Response documents_show(MemberVisit& visit) {
  const DocumentId id{number_in_path(visit.names.front())};
  const documents::Document document = or_not_found(documents::find(visit.db, visit.member.id, id));
  View view(t::file);
  view.set(t::DOCUMENT_TITLE, document.title)
      .set(t::KIND, document.kind)
      .set(t::ISSUED_ON, calendar::japanese_date(document.issued_on))
      .set(t::MEMBER_NAME, visit.member.name)
      .set(t::URL, visit.url(fmt::format("/documents/{}.pdf", number(document.id))))
      .set(t::KILOBYTES, kilobytes(document.bytes));
  if (const auto* kind = document_kinds::find(document.kind)) view.add(t::EXPLAINED).set(t::ABOUT, kind->about);
  return {Page{std::move(view), document.title, "documents"}};
}

Response documents_file(Writing<MemberVisit>& visit) {
  const DocumentId id{number_in_path(visit.names.front())};
  const auto opened = document_opening::open(scene_of(visit), {visit.account.id, visit.member.id}, id,
                                             visit.installation.config.paths.documents);
  if (opened.too_many) throw HttpError{HttpStatus::too_many_requests};
  if (opened.is_lost) throw HttpError{HttpStatus::internal_server_error};
  const auto document = or_not_found(opened.document);
  return {Streamed{.name = file_name(document),
                   .content_type = "application/pdf",
                   .use = use_asked(visit.request.query),
                   .place = document_store::place(visit.society.id, document.file_digest)}};
}

}  // namespace portal
