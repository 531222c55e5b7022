// GET, POST /{s}/register/account: 新規利用登録③, a member sees whom it is for and sets login ID, password and
// nickname.
#include "gen/register/account.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/accounts/profile_change.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/account_choice.hpp"
#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/new_password.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/register/pages.hpp"

namespace portal {
namespace t = templates::register_::account;
namespace pages = register_pages;
namespace {

constexpr Field new_login_id = account_choice::chosen_login_id("new_login_id", "新しいログインID");
constexpr Field proved_email = contact_fields::email("メールアドレス", Need::required);

// What was typed, as it will be kept.
registration::Choice choice_in(Form& form) {
  return {.login_id = text::fold_login_id(form[new_login_id]),
          .password = std::string(form[new_password::first]),
          .nickname = std::string(form[account_choice::nickname])};
}

// The account that is set anew; nothing: the member's first one is made.
using Present = std::optional<password_change::Owner>;

Response show(const RegistrationVisit& visit, const Present& present, const Form& form) {
  const Member& member = visit.step.member;
  View view(t::file);
  view.show(present ? t::ANEW : t::FIRST);
  view.put(t::STEPS, pages::steps(3)).set(t::MEMBER_NAME, member.name).set(t::MEMBER_NUMBER, member.number);
  if (!member.symbol.empty()) view.add(t::WITH_SYMBOL).set(t::MEMBER_SYMBOL, member.symbol);
  form.show_faults(view, t::ERROR_SUMMARY, &account_choice::nickname);
  view.put(t::NEW_LOGIN_ID, form.show(new_login_id)).put(t::NEW_PASSWORD, form.show(new_password::first));
  view.show(t::MAY_TAKE_EMAIL, text::is_login_id(text::fold_login_id(visit.step.address)));
  view.put(t::PASSWORD_RULES, new_password::rules()).put(t::NEW_PASSWORD_CONFIRM, form.show(new_password::second));
  view.put(t::EMAIL, form.show(proved_email)).put(t::NICKNAME, form.show(account_choice::nickname));
  const char* title = present ? "登録のやり直し 利用情報の設定" : "新規利用登録③ 利用情報の設定";
  return {Page{std::move(view), title, "registration", form.status()}};
}

void judge_login_id(const Writing<RegistrationVisit>& visit, const Present& present, const std::string& login_id,
                    Form& form) {
  const bool is_kept = present && login_id == present->account.login_id;
  if (!account_choice::judge_login_id(form, new_login_id, login_id) || is_kept) return;
  if (!profile_change::may_check_login_id(scene_of(visit), visit.step.member.id))
    throw HttpError{HttpStatus::too_many_requests};
  if (accounts::login_id_taken(visit.db, login_id)) form.fault(new_login_id, account_choice::login_id_taken);
}

void judge_password(const Writing<RegistrationVisit>& visit, const Present& present, const registration::Choice& choice,
                    Form& form) {
  const Member& member = visit.step.member;
  const password_policy::Context context{.login_id = choice.login_id,
                                         .emails = {visit.step.address},
                                         .nickname = choice.nickname,
                                         .birth_date = member.birth_date,
                                         .symbol = member.symbol,
                                         .number = member.number,
                                         .society_slug = visit.society.slug};
  const PasswordHasher& passwords = visit.installation.passwords;
  if (!new_password::judge(visit, form, context)) return;
  if (registration::is_initial_password(visit.db, passwords, visit.step, choice.password))
    form.fault(new_password::first, "お知らせハガキの仮パスワードは使えません。別のパスワードを入力してください");
  else if (present && password_change::is_present(visit.db, passwords, *present, choice.password))
    form.fault(new_password::first, new_password::same_as_present);
}

void judge_address(const RegistrationVisit& visit, Form& form) {
  const std::string address = text::fold_email(form[proved_email]);
  if (address.empty()) form.fault(proved_email, "メールアドレスを入力してください");
  if (!text::is_same_email(address, visit.step.address))
    form.fault(proved_email,
               fmt::format("確認の済んだメールアドレス（{}）を入力してください。ほかのメールアドレスで登録するときは、"
                           "新規利用登録をはじめからやり直してください",
                           visit.step.address));
}

}  // namespace

Response register_account_show(RegistrationVisit& visit) {
  if (!registration::is_open(visit.db, visit.step, visit.now)) return pages::expired();
  const Present present = registration::present_account(visit.db, visit.step, visit.now);
  Form form;
  form.prefill(proved_email, visit.step.address);
  if (present) {
    form.prefill(new_login_id, present->account.login_id);
    form.prefill(account_choice::nickname, present->account.nickname);
  }
  return show(visit, present, form);
}

Response register_account_submit(Writing<RegistrationVisit>& visit) {
  if (!registration::is_open(visit.db, visit.step, visit.now)) return pages::expired();
  const Present present = registration::present_account(visit.db, visit.step, visit.now);
  Form form(visit.request.form);
  const registration::Choice choice = choice_in(form);
  judge_login_id(visit, present, choice.login_id, form);
  judge_password(visit, present, choice, form);
  judge_address(visit, form);
  account_choice::judge_nickname(form, choice.nickname);
  if (!form.good()) return show(visit, present, form);
  const auto completion = registration::complete(scene_of(visit), visit.step, choice);
  if (completion == registration::Completion::login_id_taken) {
    form.fault(new_login_id, account_choice::login_id_taken);
    return show(visit, present, form);
  }
  return end_step(visit, present ? "/register/renewed" : "/register/done");
}

}  // namespace portal
