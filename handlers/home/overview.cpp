#include "handlers/home/overview.hpp"

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/applications/eligibility.hpp"
#include "domain/expenses/expense_calendar.hpp"
#include "sql/accounts/account_emails.hpp"

namespace portal::home {
namespace {

// At the first visit: what came lately.
expenses::News since_last_visit(const MemberVisit& visit) {
  return expenses::news_since(visit.society,
                              visit.account.signed_in_before_at.value_or(visit.now - limits::arrival_life),
                              calendar::date_in_japan(visit.now));
}

}  // namespace

Overview overview(const MemberVisit& visit) {
  constexpr int society_news_max = 2;
  const auto today = calendar::date_in_japan(visit.now);
  const MemberId member = visit.member.id;
  return {.has_bounced_address = account_emails::has_bounced(visit.db, visit.account.id),
          .society_news = societies::latest_news(visit.db, society_news_max),
          .notices = notices::unread(visit.db, member, today, limits::articles_on_home_max),
          .documents = documents::unopened(visit.db, member, limits::articles_on_home_max),
          .new_expenses = expenses::newest_fresh(visit.db, member, today, since_last_visit(visit)),
          .limit_applications = limit_applications::open(visit.db, member),
          .screenings = screenings::offers(visit.db, member, eligibility::fiscal_year_of(today))};
}

}  // namespace portal::home
