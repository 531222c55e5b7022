#include "domain/page_wide.hpp"

#include "base/calendar.hpp"
#include "domain/accounts/mail_code.hpp"
#include "gen/assets.hpp"
#include "gen/parts/contact.hpp"
#include "gen/parts/contact_ways.hpp"
#include "gen/parts/marks/done.hpp"
#include "gen/parts/marks/fault.hpp"
#include "gen/parts/society_name.hpp"

namespace portal {
namespace {

namespace p = templates::parts;

// The build makes markers per template; these are the ones of no template.
constexpr Value BASE{"BASE"}, CSRF{"CSRF"}, SOCIETY{"SOCIETY"}, SOCIETY_HEAD{"SOCIETY_HEAD"},
    SOCIETY_TAIL{"SOCIETY_TAIL"}, TELEPHONE{"TELEPHONE"}, HOURS{"HOURS"};
constexpr Value LINK_LIFE{"LINK_LIFE"}, CODE_LIFE{"CODE_LIFE"}, MAIL_ADDRESS{"MAIL_ADDRESS"},
    MAIL_DOMAIN{"MAIL_DOMAIN"}, IDLE_MINUTES{"IDLE_MINUTES"};
constexpr Value ASSETS_CSS{"ASSETS_CSS"}, ASSETS_JS{"ASSETS_JS"}, ASSETS_ICON{"ASSETS_ICON"},
    ASSETS_TOUCH_ICON{"ASSETS_TOUCH_ICON"};
constexpr Part CONTACT{"CONTACT"}, CONTACT_WAYS{"CONTACT_WAYS"}, DONE_MARK{"DONE_MARK"}, FAULT_MARK{"FAULT_MARK"},
    SOCIETY_NAME{"SOCIETY_NAME"};

// A long name turns before 健康保険組合, not within it.
void set_name(View& view, const std::string& name) {
  constexpr std::string_view tail = "健康保険組合";
  const bool has_tail = name.size() > tail.size() && name.ends_with(tail);
  const auto head = name.size() - (has_tail ? tail.size() : 0);
  view.set(SOCIETY, name).set(SOCIETY_HEAD, name.substr(0, head)).set(SOCIETY_TAIL, name.substr(head));
  view.put(SOCIETY_NAME, View(p::society_name::file));
}

// How the society is reached: in each contact box and in the footer.
View contact_ways(const Society& society) {
  namespace t = p::contact_ways;
  View view(t::file);
  view.show(t::WITH_RELAY, society.takes_relay_calls);
  if (society.contact_form_url) view.add(t::WITH_FORM).set(t::CONTACT_FORM_URL, *society.contact_form_url);
  return view;
}

}  // namespace

std::string base_of(const Society* society) { return society == nullptr ? "" : "/" + society->slug; }

View page_wide(const Society* society, std::string_view form_token) {
  View view;
  view.set(BASE, base_of(society)).set(CSRF, form_token);
  view.set(ASSETS_CSS, assets::css).set(ASSETS_JS, assets::js).set(ASSETS_ICON, assets::icon);
  view.set(ASSETS_TOUCH_ICON, assets::touch_icon);
  view.put(DONE_MARK, View(p::marks::done::file)).put(FAULT_MARK, View(p::marks::fault::file));
  if (society == nullptr) return view;
  const std::string& mail_from = society->mail_from;
  set_name(view, society->name);
  view.set(TELEPHONE, society->telephone).set(HOURS, society->hours);
  view.put(CONTACT, View(p::contact::file)).put(CONTACT_WAYS, contact_ways(*society));
  view.set(MAIL_ADDRESS, mail_from).set(MAIL_DOMAIN, mail_from.substr(mail_from.find('@') + 1));
  view.set(LINK_LIFE, calendar::hours_and_minutes(std::chrono::minutes{society->link_minutes}));
  view.set(CODE_LIFE, calendar::hours_and_minutes(std::chrono::minutes{society->link_minutes} - mail_code::link_rest));
  view.set(IDLE_MINUTES, society->session_idle_minutes);
  return view;
}

}  // namespace portal
