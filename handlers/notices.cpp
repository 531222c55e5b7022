// GET /{s}/notices, GET /{s}/notices/{notice}: the society's messages to this member, unread first; opening one marks
// it read.
#include "gen/notices.hpp"

#include "base/calendar.hpp"
#include "domain/publishing/notice_list.hpp"
#include "fcgi/kept.hpp"
#include "fcgi/visit.hpp"
#include "gen/notices/notice.hpp"
#include "handlers/parts/article.hpp"
#include "handlers/parts/news_list.hpp"
#include "handlers/parts/paging.hpp"
#include "sql/publishing/notices.hpp"

namespace portal {
namespace t = templates::notices;

Response notices_list(MemberVisit& visit) {
  const int page = page_asked(visit.request.query);
  const auto today = calendar::date_in_japan(visit.now);
  const auto all = notice_list::of_member(visit.db, kept::notices(visit), visit.member, today);
  const int unread = notice_list::unread_count(all);
  const auto lines = on_page(all, page);
  View view(t::file);
  show_paging(view, t::PAGING, {visit.url("/notices"), page, static_cast<int>(all.size()), lines.size()});
  if (unread > 0) view.add(t::UNREAD).set(t::UNREAD_COUNT, unread);
  view.show(t::ALL_READ, unread == 0 && !all.empty()).show(t::NONE, all.empty());
  for (const notice_list::Line& line : lines)
    view.show_once(t::LIST).put(t::NEWS, news_item(line, visit.url("/notices/"), line.is_unread));
  return {Page{std::move(view), "健保からのお知らせ", "notices"}};
}

// A notice that isn't shown now, or is for others, or another society's, is no page: all the same one.
Response notices_show(Marking<MemberVisit>& visit) {
  const NoticeId id{number_in_path(visit.names.front())};
  const auto notice = or_not_found(notices::find(visit.db, visit.member.id, id, calendar::date_in_japan(visit.now)));
  if (notice.is_unread && visit.marks) notices::mark_read(*visit.marks, visit.member.id, id, visit.now);
  View view(templates::notices::notice::file);
  view.put(templates::notices::notice::ARTICLE, article(notice.text, visit.url("")));
  return {Page{std::move(view), notice.text.title, "notices"}};
}

}  // namespace portal
