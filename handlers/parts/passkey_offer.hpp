#pragma once
#include "domain/accounts/passkeys.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"

namespace portal {

// enter() after a password, by way of the offer of a passkey where it is time for one and the login page's script said
// that this device can make one (field `passkeys`).
template <class Kind>
Response enter_or_offer(const Writing<Kind>& visit, const sign_in::Opened& opened, std::string_view next) {
  if (visit.request.form["passkeys"] != "1" || !passkeys::take_offer(scene_of(visit), opened.account_id))
    return enter(visit, opened, next);
  const std::string wanted = own_path_or(next, "");
  return enter(visit, opened, "/login/passkey-offer" + (wanted.empty() ? "" : "?next=" + percent_encoded(wanted)));
}

}  // namespace portal
