// GET /{s}/topics, GET /{s}/topics/{topic}: articles for every member, newest first.
#include "gen/topics.hpp"

#include "base/calendar.hpp"
#include "fcgi/kept.hpp"
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
  std::vector<topics::Line> all = kept::topics(visit);
  std::erase_if(all, [&visit](const topics::Line& line) { return !topics::is_for(visit.member.left_on, line); });
  const auto lines = on_page(all, page);
  View view(t::file);
  show_paging(view, t::PAGING, {visit.url("/topics"), page, static_cast<int>(all.size()), lines.size()});
  view.show(t::SOME, !all.empty()).show(t::NONE, all.empty());
  for (const topics::Line& line : lines)
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
