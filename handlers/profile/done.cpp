// GET /{s}/profile/done: login ID or nickname are changed.
#include "gen/profile/done.hpp"

#include "fcgi/visit.hpp"

namespace portal {

namespace t = templates::profile::done;

Response profile_done_show(MemberVisit& visit) {
  View view(t::file);
  view.set(t::LOGIN_ID, visit.account.login_id);
  if (!visit.account.nickname.empty()) view.add(t::WITH_NICKNAME).set(t::OWN_NICKNAME, visit.account.nickname);
  return {Page{std::move(view), "プロフィールを変更しました", "profile"}};
}

}  // namespace portal
