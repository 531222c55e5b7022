#include "handlers/parts/reauthentication.hpp"

#include "base/limits.hpp"
#include "base/random.hpp"
#include "domain/accounts/password_forms.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal::reauthentication {

bool needed(const SignedInVisit& visit) {
  return visit.session.authenticated_at + limits::reauthentication_life <= visit.now;
}

void show(const SignedInVisit& visit, const Form& form, View& page, Part place) {
  if (needed(visit)) page.put(place, form.show(current));
}

bool judge_on(db::SocietyDatabase& db, const SignedInVisit& visit, Form& form) {
  return !needed(visit) || judge_always_on(db, visit, form);
}

bool judge_always_on(db::SocietyDatabase& db, const SignedInVisit& visit, Form& form) {
  if (form[current].empty()) {
    form.fault(current, "いまのパスワードを入力してください");
    return false;
  }
  using password_forms::Part;
  const AccountScene scene = scene_on(db, visit);
  if (!password_forms::may_judge(scene, visit.member.id, Part::present)) throw HttpError{HttpStatus::too_many_requests};
  const sign_in::Attempt attempt{
      .login_id = visit.account.login_id, .password = std::string(form[current]), .visitor = visitor_of(visit)};
  const bool right = sign_in::knows_password(scene, attempt);
  if (!right)
    form.fault(
        current,
        "いまのパスワードが正しくありません。5回間違えると、正しいパスワードを入力しても、15分ほど変更できません");
  return right;
}

Cookie renew_on(db::SocietyDatabase& db, const SignedInVisit& visit) {
  std::string token = random::token();
  sessions::renew(db, visit.session.id, token, visit.now);
  return {"sid", std::move(token)};
}

Cookie renew_token_on(db::SocietyDatabase& db, const SignedInVisit& visit) {
  if (needed(visit)) return renew_on(db, visit);
  std::string token = random::token();
  sessions::change_token(db, visit.session.id, token, visit.now);
  return {"sid", std::move(token)};
}

}  // namespace portal::reauthentication
