// GET /{s}/login/passkey-offer: who has just signed in by password on a device that can do it is asked for a passkey.
#include "gen/login/passkey_offer.hpp"

#include "base/limits.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/own_path.hpp"

namespace portal {
namespace t = templates::login::passkey_offer;

// That it was made is written down with the sign-in that led here, so 今はしない is a link like any other.
Response login_passkey_offer_show(MemberVisit& visit) {
  const std::string next = own_path_or(visit.request.query["next"], "/home");
  constexpr auto pause = std::chrono::duration_cast<std::chrono::hours>(limits::passkey_offer_pause).count() / 24;
  View view(t::file);
  view.set(t::ADDITION_URL, visit.url("/security/passkeys/new?next=" + percent_encoded(next)));
  view.set(t::NEXT_URL, visit.url(next)).set(t::PAUSE_DAYS, pause);
  return {Page{std::move(view), "次からは、パスキーでログインできます", "passkeys"}};
}

}  // namespace portal
