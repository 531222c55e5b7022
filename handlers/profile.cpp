// GET, POST /{s}/profile: プロフィール設定, a member changes login ID and nickname, and sees the addresses and what the
// society holds.
#include "gen/profile.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/accounts/profile_change.hpp"
#include "domain/mails/mails.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/account_choice.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/profile/pages.hpp"
#include "sql/publishing/arrivals.hpp"

namespace portal {
namespace t = templates::profile;
namespace pages = profile_pages;
namespace {

constexpr Field login_id = account_choice::chosen_login_id("login_id", "ログインID");
// The field of reauthentication.hpp, in this page's words: the nickname alone needs no password.
constexpr Field password{{
    .name = "current_password",
    .label = "いまのパスワード",
    .longest = Longest{limits::password_characters_max},
    .type = "password",
    .autocomplete = "current-password",
    .hint = "ログインIDを変更するときだけ、入力してください",
}};

void show_emails(const MemberVisit& visit, View& view) {
  const auto emails = account_emails::list(visit.db, visit.account.id);
  for (const AccountEmail& email : emails) view.add(t::EMAIL).put(t::EMAIL_LINE, pages::email_line(email));
  view.show(t::WITH_BOUNCED, pages::any_bounced(emails));
}

void show_member(const Member& member, View& view) {
  view.set(t::MEMBER_NAME, member.name).set(t::MEMBER_NUMBER, member.number).set(t::MEMBER_BRANCH, member.branch);
  if (!member.symbol.empty()) view.add(t::WITH_SYMBOL).set(t::MEMBER_SYMBOL, member.symbol);
}

void show_arrival_mails(const MemberVisit& visit, View& view) {
  const bool wanted = arrivals::wants_mails(visit.db, visit.account.id);
  view.show(t::MAILS_ON, wanted).show(t::MAILS_OFF, !wanted);
  if (!visit.request.query["arrivals"].empty())
    view.add(t::DONE).set(t::DONE_WORDS, wanted ? "新着のお知らせメールを受け取る設定にしました。"
                                                : "新着のお知らせメールを止めました。");
}

Response show(const MemberVisit& visit, const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY, &account_choice::nickname);
  view.put(t::LOGIN_ID, form.show(login_id)).put(t::NICKNAME, form.show(account_choice::nickname));
  if (reauthentication::needed(visit)) view.put(t::CURRENT_PASSWORD, form.show(password));
  show_emails(visit, view);
  show_arrival_mails(visit, view);
  show_member(visit.member, view);
  return {Page{std::move(view), "プロフィール設定", "profile", form.status()}};
}

// Who doesn't know the password isn't told whether a login ID is free.
void judge_new_login_id(const Writing<MemberVisit>& visit, const std::string& wanted, Form& form) {
  if (!profile_change::may_check_login_id(scene_of(visit), visit.member.id))
    throw HttpError{HttpStatus::too_many_requests};
  if (reauthentication::judge(visit, form) && accounts::login_id_taken(visit.db, wanted))
    form.fault(login_id, account_choice::login_id_taken);
}

}  // namespace

Response profile_show(MemberVisit& visit) {
  Form form(visit.returned_input());
  form.prefill(login_id, visit.account.login_id);
  form.prefill(account_choice::nickname, visit.account.nickname);
  return show(visit, form);
}

Response profile_submit(Writing<MemberVisit>& visit) {
  Form form(visit.request.form);
  const profile_change::Choice choice{.login_id = text::fold_login_id(form[login_id]),
                                      .nickname = std::string(form[account_choice::nickname])};
  const bool renames = choice.login_id != visit.account.login_id;
  if (account_choice::judge_login_id(form, login_id, choice.login_id) && renames)
    judge_new_login_id(visit, choice.login_id, form);
  account_choice::judge_nickname(form, choice.nickname);
  if (!form.good()) return show(visit, form);
  const auto change = profile_change::apply(scene_of(visit), visit.account, choice);
  if (change == profile_change::Change::login_id_taken) {
    form.fault(login_id, account_choice::login_id_taken);
    return show(visit, form);
  }
  Response response = redirect(visit.url("/profile/done"));
  if (renames) response.set_cookies = reauthentication::renew_if_needed(visit);
  return response;
}

}  // namespace portal
