#include "handlers/home/overview.hpp"

#include <algorithm>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/applications/eligibility.hpp"
#include "domain/expenses/expense_calendar.hpp"
#include "fcgi/kept.hpp"
#include "sql/accounts/account_emails.hpp"

namespace portal::home {
namespace {

bool any_came(const expenses::Arrived& arrived, const expenses::News& news) {
  const auto is_new = [&news](expenses::Month month) {
    return expenses::first_day(month) > news.known_through && expenses::first_day(month) <= news.newest;
  };
  return arrived.latest_at > news.known_at || std::ranges::any_of(arrived.months, is_new);
}

// Since the last visit; at the first one: what came lately. Most come when nothing has come since, and nobody's lines
// are looked at.
std::optional<expenses::Month> new_expenses(const MemberVisit& visit, calendar::Date today) {
  const auto known_at = visit.account.signed_in_before_at.value_or(visit.now - limits::arrival_life);
  const expenses::News news = expenses::news_since(visit.society, known_at, today);
  if (!any_came(kept::arrived(visit), news)) return {};
  return expenses::newest_fresh(visit.db, visit.member.id, today, news);
}

std::vector<notice_list::Line> unread_notices(const MemberVisit& visit, calendar::Date today) {
  auto lines = notice_list::of_member(visit.db, kept::notices(visit), visit.member, today);
  std::erase_if(lines, [](const notice_list::Line& line) { return !line.is_unread; });
  return lines;
}

}  // namespace

Overview overview(const MemberVisit& visit) {
  const auto today = calendar::date_in_japan(visit.now);
  const MemberId member = visit.member.id;
  const auto made = applications::standing(visit.db, member);
  const auto& programmes = kept::programmes(visit, eligibility::fiscal_year_of(today));
  return {.has_bounced_address = account_emails::has_bounced(visit.db, visit.account.id),
          .notices = unread_notices(visit, today),
          .documents = documents::unopened(visit.db, member, limits::articles_on_home_max),
          .new_expenses = new_expenses(visit, today),
          .limit_applications = limit_applications::open_among(made),
          .screenings = screenings::offers(visit.db, programmes, member, made)};
}

}  // namespace portal::home
