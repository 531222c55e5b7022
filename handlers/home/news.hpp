#pragma once
#include "handlers/home/overview.hpp"

// あなたへの新しいお知らせ: what Home says is new and unread.
namespace portal::home_news {

void show(View& home, const MemberVisit& visit, const home::Overview& overview);

}  // namespace portal::home_news
