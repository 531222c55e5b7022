#include "handlers/parts/news_list.hpp"

#include "base/calendar.hpp"
#include "gen/parts/news_item.hpp"

namespace portal {
namespace t = templates::parts::news_item;

View news_item(const FrontItem& item) {
  View view(t::file);
  if (item.published_on)
    view.add(t::NEWS_DATED)
        .set(t::NEWS_DATE, calendar::japanese_date(*item.published_on))
        .set(t::NEWS_DATE_ISO, to_sql(*item.published_on));
  if (item.url)
    view.add(t::NEWS_LINK).set(t::NEWS_URL, *item.url).set(t::NEWS_LINK_TITLE, item.title);
  else
    view.add(t::NEWS_PLAIN).set(t::NEWS_TITLE, item.title);
  return view;
}

View news_item(const std::string& title, const std::string& url) {
  View view(t::file);
  view.show(t::NEWS_FRESH).add(t::NEWS_LINK).set(t::NEWS_URL, url).set(t::NEWS_LINK_TITLE, title);
  return view;
}

View news_item(const NewsLine& line, const std::string& folder, Mark mark) {
  View view(t::file);
  view.add(t::NEWS_DATED)
      .set(t::NEWS_DATE, calendar::japanese_date(line.from))
      .set(t::NEWS_DATE_ISO, to_sql(line.from));
  view.show(t::NEWS_UNREAD, mark == Mark::unread).show(t::NEWS_FRESH, mark == Mark::fresh);
  view.add(t::NEWS_LINK).set(t::NEWS_URL, folder + std::to_string(line.id)).set(t::NEWS_LINK_TITLE, line.title);
  return view;
}

}  // namespace portal
