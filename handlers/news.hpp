#pragma once
#include "sql/societies.hpp"
#include "templates/view.hpp"

namespace portal {

// One line of a list of news (parts/news_item.tpl), as the society's front page and Home show it.
View news_item(const FrontItem& item);

}  // namespace portal
