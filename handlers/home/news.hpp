#pragma once
#include "fcgi/visit.hpp"
#include "sql/publishing/home.hpp"

// あなたへの新しいお知らせ: what Home says is new and unread.
namespace portal::home_news {

expenses::News since_last_visit(const MemberVisit& visit);  // at the first visit: what came lately
void show(View& home, const MemberVisit& visit, const home::Overview& overview);

}  // namespace portal::home_news
