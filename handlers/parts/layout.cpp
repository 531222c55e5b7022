#include "handlers/parts/layout.hpp"

#include <algorithm>
#include <array>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/error_page.hpp"
#include "domain/page_wide.hpp"
#include "gen/parts/clock.hpp"
#include "gen/parts/layout.hpp"
#include "gen/parts/text_size.hpp"
#include "handlers/parts/ended_session.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/site_map.hpp"

namespace portal::layout {
namespace {

namespace t = templates::parts::layout;
namespace size = templates::parts::text_size;

// What every page of a society has: the choice of 文字サイズ, and the society's colour as a line. No text stands on it,
// so any colour may be chosen.
void show_society(View& view, const Surroundings& surroundings) {
  const bool large = surroundings.request.cookies["text-size"] == "large";
  View choice(size::file);
  choice.set(size::BACK, own_path_to(surroundings.request)).show(size::LARGE, large).show(size::MEDIUM, !large);
  view.show(t::TEXT_LARGE, large).show(t::WITH_TEXT_SIZE).put(t::TEXT_SIZE, std::move(choice));
  const auto& accent = surroundings.society->accent;
  if (accent) view.add(t::ACCENT).set(t::ACCENT_COLOUR, *accent);
}

template <std::size_t N>
void show_places(View& view, Section section, const Surroundings& surroundings,
                 const std::array<site_map::Place, N>& places, auto wanted) {
  const std::string base = base_of(surroundings.society);
  std::string_view own = surroundings.request.path;
  own.remove_prefix(std::min(own.size(), base.size()));
  const std::string_view current = site_map::place_of(own, places);
  for (const site_map::Place& place : places) {
    if (!wanted(place, current == place.path)) continue;
    View& item = view.add(section).set(t::PAGE_URL, base + place.path).set(t::PAGE_LABEL, place.label);
    item.show(t::PAGE_CURRENT, current == place.path);
  }
}

void show_navigation(View& view, const Surroundings& surroundings) {
  const bool is_woman = surroundings.signed_in->member.sex == 'f';
  const auto shows_where_one_is = [](const auto& place, bool is_current) { return place.is_main || is_current; };
  show_places(view, t::MAIN, surroundings, site_map::services, shows_where_one_is);
  show_places(view, t::SERVICE, surroundings, site_map::services, [is_woman](const auto& place, bool) {
    return is_woman || std::string_view(place.path) != site_map::screenings_of_women;
  });
  show_places(view, t::SETTING, surroundings, site_map::settings, [](const auto&, bool) { return true; });
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

View clock(Timestamp now) {
  namespace c = templates::parts::clock;
  constexpr std::string_view end_of_year = "）";
  const std::string words = calendar::japanese_date_time(now);
  const auto year = words.find(end_of_year) + end_of_year.size();
  return View(c::file).set(c::YEAR, words.substr(0, year)).set(c::DAY_AND_TIME, words.substr(year));
}

View around(const Surroundings& surroundings, Page page) {
  View view(t::file);
  view.set(t::TITLE, page.title).show(t::TITLE_FAULTY, page.status == HttpStatus::unprocessable_content);
  view.set(t::HELP, page.help_topic.empty() ? "/help" : "/help/" + page.help_topic);
  view.show(t::IN_SOCIETY, surroundings.society != nullptr).show(t::OUTSIDE_SOCIETY, surroundings.society == nullptr);
  if (surroundings.now) view.show(t::DATED).put(t::CLOCK, clock(*surroundings.now));
  if (surroundings.society != nullptr) show_society(view, surroundings);
  const bool is_member = surroundings.society != nullptr && surroundings.signed_in != nullptr;
  view.show(t::VISITOR, !is_member);
  if (is_member) show_member(view, surroundings);
  if (surroundings.form_returned) page.banners.push_back(of_returned_input());
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
