#include "handlers/home/news.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "domain/applications/eligibility.hpp"
#include "gen/home.hpp"
#include "handlers/site_map.hpp"

namespace portal::home_news {
namespace t = templates::home;
namespace {

using calendar::Date;

constexpr std::size_t answers_max = 3;
constexpr auto soon = std::chrono::days{14};

// What is said, what more of it, and where its button leads.
struct Answer {
  std::string say, more, path, button;
};
using Answers = std::vector<Answer>;

std::string day_in_words(Date day) {
  return fmt::format("{}{}月{}日", calendar::japanese_year(int{day.year()}), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

void add_returned(Answers& answers, const home::Overview& overview) {
  if (const auto returned = overview.limit_applications.newest_returned)
    answers.push_back({"限度額申請の差戻しがあります。", "内容を直して、もう一度送ってください。",
                       fmt::format("/limit-certificate/{}", number(*returned)), "申請の内容を確かめる"});
}

void add_expenses(Answers& answers, const home::Overview& overview) {
  if (!overview.new_expenses) return;
  const auto month = static_cast<unsigned>(overview.new_expenses->month());
  answers.push_back({fmt::format("{}月診療分の医療費が届きました。", month), "",
                     fmt::format("/expenses?year={}&month={}#m{}", int{overview.new_expenses->year()}, month, month),
                     fmt::format("{}月分を見る", month)});
}

void add_documents(Answers& answers, const home::Overview& overview) {
  const auto& [newest, all] = overview.documents;
  if (all == 1)
    answers.push_back({newest.front().title + "が届きました。",
                       fmt::format("（{}発行）", day_in_words(newest.front().issued_on)),
                       fmt::format("/documents/{}", number(newest.front().id)), "通知書を見る"});
  if (all > 1)
    answers.push_back(
        {fmt::format("新しい通知書・証明書が{}件届いています。", all), "", "/documents", "通知書・証明書を見る"});
}

void add_notices(Answers& answers, const home::Overview& overview) {
  const auto& unread = overview.notices;
  const auto all = unread.size();
  if (all == 1)
    answers.push_back({fmt::format("「{}」が未読です。", unread.front().title), "",
                       fmt::format("/notices/{}", number(unread.front().id)), "お知らせを読む"});
  if (all > 1)
    answers.push_back({fmt::format("未読のお知らせが{}件あります。", all), "", "/notices", "お知らせを見る"});
}

// Those that the member may apply for and that close first.
std::vector<const screenings::Offer*> closing_first(const MemberVisit& visit, const home::Overview& overview) {
  const Date today = calendar::date_in_japan(visit.now);
  std::vector<const screenings::Offer*> first;
  for (const screenings::Offer& offer : overview.screenings) {
    if (!eligibility::judge(eligibility::person_of(visit.member), offer, today).may_apply()) continue;
    if (!first.empty() && offer.rule.closes_on < first.front()->rule.closes_on) first.clear();
    if (first.empty() || offer.rule.closes_on == first.front()->rule.closes_on) first.push_back(&offer);
  }
  return first;
}

void add_screenings(Answers& answers, const std::vector<const screenings::Offer*>& closing) {
  if (closing.empty()) return;
  const screenings::Offer& first = *closing.front();
  const bool of_women = std::ranges::all_of(closing, [](const auto* offer) { return offer->rule.women_only; });
  const std::string place = of_women ? site_map::screenings_of_women : "/screenings";
  const std::string title = closing.size() == 1 ? first.title : "がん検診";
  answers.push_back({fmt::format("{}の申込みは{}までです。", title, day_in_words(first.rule.closes_on)), "",
                     closing.size() == 1 ? fmt::format("{}/{}", place, number(first.id)) : place,
                     closing.size() == 1 ? title + "を申し込む" : "がん検診を見る"});
}

// What asks something of the member soon, then what came, then what may be done for long.
Answers answers_of(const MemberVisit& visit, const home::Overview& overview) {
  Answers answers;
  const auto closing = closing_first(visit, overview);
  const auto today = std::chrono::sys_days{calendar::date_in_japan(visit.now)};
  const bool closes_soon = !closing.empty() && std::chrono::sys_days{closing.front()->rule.closes_on} <= today + soon;
  add_returned(answers, overview);
  if (closes_soon) add_screenings(answers, closing);
  add_expenses(answers, overview);
  add_documents(answers, overview);
  add_notices(answers, overview);
  if (!closes_soon) add_screenings(answers, closing);
  answers.resize(std::min(answers.size(), answers_max));
  return answers;
}

}  // namespace

void show(View& home, const MemberVisit& visit, const home::Overview& overview) {
  const Answers answers = answers_of(visit, overview);
  home.show(t::NOTHING_NEW, answers.empty());
  for (const Answer& answer : answers) {
    View& view = home.show_once(t::ANSWERS).add(t::ANSWER);
    view.set(t::SAY, answer.say).set(t::ANSWER_URL, visit.url(answer.path)).set(t::ANSWER_BUTTON, answer.button);
    view.show(t::SECOND, &answer != &answers.front());
    if (!answer.more.empty()) view.add(t::WITH_MORE).set(t::MORE, answer.more);
  }
}

}  // namespace portal::home_news
