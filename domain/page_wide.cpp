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
    SOCIETY_BODY{"SOCIETY_BODY"}, SOCIETY_TAIL{"SOCIETY_TAIL"}, TELEPHONE{"TELEPHONE"}, HOURS{"HOURS"};
constexpr Value LINK_LIFE{"LINK_LIFE"}, CODE_LIFE{"CODE_LIFE"}, MAIL_ADDRESS{"MAIL_ADDRESS"},
    MAIL_DOMAIN{"MAIL_DOMAIN"}, IDLE_MINUTES{"IDLE_MINUTES"};
constexpr Value ASSETS_CSS{"ASSETS_CSS"}, ASSETS_JS{"ASSETS_JS"}, ASSETS_ICON{"ASSETS_ICON"},
    ASSETS_TOUCH_ICON{"ASSETS_TOUCH_ICON"};
constexpr Part CONTACT{"CONTACT"}, CONTACT_WAYS{"CONTACT_WAYS"}, DONE_MARK{"DONE_MARK"}, FAULT_MARK{"FAULT_MARK"},
    SOCIETY_NAME{"SOCIETY_NAME"};

bool is_katakana(std::string_view character) {
  return (character >= "ァ" && character <= "ヺ") || character == "ー";  // UTF-8 keeps the order of the letters
}

// Where a word of three katakana or more begins behind another script; the end where none does.
std::size_t katakana_word(std::string_view text) {
  constexpr std::size_t letter = 3;  // bytes
  for (std::size_t at = letter; at + 3 * letter <= text.size(); ++at)
    if (!is_katakana(text.substr(at - letter, letter)) && is_katakana(text.substr(at, letter)) &&
        is_katakana(text.substr(at + letter, letter)) && is_katakana(text.substr(at + 2 * letter, letter)))
      return at;
  return text.size();
}

// A long name turns before 健康保険組合 and before a foreign word, not within them.
void set_name(View& view, const std::string& name) {
  constexpr std::string_view tail = "健康保険組合";
  const bool has_tail = name.size() > tail.size() && name.ends_with(tail);
  const auto tail_at = name.size() - (has_tail ? tail.size() : 0);
  const auto body_at = katakana_word(std::string_view(name).substr(0, tail_at));
  view.set(SOCIETY, name).set(SOCIETY_HEAD, name.substr(0, body_at));
  view.set(SOCIETY_BODY, name.substr(body_at, tail_at - body_at)).set(SOCIETY_TAIL, name.substr(tail_at));
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
