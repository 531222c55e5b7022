// GET /{s}/home: the member's first page: what is new, the services, the way to the settings, the last sign-in.
#include "gen/home.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "fcgi/kept.hpp"
#include "fcgi/visit.hpp"
#include "handlers/home/news.hpp"
#include "handlers/home/tiles.hpp"
#include "handlers/parts/layout.hpp"
#include "handlers/parts/leaving.hpp"
#include "handlers/parts/news_list.hpp"
#include "handlers/site_map.hpp"
#include "sql/accounts/sign_in_rules.hpp"

namespace portal {
namespace t = templates::home;
namespace {

void show_last_sign_in(View& view, const Account& account) {
  if (!account.signed_in_before_at) {
    view.show(t::FIRST_SIGN_IN);
    return;
  }
  View& last = view.add(t::LAST_SIGN_IN);
  last.set(t::LAST_SIGN_IN_TIME, calendar::japanese_date_time(*account.signed_in_before_at));
  last.set(t::LAST_SIGN_IN_DEVICE, account.signed_in_before_with.value_or(""));
  if (account.wrong_tries_before > 0) last.add(t::WRONG_TRIES).set(t::WRONG_TRIES_COUNT, account.wrong_tries_before);
}

// The newest of what the society says to all; its front page has the rest.
void show_society_news(View& view, const std::vector<FrontItem>& items) {
  const auto newest = std::ranges::find(items, "news", &FrontItem::section);
  if (newest != items.end()) view.show_once(t::SOCIETY_NEWS_LIST).put(t::SOCIETY_NEWS, news_item(*newest));
}

std::optional<Banner> password_banner(const MemberVisit& visit) {
  const auto end =
      sign_in_rules::password_end(visit.db, visit.society, visit.account, visit.now + limits::password_warning);
  if (!end) return {};
  return Banner{fmt::format("パスワードの有効期限は{}です。期限までに新しいパスワードに変更してください。",
                            calendar::japanese_date(calendar::date_in_japan(*end))),
                visit.url("/password"), "パスワード変更"};
}

// Two months ahead: who needs help with it can still come to the society.
std::optional<Banner> second_factor_banner(const MemberVisit& visit) {
  const auto from = visit.society.two_factors_from;
  const auto today = calendar::date_in_japan(visit.now);
  if (!from || *from <= today ||
      std::chrono::sys_days{*from} - limits::two_factors_warning > std::chrono::sys_days{today} ||
      sign_in_rules::has_second_factor(visit.db, visit.account.id))
    return {};
  return Banner{fmt::format("{}から、パスワードのほかの確認（パスキーまたは2段階ログイン）が必要になります。",
                            calendar::japanese_date(*from)),
                visit.url("/security"), "ログインの安全設定"};
}

std::vector<Banner> banners(const MemberVisit& visit, const home::Overview& overview) {
  std::vector<Banner> banners;
  if (auto banner = password_banner(visit)) banners.push_back(*std::move(banner));
  if (auto banner = second_factor_banner(visit)) banners.push_back(*std::move(banner));
  if (overview.has_bounced_address)
    banners.push_back(
        {"登録しているメールアドレスに、メールをお届けできませんでした。メールアドレスを確かめてください。",
         visit.url("/profile/emails"), "メールアドレスの設定"});
  return banners;
}

}  // namespace

Response home_show(MemberVisit& visit) {
  const home::Overview overview = home::overview(visit);
  const Account& account = visit.account;
  View view(t::file);
  view.set(t::NICKNAME, account.nickname.empty() ? visit.member.name : account.nickname);
  view.put(t::CLOCK, layout::clock(visit.now));
  tell_of_leaving(visit, view, t::LEFT);
  home_news::show(view, visit, overview);
  home_tiles::show(view, visit, overview);
  show_society_news(view, kept::front_items(visit));
  for (const auto& place : site_map::settings)
    view.add(t::SETTING).set(t::SETTING_URL, visit.url(place.path)).set(t::SETTING_LABEL, place.label);
  show_last_sign_in(view, account);
  return {Page{std::move(view), "Home", "", HttpStatus::ok, banners(visit, overview)}};
}

}  // namespace portal
