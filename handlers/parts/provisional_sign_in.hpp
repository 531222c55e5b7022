#pragma once
#include <string_view>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/links/link_cookie.hpp"

// 仮ログイン of 新規利用登録 and 再発行: from a mail's link, with what a postcard or that mail hands out, to the step
// in which the member chooses something of their own.
namespace portal::provisional_sign_in {

struct Way {
  LinkPurpose purpose;
  std::string_view first_page, step_page;
  Response (*expired)();  // for a link that has come to its end
};
// What `page` says to the link, a MailLink. Without one in hand: to the beginning, or to the step if this browser has
// come that far already.
template <class PageOf>
Response with_link(const Visit& visit, const Way& way, PageOf page) {
  const link_cookie::Arrived arrived = link_cookie::read(visit, way.purpose);
  const bool has_step = !visit.request.cookies["step"].empty();
  if (!arrived.came) return redirect(visit.url(has_step ? way.step_page : way.first_page));
  return arrived.link ? page(*arrived.link) : way.expired();
}

// Handed out instead of chosen: no manager shall keep it.
inline constexpr Field password{{
    .name = "password",
    .label = "仮パスワード",
    .longest = Longest{limits::handed_out_password_characters_max, "仮パスワードは12文字です"},
    .type = "password",
    .autocomplete = "one-time-code",
}};
inline void demand_password(Form& form) {
  if (text::trimmed(form[password]).empty()) form.fault(password, "仮パスワードを入力してください");
}

}  // namespace portal::provisional_sign_in
