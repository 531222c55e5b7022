#include "domain/mails/arrival_mails.hpp"

#include <array>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/random.hpp"
#include "domain/expenses/expense_calendar.hpp"
#include "domain/mails/mails.hpp"
#include "sql/mails/mailings.hpp"
#include "sql/publishing/arrivals.hpp"

namespace portal::arrival_mails {
namespace {

// By kind: what the mail calls it, and the page that shows it. The place in the table is the link's number, from 1.
struct Words {
  const char *name, *path;
};
constexpr std::array<Words, 3> words{
    {{"医療費通知", "/expenses"}, {"通知書・証明書", "/documents"}, {"健保からのお知らせ", "/notices"}}};

void add_links(const Scene& scene, arrivals::Date today) {
  for (std::size_t place = 0; place < words.size(); ++place)
    mailings::add_link(scene.db, arrivals::mailing_of(today), static_cast<int>(place) + 1,
                       "/" + scene.society.slug + words.at(place).path, scene.now);
}

mails::Arrivals letter_of(const std::vector<arrivals::Kind>& kinds, arrivals::Date today) {
  mails::Arrivals letter;
  for (const arrivals::Kind kind : kinds) {
    const auto place = static_cast<std::size_t>(kind);
    letter.links.push_back({words.at(place).name, arrivals::mailing_of(today), static_cast<int>(place) + 1});
  }
  letter.stop_code = random::token();
  return letter;
}

}  // namespace

Portion make_portion(const MailScene& scene, AccountId after) {
  const arrivals::Date today = calendar::date_in_japan(scene.now);
  const auto all = arrivals::receivers(scene.db, after, today, scene.now, limits::arrival_receivers_per_commit);
  Portion portion;
  for (const arrivals::Receiver& receiver : all) {
    const auto kinds =
        arrivals::news(scene.db, receiver, expenses::news_since(scene.society, receiver.known_at, today), today);
    if (kinds.empty()) continue;
    const mails::Arrivals letter = letter_of(kinds, today);
    if (!arrivals::take_day(scene.db, receiver.member, today, letter.stop_code, scene.now)) continue;
    if (portion.mails++ == 0) add_links(scene, today);
    mails::arrivals(scene, receiver.account, receiver.address, letter);
  }
  portion.looked_at = static_cast<int>(all.size());
  if (portion.looked_at == limits::arrival_receivers_per_commit) portion.last = all.back().account;
  return portion;
}

}  // namespace portal::arrival_mails
