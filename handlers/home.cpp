// GET /{s}/home: the member's first page: what is new, the services, the way to the settings, the last sign-in.
#include "gen/home.hpp"

#include <array>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "fcgi/kept.hpp"
#include "fcgi/visit.hpp"
#include "handlers/home/news.hpp"
#include "handlers/home/tiles.hpp"
#include "handlers/parts/news_list.hpp"

namespace portal {
namespace t = templates::home;
namespace {

struct SettingsPage {
  const char *path, *label;
};
constexpr std::array<SettingsPage, 4> settings_pages{{{"/profile", "プロフィール設定"},
                                                      {"/password", "パスワード変更"},
                                                      {"/security", "ログインの安全設定"},
                                                      {"/family", "家族の医療費の表示"}}};

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

void show_account(View& view, const MemberVisit& visit) {
  View& account = view.add(t::ACCOUNT);
  account.add(t::ACCOUNT_FACT).set(t::FACT_LABEL, "お名前").set(t::FACT_TEXT, visit.member.name);
  account.add(t::ACCOUNT_FACT).set(t::FACT_LABEL, "ログインID").set(t::FACT_TEXT, visit.account.login_id);
}

void show_society_news(View& view, const std::vector<FrontItem>& items) {
  constexpr int news_max = 3;
  int count = 0;
  for (const FrontItem& item : items)
    if (item.section == "news" && ++count <= news_max)
      view.show_once(t::SOCIETY_NEWS_LIST).put(t::SOCIETY_NEWS, news_item(item));
}

std::optional<Banner> password_banner(const MemberVisit& visit) {
  const auto end = societies::password_end(visit.society, visit.account.password_set_at);
  if (!end || *end - limits::password_warning > visit.now) return {};
  return Banner{fmt::format("パスワードの有効期限は{}です。期限までに新しいパスワードに変更してください。",
                            calendar::japanese_date(calendar::date_in_japan(*end))),
                visit.url("/password"), "パスワード変更"};
}

std::vector<Banner> banners(const MemberVisit& visit, const home::Overview& overview) {
  std::vector<Banner> banners;
  if (auto banner = password_banner(visit)) banners.push_back(*std::move(banner));
  if (overview.has_bounced_address)
    banners.push_back(
        {"登録しているメールアドレスに、メールをお届けできませんでした。メールアドレスを確かめてください。",
         visit.url("/profile/emails"), "メールアドレスの設定"});
  return banners;
}

}  // namespace

Response home_show(MemberVisit& visit) {
  const home::Overview overview = home::overview(visit);
  View view(t::file);
  home_news::show(view, visit, overview);
  home_tiles::show(view, visit, overview);
  show_society_news(view, kept::front_items(visit));
  View& settings = view.add(t::SETTINGS);
  for (const auto& [path, label] : settings_pages)
    settings.add(t::SETTING).set(t::SETTING_URL, visit.url(path)).set(t::SETTING_LABEL, label);
  show_account(view, visit);
  show_last_sign_in(view, visit.account);
  return {Page{std::move(view), "Home", "", HttpStatus::ok, banners(visit, overview)}};
}

}  // namespace portal
