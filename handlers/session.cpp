// GET /{s}/session: until when one is signed in, and by being opened the way to stay so without the script.
#include "gen/session.hpp"

#include "base/calendar.hpp"
#include "fcgi/visit.hpp"

namespace portal {

namespace t = templates::session;

Response session_show(MemberVisit& visit) {
  const Timestamp end = sessions::end_of(visit.session, visit.society.session_idle_minutes);
  View view(t::file);
  view.set(t::END, calendar::japanese_date_time(end));
  const bool is_last = end == visit.session.expires_at;
  view.show(t::EXTENDED, !is_last).show(t::LAST, is_last);
  return {Page{std::move(view), "ログインの有効時間", "security"}};
}

}  // namespace portal
