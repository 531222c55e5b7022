#include "handlers/home/news.hpp"

#include <ranges>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "gen/home.hpp"
#include "handlers/parts/news_list.hpp"

namespace portal::home_news {
namespace t = templates::home;

void show(View& home, const MemberVisit& visit, const home::Overview& overview) {
  if (const auto returned = overview.limit_applications.newest_returned)
    home.show_once(t::NEWS_LIST)
        .put(t::NEWS, news_item("限度額申請の差戻し（内容をご確認ください）",
                                visit.url(fmt::format("/limit-certificate/{}", number(*returned)))));
  if (overview.new_expenses)
    home.show_once(t::NEWS_LIST)
        .put(t::NEWS, news_item(calendar::japanese_month(*overview.new_expenses) + "診療分の医療費通知",
                                visit.url(fmt::format("/expenses?year={}", int{overview.new_expenses->year()}))));
  for (const auto& one : overview.documents.newest)
    home.show_once(t::NEWS_LIST)
        .put(t::NEWS, news_item({number(one.id), one.title, one.issued_on}, visit.url("/documents/"), Mark::fresh));
  for (const notice_list::Line& line : overview.notices | std::views::take(limits::articles_on_home_max))
    home.show_once(t::NEWS_LIST).put(t::NEWS, news_item(line, visit.url("/notices/"), true));
  if (overview.documents.all > 0)
    home.show_once(t::NEWS_LIST).add(t::MORE_DOCUMENTS).set(t::NEW_COUNT, overview.documents.all);
  if (!overview.notices.empty())
    home.show_once(t::NEWS_LIST).add(t::MORE_NOTICES).set(t::UNREAD_COUNT, overview.notices.size());
}

}  // namespace portal::home_news
