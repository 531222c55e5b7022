#pragma once
#include "handlers/home/overview.hpp"

// 新しいお知らせ: what is new for this member today, in at most three sentences, each with the one button that leads
// on. Those that have a deadline within two weeks come first; the first one's button is the page's primary one.
namespace portal::home_news {

void show(View& home, const MemberVisit& visit, const home::Overview& overview);

}  // namespace portal::home_news
