#pragma once
#include <vector>

#include "sql/household/members.hpp"
#include "sql/publishing/notices.hpp"

// 健保からのお知らせ as one member finds them on a day.
namespace portal::notice_list {

struct Line : articles::Line<NoticeId> {
  bool is_unread = false;
};

// Unread first, then the newest. `shown` is that day's.
std::vector<Line> of_member(db::SocietyReader& db, const notices::Shown& shown, const Member& member,
                            notices::Date today);

int unread_count(const std::vector<Line>& lines);

}  // namespace portal::notice_list
