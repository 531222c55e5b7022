// GET /{s}/topics, GET /{s}/topics/{topic}: articles for every member, newest first.
#include "gen/topics.hpp"

#include "base/calendar.hpp"
#include "fcgi/visit.hpp"
#include "gen/topics/topic.hpp"
#include "handlers/parts/article.hpp"
#include "handlers/parts/news_list.hpp"
#include "handlers/parts/paging.hpp"
#include "sql/publishing/topics.hpp"

namespace portal {
namespace t = templates::topics;

Response topics_list(MemberVisit& visit) {
  const int page = page_asked(visit.request.query);
  const auto list = topics::list(visit.db, visit.member.left_on, calendar::date_in_japan(visit.now), page);
  View view(t::file);
  show_paging(view, t::PAGING, {visit.url("/topics"), page, list.all, list.lines.size()});
  view.show(t::SOME, list.all > 0).show(t::NONE, list.all == 0);
  for (const auto& line : list.lines)
    view.show_once(t::LIST).put(t::NEWS, news_item(line, visit.url("/topics/"), false));
  return {Page{std::move(view), "トピックス", "notices"}};
}

Response topics_show(MemberVisit& visit) {
  const TopicId id{number_in_path(visit.names.front())};
  const auto topic = or_not_found(topics::find(visit.db, id, visit.member.left_on, calendar::date_in_japan(visit.now)));
  View view(templates::topics::topic::file);
  view.put(templates::topics::topic::ARTICLE, article(topic, visit.url("")));
  return {Page{std::move(view), topic.title, "notices"}};
}

}  // namespace portal
