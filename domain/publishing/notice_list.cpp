#include "domain/publishing/notice_list.hpp"

#include <algorithm>
#include <tuple>

#include "domain/publishing/notice_audience.hpp"

namespace portal::notice_list {
namespace {

void add_addressed(std::vector<Line>& lines, const std::vector<notices::Line>& shown, const Member& member) {
  for (const notices::Line& one : shown)
    if (notice_audience::addresses(one.audience, one.from, member)) lines.push_back({one, true});
}

}  // namespace

std::vector<Line> of_member(db::SocietyReader& db, const notices::Shown& shown, const Member& member,
                            notices::Date today) {
  std::vector<Line> lines;
  add_addressed(lines, shown.to_all, member);
  if (shown.has_listed) add_addressed(lines, notices::shown_to_listed(db, member.id, today), member);
  if (lines.empty()) return lines;
  const auto read = notices::read_by(db, member.id, std::ranges::min(lines, {}, &Line::id).id);
  for (Line& line : lines) line.is_unread = !std::ranges::binary_search(read, line.id);
  std::ranges::sort(lines, std::greater{}, [](const Line& one) { return std::tuple(one.is_unread, one.from, one.id); });
  return lines;
}

int unread_count(const std::vector<Line>& lines) {
  return static_cast<int>(std::ranges::count(lines, true, &Line::is_unread));
}

}  // namespace portal::notice_list
