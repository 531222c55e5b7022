#include "handlers/parts/links/code_entry.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "domain/accounts/mail_code.hpp"
#include "gen/parts/mail_code.hpp"
#include "handlers/parts/links/link_cookie.hpp"
#include "handlers/parts/links/link_guesses.hpp"
#include "handlers/parts/scene.hpp"

namespace portal::mailed {
namespace {

constexpr const char* rule = "確認番号は6桁の数字です。メールを見て入力してください";
constexpr const char* wrong =
    "確認番号が違うか、使えなくなっています。いちばん新しいメールの確認番号を入力してください。"
    "5回間違えると、その確認番号は使えなくなります。そのときも、メールのURLは使えます";
constexpr const char* only_here =
    "確認番号は、メールをお申し込みになった端末とブラウザーの画面でだけ使えます。"
    "メールのURLを開くか、もう一度お申し込みください";
constexpr Field code{{
    .name = "code",
    .label = "確認番号",
    .longest = Longest{limits::code_characters_max, rule},
    .autocomplete = "one-time-code",
    .inputmode = "numeric",
    .hint = "メールに書かれた6桁の数字",
    .kept = false,
}};

std::optional<std::string> digits_in(Form& form) {
  auto digits = mail_code::fold(form[code]);
  if (form[code].empty()) form.fault(code, "確認番号を入力してください");
  if (!digits) form.fault(code, rule);
  return digits;
}

}  // namespace

View code_entry(const Visit& visit, const Way& way, const Form& form, bool may_enter) {
  namespace t = templates::parts::mail_code;
  View view(t::file);
  view.show(t::NOT_HERE, !may_enter);
  if (may_enter)
    view.add(t::HERE).set(t::CODE_URL, visit.url(fmt::format("{}/code", way.form))).put(t::CODE, form.show(code));
  return view;
}

std::optional<Response> submit_code_on(db::SocietyDatabase& db, const Visit& visit, const Way& way, Form& form) {
  link_guesses::demand_few(visit);
  const auto digits = digits_in(form);
  const auto asker = asker_before(visit, way);
  if (digits && !asker) form.fault(code, only_here);
  if (!digits || !asker) return {};
  const auto opened = mail_code::open(scene_on(db, visit), way.purpose, asker->browser_secret, *digits);
  if (!opened) {
    link_guesses::count(visit, db);
    form.fault(code, wrong);
    return {};
  }
  Response response = redirect(visit.url(fmt::format("{}/start", way.form)));
  response.set_cookies = {link_cookie::made(visit, opened->secret, opened->link.expires_at)};
  return response;
}

}  // namespace portal::mailed
