#pragma once
#include <string>

#include "sql/publishing/articles.hpp"
#include "sql/societies.hpp"
#include "templates/view.hpp"

namespace portal {

// One line of a list of news (parts/news_item.tpl), as the society's front page and Home show it.
View news_item(const FrontItem& item);

// Something that came since the last visit, without a day of its own.
View news_item(const std::string& title, const std::string& url);

// The same for a notice, a topic or a document; `folder` is what its number follows in its URL: "/mihon/notices/".
struct NewsLine {
  std::int64_t id;
  std::string_view title;
  articles::Date from;
};
enum class Mark { none, unread, fresh };  // 未読 of what is read on a page, 新着 of a document
View news_item(const NewsLine& line, const std::string& folder, Mark mark);
template <class Id>
View news_item(const articles::Line<Id>& line, const std::string& folder, bool is_unread) {
  return news_item(NewsLine{number(line.id), line.title, line.from}, folder, is_unread ? Mark::unread : Mark::none);
}

}  // namespace portal
