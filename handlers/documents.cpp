// GET /{s}/documents, GET /{s}/documents/{id}: 通知書・証明書 issued to this member, the newest first, and one of them.
#include "gen/documents.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "domain/documents/document_kinds.hpp"
#include "gen/documents/document.hpp"
#include "handlers/handlers.hpp"
#include "handlers/parts/paging.hpp"
#include "sql/documents/documents.hpp"

namespace portal {
namespace {

using documents::Document;

std::int64_t kilobytes(const Document& document) {
  constexpr std::int64_t kilobyte = 1024;
  return (document.bytes + kilobyte - 1) / kilobyte;
}

std::string url_of(const MemberVisit& visit, const Document& document) {
  return visit.url(fmt::format("/documents/{}", number(document.id)));
}

}  // namespace

Response documents_list(MemberVisit& visit) {
  namespace t = templates::documents;
  const int page = page_asked(visit.request.query);
  const auto list = documents::list(visit.db, visit.member.id, page);
  View view(t::file);
  show_paging(view, t::PAGING, {visit.url("/documents"), page, list.all, list.lines.size()});
  if (list.fresh > 0) view.add(t::FRESH).set(t::FRESH_COUNT, list.fresh);
  view.show(t::NONE, list.all == 0);
  for (const Document& one : list.lines) {
    View& line = view.show_once(t::LIST).add(t::DOCUMENT);
    line.set(t::ISSUED_ON, calendar::japanese_date(one.issued_on))
        .set(t::ISSUED_ON_ISO, to_sql(one.issued_on))
        .show(t::IS_NEW, one.is_new)
        .set(t::URL, url_of(visit, one))
        .set(t::DOCUMENT_TITLE, one.title)
        .set(t::KILOBYTES, kilobytes(one));
    if (one.kind != one.title) line.add(t::OF_KIND).set(t::KIND, one.kind);
  }
  return {Page{std::move(view), "通知書・証明書", "documents"}};
}

// Another's, another society's, a withdrawn one and one that never was: all the same page.
Response documents_show(MemberVisit& visit) {
  namespace t = templates::documents::document;
  const DocumentId id{number_in_path(visit.names.front())};
  const Document document = or_not_found(documents::find(visit.db, visit.member.id, id));
  View view(t::file);
  view.set(t::DOCUMENT_TITLE, document.title)
      .set(t::KIND, document.kind)
      .set(t::ISSUED_ON, calendar::japanese_date(document.issued_on))
      .set(t::MEMBER_NAME, visit.member.name)
      .set(t::URL, url_of(visit, document) + ".pdf")
      .set(t::KILOBYTES, kilobytes(document));
  if (const auto* kind = document_kinds::find(document.kind)) view.add(t::EXPLAINED).set(t::ABOUT, kind->about);
  return {Page{std::move(view), document.kind, "documents"}};  // a title may be too long for a window's
}

}  // namespace portal
