#include "handlers/parts/layout.hpp"

#include <algorithm>
#include <array>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/error_page.hpp"
#include "domain/page_wide.hpp"
#include "gen/parts/layout.hpp"
#include "handlers/parts/own_path.hpp"

namespace portal::layout {
namespace {

namespace t = templates::parts::layout;

struct NavigationItem {
  const char *path, *label;
};

constexpr std::array<NavigationItem, 5> navigation{{{"/home", "Home"},
                                                    {"/expenses", "医療費通知"},
                                                    {"/documents", "通知書・証明書"},
                                                    {"/notices", "健保からのお知らせ"},
                                                    {"/topics", "トピックス"}}};

// The society's colour, as a line: no text stands on it, so any colour may be chosen.
void show_accent(View& view, const Society& society) {
  if (society.accent) view.add(t::ACCENT).set(t::ACCENT_COLOUR, *society.accent);
}

void show_text_size(View& view, const Surroundings& surroundings) {
  const bool large = surroundings.request.cookies["text-size"] == "large";
  view.show(t::TEXT_LARGE, large).show(t::TEXT_MEDIUM, !large);
  view.add(t::TEXT_SIZE).set(t::BACK, own_path_to(surroundings.request));
}

void show_navigation(View& view, const Surroundings& surroundings) {
  const std::string base = base_of(surroundings.society);
  for (const auto& [path, label] : navigation) {
    View& item = view.add(t::NAV_ITEM).set(t::NAV_URL, base + path).set(t::NAV_LABEL, label);
    item.show(t::NAV_CURRENT, surroundings.request.path.starts_with(base + path));
  }
}

// How long the session still lives, for the script that warns before its end.
void show_session(View& view, const Surroundings& surroundings) {
  using std::chrono::seconds;
  const auto idle = std::chrono::minutes{surroundings.society->session_idle_minutes};
  const auto end = sessions::end_of(surroundings.signed_in->session, surroundings.society->session_idle_minutes);
  const auto left = std::chrono::floor<seconds>(end - surroundings.now.value_or(end));
  view.set(t::IDLE_SECONDS, left.count());
  view.set(t::IDLE_WARNING_SECONDS, std::min<seconds>(limits::session_warning_max, idle / 2).count());
}

void show_member(View& view, const Surroundings& surroundings) {
  const Account& account = surroundings.signed_in->account;
  view.set(t::NICKNAME, account.nickname.empty() ? surroundings.signed_in->member.name : account.nickname);
  show_session(view, surroundings);
  view.show(t::MEMBER);
  show_navigation(view, surroundings);
}

void show_banners(View& view, const std::vector<Banner>& banners) {
  if (banners.empty()) return;
  View& all = view.add(t::BANNERS);
  for (const Banner& banner : banners) {
    View& one = all.add(t::BANNER).set(t::BANNER_TEXT, banner.text);
    if (!banner.url.empty()) one.add(t::BANNER_LINK).set(t::BANNER_URL, banner.url).set(t::BANNER_LABEL, banner.label);
  }
}

}  // namespace

View around(const Surroundings& surroundings, Page page) {
  View view(t::file);
  view.set(t::TITLE, page.title).show(t::TITLE_FAULTY, page.status == HttpStatus::unprocessable_content);
  view.set(t::HELP, page.help_topic.empty() ? "/help" : "/help/" + page.help_topic);
  view.show(t::IN_SOCIETY, surroundings.society != nullptr).show(t::OUTSIDE_SOCIETY, surroundings.society == nullptr);
  if (surroundings.now) view.set(t::NOW, calendar::japanese_date_time(*surroundings.now)).show(t::DATED);
  if (surroundings.society != nullptr) show_text_size(view, surroundings);
  if (surroundings.society != nullptr) show_accent(view, *surroundings.society);
  if (surroundings.society != nullptr && surroundings.signed_in != nullptr) show_member(view, surroundings);
  show_banners(view, page.banners);
  view.put(t::CONTENT, std::move(page.view));
  return view;
}

View page_wide(const Surroundings& surroundings) {
  return portal::page_wide(surroundings.society, surroundings.form_token);
}

Page error_page(const Surroundings& surroundings, HttpStatus status) {
  auto content = error_page::make(surroundings.society, status, error_page::number_of(surroundings.request.id));
  return {std::move(content.view), std::move(content.title), "", status};
}

}  // namespace portal::layout
