// GET /{s}/: the society's front page: its news and announcements, links to its own site, the way to sign in.
#include "gen/front.hpp"

#include "fcgi/kept.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/news_list.hpp"
#include "sql/societies.hpp"

namespace portal {
namespace t = templates::front;
namespace {

constexpr const char* usual_lead = "医療費のお知らせや各種の手続きを、スマートフォンやパソコンでご利用いただけます。";

// A section and its list appear together, with the first item.
void show_item(View& view, const FrontItem& item) {
  if (item.section == "lead")
    view.set(t::FRONT_TEXT, item.title);
  else if (item.section == "news")
    view.show_once(t::NEWS_LIST).put(t::NEWS, news_item(item));
  else if (item.section == "announcement")
    view.show_once(t::ANNOUNCEMENT_LIST).put(t::ANNOUNCEMENT, news_item(item));
  else if (item.url)
    view.show_once(t::SITE_LINKS).add(t::SITE_LINK).set(t::SITE_URL, *item.url).set(t::SITE_LABEL, item.title);
}

}  // namespace

Response front_show(Visit& visit) {
  View view(t::file);
  if (visit.society.site_url)
    view.show_once(t::SITE_LINKS)
        .add(t::SITE_LINK)
        .set(t::SITE_URL, *visit.society.site_url)
        .set(t::SITE_LABEL, visit.society.name + "のホームページ");
  for (const FrontItem& item : kept::front_items(visit)) show_item(view, item);
  if (view.value(t::FRONT_TEXT.name) == nullptr) view.set(t::FRONT_TEXT, usual_lead);
  return {Page{std::move(view), visit.society.name, ""}};
}

}  // namespace portal
