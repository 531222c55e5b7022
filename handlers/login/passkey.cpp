// POST /{s}/login/passkey: a member signs in with a passkey, which stands for password and code.
#include "fcgi/visit.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/security/passkeys/pages.hpp"

namespace portal {
namespace pages = passkey_pages;
namespace {

using passkeys::Outcome;

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::late:
    case Outcome::used:
      return "late";
    case Outcome::unknown:
      return "unknown";
    case Outcome::cloned:
      return "cloned";
    default:
      return "refused";
  }
}

}  // namespace

// Whatever was wrong, the login page says it, with a new challenge: there is nothing typed that could be lost.
Response login_passkey_submit(Writing<Visit>& visit) {
  const std::string next = own_path_or(visit.request.form["next"], "");
  const auto came = passkeys::sign_in(scene_of(visit), pages::place(visit), pages::said(visit), visitor_of(visit));
  if (came.opened) return enter(visit, *came.opened, next);
  if (came.outcome == Outcome::elsewhere) return redirect("/" + came.society + "/login?passkey=elsewhere");
  const std::string page = std::string("/login?passkey=") + name_of(came.outcome);
  return redirect(visit.url(page + (next.empty() ? "" : "&next=" + percent_encoded(next))));
}

}  // namespace portal
