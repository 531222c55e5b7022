// GET /{s}/documents: 通知書・証明書 issued to this member, the newest first.
#include "gen/documents.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/file_size.hpp"
#include "handlers/parts/leaving.hpp"
#include "handlers/parts/paging.hpp"
#include "sql/documents/documents.hpp"

namespace portal {
namespace t = templates::documents;

Response documents_list(MemberVisit& visit) {
  const int page = page_asked(visit.request.query);
  const auto list = documents::list(visit.db, visit.member.id, page);
  View view(t::file);
  show_paging(view, t::PAGING, {visit.url("/documents"), page, list.all, list.lines.size()});
  if (list.fresh > 0) view.add(t::FRESH).set(t::FRESH_COUNT, list.fresh);
  view.show(t::NONE, list.all == 0);
  tell_of_leaving(visit, view, t::LEFT);
  for (const documents::Document& one : list.lines) {
    View& line = view.show_once(t::LIST).add(t::DOCUMENT);
    line.set(t::ISSUED_ON, calendar::japanese_date(one.issued_on))
        .set(t::ISSUED_ON_ISO, to_sql(one.issued_on))
        .show(t::IS_NEW, one.is_new)
        .set(t::URL, visit.url(fmt::format("/documents/{}", number(one.id))))
        .set(t::DOCUMENT_TITLE, one.title)
        .set(t::KILOBYTES, kilobytes(one.bytes));
    if (one.kind != one.title) line.add(t::OF_KIND).set(t::KIND, one.kind);
  }
  return {Page{std::move(view), "通知書・証明書", "documents"}};
}

}  // namespace portal
