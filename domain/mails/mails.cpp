#include "domain/mails/mails.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/mail_payload.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "domain/accounts/mail_code.hpp"
#include "domain/applications/receipt_number.hpp"
#include "domain/mails/mail_lines.hpp"
#include "gen/mail/account_closed.hpp"
#include "gen/mail/application_judged.hpp"
#include "gen/mail/application_received.hpp"
#include "gen/mail/application_withdrawn.hpp"
#include "gen/mail/arrivals.hpp"
#include "gen/mail/by_code.hpp"
#include "gen/mail/codes_blocked.hpp"
#include "gen/mail/delivery_test.hpp"
#include "gen/mail/email_changed.hpp"
#include "gen/mail/email_confirmation.hpp"
#include "gen/mail/footer.hpp"
#include "gen/mail/inbox_run.hpp"
#include "gen/mail/login_id_changed.hpp"
#include "gen/mail/new_device.hpp"
#include "gen/mail/password_changed.hpp"
#include "gen/mail/postcard_ordered.hpp"
#include "gen/mail/recovery_code_used.hpp"
#include "gen/mail/registered_anew.hpp"
#include "gen/mail/registration_done.hpp"
#include "gen/mail/registration_guide.hpp"
#include "gen/mail/reissue_guide.hpp"
#include "gen/mail/reissue_unregistered.hpp"
#include "gen/mail/security_changed.hpp"
#include "gen/mail/sign_in_blocked.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/mails/mail_queue.hpp"

namespace portal::mails {
namespace {

struct Letter {
  MailClass mail_class;
  const char* purpose;
  const char* subject;
  View view;
  std::optional<AccountId> account = {};
  std::string_view recipient;
  Timestamp not_after;
  std::string unsubscribe_url = {};
  std::optional<MemberId> about = {};
  std::optional<std::string> asker_digest = {};
};

// The society's name, telephone and hours may stand in every text.
View society_wide(const Society& society) {
  namespace t = templates::mail::footer;
  View view;
  view.set(t::SOCIETY, society.name).set(t::TELEPHONE, society.telephone).set(t::HOURS, society.hours);
  return view;
}

// With the other ways to reach the society than the telephone.
View footer(const Society& society) {
  namespace t = templates::mail::footer;
  View view(t::file);
  view.show(t::WITH_RELAY, society.takes_relay_calls);
  if (society.contact_form_url) view.add(t::WITH_FORM).set(t::CONTACT_URL, *society.contact_form_url);
  return view;
}

NewMail make(const MailScene& scene, const Letter& letter) {
  const Society& society = scene.society;
  const Desk& desk = scene.mail_desk;
  const View wide = society_wide(society);
  const std::string text = desk.renderer.render(letter.view, wide) + desk.renderer.render(footer(society), wide);
  MailPayload payload{society.name, society.mail_from, letter.subject, fold_lines(text), letter.unsubscribe_url};
  return {.mail_class = letter.mail_class,
          .purpose = letter.purpose,
          .account_id = letter.account,
          .recipient = std::string(letter.recipient),
          .message_id = new_message_id(society.mail_from),
          .sealed_payload = seal_payload(desk.seal_public_key, payload),
          .not_after = letter.not_after,
          .about = letter.about,
          .asker_digest = letter.asker_digest};
}

void enqueue(const MailScene& scene, const Letter& letter) {
  mail_queue::enqueue(scene.db, make(scene, letter), scene.now);
}

// The same work whether it is sent or not.
void enqueue_or_nothing(const MailScene& scene, const Letter& letter, bool is_sent) {
  const NewMail mail = make(scene, letter);
  if (is_sent)
    mail_queue::enqueue(scene.db, mail, scene.now);
  else
    mail_queue::enqueue_nothing(scene.db, mail, scene.now);
}

void enqueue_to_all_addresses(const MailScene& scene, Letter letter) {
  for (const std::string& address : accounts::addresses(scene.db, letter.account.value())) {
    letter.recipient = address;
    enqueue(scene, letter);
  }
}

// To all of the account's addresses.
void tell(const MailScene& scene, AccountId account, const char* purpose, const char* subject, const View& view) {
  enqueue_to_all_addresses(scene, {.mail_class = MailClass::security,
                                   .purpose = purpose,
                                   .subject = subject,
                                   .view = view,
                                   .account = account,
                                   .recipient = "",
                                   .not_after = scene.now + limits::security_mail_life});
}

std::string url(const MailScene& scene, std::string_view path) {
  return fmt::format("{}/{}{}", scene.mail_desk.origin, scene.society.slug, path);
}

std::string in_words(Timestamp::duration life) {
  return calendar::hours_and_minutes(std::chrono::duration_cast<std::chrono::minutes>(life));
}

View by_code(const MailScene& scene, const WayOn& way) {
  namespace t = templates::mail::by_code;
  View view(t::file);
  view.set(t::CODE, mail_code::in_groups(way.code));
  view.set(t::CODE_LIFE, in_words(way.link_end - scene.now - mail_code::link_rest));
  return view;
}

}  // namespace

void registration_guide(const MailScene& scene, std::string_view address, const RegistrationGuide& guide) {
  namespace t = templates::mail::registration_guide;
  View view(t::file);
  view.set(t::LINK, url(scene, fmt::format("/register/start?t={}", guide.way.token)));
  view.set(t::LINK_LIFE, in_words(guide.way.link_end - scene.now));
  view.set(t::LINK_END, calendar::japanese_date_time(guide.way.link_end)).put(t::BY_CODE, by_code(scene, guide.way));
  enqueue_or_nothing(scene,
                     {.mail_class = MailClass::link,
                      .purpose = "registration_guide",
                      .subject = "利用登録手続きのご案内",
                      .view = std::move(view),
                      .recipient = address,
                      .not_after = guide.way.link_end - limits::link_rest_min,
                      .asker_digest = guide.way.asker_digest},
                     guide.is_sent);
}

void registration_done(const MailScene& scene, AccountId account, std::string_view address) {
  namespace t = templates::mail::registration_done;
  View view(t::file);
  view.set(t::LOGIN_URL, url(scene, "/login")).set(t::DONE_AT, calendar::japanese_date_time(scene.now));
  enqueue(scene, {.mail_class = MailClass::security,
                  .purpose = "registration_done",
                  .subject = "利用登録完了のお知らせ",
                  .view = std::move(view),
                  .account = account,
                  .recipient = address,
                  .not_after = scene.now + limits::security_mail_life});
}

void reissue_guide(const MailScene& scene, std::string_view address, const Reissue& reissue) {
  namespace t = templates::mail::reissue_guide;
  View view(t::file);
  view.set(t::LINK, url(scene, fmt::format("/reissue/start?t={}", reissue.way.token)));
  view.set(t::LINK_LIFE, in_words(reissue.way.link_end - scene.now));
  view.set(t::LINK_END, calendar::japanese_date_time(reissue.way.link_end))
      .put(t::BY_CODE, by_code(scene, reissue.way));
  view.set(t::LOGIN_ID, reissue.login_id);
  if (!reissue.temporary_password.empty())
    view.add(t::WITH_PASSWORD).set(t::TEMPORARY_PASSWORD, reissue.temporary_password);
  view.show(t::WITHOUT_PASSWORD, reissue.temporary_password.empty());
  enqueue_or_nothing(scene,
                     {.mail_class = MailClass::link,
                      .purpose = "reissue_guide",
                      .subject = "パスワード再発行手続きのご案内",
                      .view = std::move(view),
                      .account = reissue.account,
                      .recipient = address,
                      .not_after = reissue.way.link_end - limits::link_rest_min,
                      .asker_digest = reissue.way.asker_digest},
                     reissue.account.has_value());
}

void postcard_ordered(const MailScene& scene, std::string_view address, const PostcardOrdered& order) {
  namespace t = templates::mail::postcard_ordered;
  View view(t::file);
  view.set(t::LINK, url(scene, fmt::format("/reissue/postcard/stop?t={}", order.stop_token)));
  view.set(t::ORDERED_AT, calendar::japanese_date_time(scene.now));
  enqueue_or_nothing(scene,
                     {.mail_class = MailClass::security,
                      .purpose = "postcard_ordered",
                      .subject = "お知らせハガキ再発行の受付のお知らせ",
                      .view = std::move(view),
                      .account = order.account,
                      .recipient = address,
                      .not_after = scene.now + limits::security_mail_life},
                     order.is_sent);
}

void registered_anew(const MailScene& scene, AccountId account, std::span<const std::string> addresses) {
  namespace t = templates::mail::registered_anew;
  View view(t::file);
  view.set(t::CHANGED_AT, calendar::japanese_date_time(scene.now));
  for (const std::string& address : addresses)
    enqueue(scene, {.mail_class = MailClass::security,
                    .purpose = "registered_anew",
                    .subject = "登録のやり直しのお知らせ",
                    .view = view,
                    .account = account,
                    .recipient = address,
                    .not_after = scene.now + limits::security_mail_life});
}

void account_closed(const MailScene& scene, AccountId account, bool may_return) {
  namespace t = templates::mail::account_closed;
  View view(t::file);
  view.set(t::CLOSED_AT, calendar::japanese_date_time(scene.now));
  if (may_return) view.add(t::MAY_RETURN).set(t::ORDER_URL, url(scene, "/reissue/postcard"));
  tell(scene, account, "account_closed", "利用登録削除のお知らせ", view);
}

void reissue_unregistered(const MailScene& scene, std::string_view address, const WayOn& way) {
  namespace t = templates::mail::reissue_unregistered;
  View view(t::file);
  view.set(t::REGISTER_URL, url(scene, "/register"));
  enqueue(scene, {.mail_class = MailClass::link,
                  .purpose = "reissue_unregistered",
                  .subject = "パスワード再発行のお申し込みについて",
                  .view = std::move(view),
                  .recipient = address,
                  .not_after = way.link_end - limits::link_rest_min,
                  .asker_digest = way.asker_digest});
}

void password_changed(const MailScene& scene, AccountId account) {
  namespace t = templates::mail::password_changed;
  View view(t::file);
  view.set(t::CHANGED_AT, calendar::japanese_date_time(scene.now));
  tell(scene, account, "password_changed", "パスワード変更のお知らせ", view);
}

void login_id_changed(const MailScene& scene, AccountId account) {
  namespace t = templates::mail::login_id_changed;
  View view(t::file);
  view.set(t::CHANGED_AT, calendar::japanese_date_time(scene.now));
  tell(scene, account, "login_id_changed", "ログインID変更のお知らせ", view);
}

void email_confirmation(const MailScene& scene, AccountId account, std::string_view address, const WayOn& way) {
  namespace t = templates::mail::email_confirmation;
  View view(t::file);
  view.set(t::LINK, url(scene, fmt::format("/profile/emails/start?t={}", way.token)));
  view.set(t::LINK_LIFE, in_words(way.link_end - scene.now));
  view.set(t::LINK_END, calendar::japanese_date_time(way.link_end)).put(t::BY_CODE, by_code(scene, way));
  enqueue(scene, {.mail_class = MailClass::link,
                  .purpose = "email_confirmation",
                  .subject = "メールアドレス確認のお願い",
                  .view = std::move(view),
                  .account = account,
                  .recipient = address,
                  .not_after = way.link_end - limits::link_rest_min,
                  .asker_digest = way.asker_digest});
}

void email_changed(const MailScene& scene, AccountId account, EmailChange change, std::string_view address) {
  namespace t = templates::mail::email_changed;
  constexpr const char* purpose = "email_changed";
  constexpr const char* subject = "メールアドレス変更のお知らせ";
  View view(t::file);
  view.show(t::ADDED, change == EmailChange::added).show(t::MADE_PRIMARY, change == EmailChange::made_primary);
  view.show(t::REMOVED, change == EmailChange::removed).set(t::MASKED_ADDRESS, text::mask_email(address));
  view.set(t::CHANGED_AT, calendar::japanese_date_time(scene.now));
  tell(scene, account, purpose, subject, view);
  if (change == EmailChange::removed)
    enqueue(scene, {.mail_class = MailClass::security,
                    .purpose = purpose,
                    .subject = subject,
                    .view = std::move(view),
                    .account = account,
                    .recipient = address,
                    .not_after = scene.now + limits::security_mail_life});
}

void sign_in_blocked(const MailScene& scene, AccountId account, int failures) {
  namespace t = templates::mail::sign_in_blocked;
  constexpr int failures_until_long_block = 50;
  View view(t::file);
  view.set(t::FAILURES, failures).set(t::FAILED_AT, calendar::japanese_date_time(scene.now));
  view.set(t::BLOCK, failures < failures_until_long_block ? "15分" : "24時間");
  tell(scene, account, "sign_in_blocked", "ログインの失敗のお知らせ", view);
}

void new_device(const MailScene& scene, AccountId account, std::string_view device) {
  namespace t = templates::mail::new_device;
  View view(t::file);
  view.set(t::SIGNED_IN_AT, calendar::japanese_date_time(scene.now)).set(t::DEVICE, device);
  view.set(t::LOGIN_URL, url(scene, "/login"));
  tell(scene, account, "new_device", "ログインのお知らせ", view);
}

void codes_blocked(const MailScene& scene, AccountId account, int failures, std::chrono::seconds block) {
  namespace t = templates::mail::codes_blocked;
  View view(t::file);
  view.set(t::FAILURES, failures).set(t::FAILED_AT, calendar::japanese_date_time(scene.now));
  view.set(t::BLOCK, in_words(block));
  tell(scene, account, "codes_blocked", "ログインの失敗のお知らせ", view);
}

void recovery_code_used(const MailScene& scene, AccountId account, int codes_left) {
  namespace t = templates::mail::recovery_code_used;
  View view(t::file);
  view.set(t::USED_AT, calendar::japanese_date_time(scene.now)).set(t::CODES_LEFT, codes_left);
  tell(scene, account, "recovery_code_used", "予備コード使用のお知らせ", view);
}

void security_changed(const MailScene& scene, AccountId account, SecurityChange change) {
  namespace t = templates::mail::security_changed;
  using enum SecurityChange;
  View view(t::file);
  view.show(t::TWO_STEP_ON, change == two_step_on).show(t::TWO_STEP_OFF, change == two_step_off);
  view.show(t::TWO_STEP_RESET, change == two_step_reset).show(t::CODES_MADE, change == recovery_codes_made);
  view.show(t::PASSKEY_ADDED, change == passkey_added).show(t::PASSKEY_RENAMED, change == passkey_renamed);
  view.show(t::PASSKEY_REMOVED, change == passkey_removed).show(t::PASSKEY_CLONED, change == passkey_cloned);
  view.show(t::MAILS_OFF, change == sign_in_mails_off).set(t::CHANGED_AT, calendar::japanese_date_time(scene.now));
  tell(scene, account, "security_changed", "ログインの安全設定のお知らせ", view);
}

void arrivals(const MailScene& scene, AccountId account, std::string_view address, const Arrivals& arrivals) {
  namespace t = templates::mail::arrivals;
  View view(t::file);
  for (const Arrivals::Link& link : arrivals.links)
    view.add(t::ARRIVAL)
        .set(t::ARRIVAL_NAME, link.name)
        .set(t::ARRIVAL_URL, url(scene, fmt::format("/go?r={}&no={}", link.mailing, link.number)));
  const std::string stop_url = url(scene, "/unsubscribe?r=" + arrivals.stop_code);
  view.set(t::STOP_URL, stop_url);
  enqueue(scene, {.mail_class = MailClass::news,
                  .purpose = "arrivals",
                  .subject = "新着のお知らせ",
                  .view = std::move(view),
                  .account = account,
                  .recipient = address,
                  .not_after = scene.now + limits::news_mail_life,
                  .unsubscribe_url = stop_url});
}

namespace {

// What an application is called, and how its being taken back is; where it stands.
struct Procedure {
  const char *name, *withdrawal, *withdrawal_subject, *folder;
};
Procedure procedure_of(applications::Kind kind) {
  if (kind == applications::Kind::screening)
    return {"がん検診の申込み", "取消", "取消のお知らせ", "/screenings/applications"};
  return {"限度額申請", "取下げ", "取下げのお知らせ", "/limit-certificate"};
}

// Of one of the three texts, which share these markers.
View receipt_view(const char* file, const MailScene& scene, const Receipt& receipt) {
  namespace t = templates::mail::application_received;
  const Procedure procedure = procedure_of(receipt.kind);
  View view(file);
  view.set(t::KIND, procedure.name).set(t::RECEIPT_NUMBER, receipt_number::of(receipt.kind, receipt.id));
  view.set(t::APPLICATION_URL, url(scene, fmt::format("{}/{}", procedure.folder, number(receipt.id))));
  return view;
}

}  // namespace

void application_judged(const MailScene& scene, AccountId account, const Receipt& receipt) {
  View view = receipt_view(templates::mail::application_judged::file, scene, receipt);
  enqueue_to_all_addresses(scene, {.mail_class = MailClass::news,
                                   .purpose = "application_judged",
                                   .subject = "お申し込み状況のお知らせ",
                                   .view = std::move(view),
                                   .account = account,
                                   .recipient = "",
                                   .not_after = scene.now + limits::news_mail_life,
                                   .about = receipt.member});
}

void application_received(const MailScene& scene, AccountId account, const Receipt& receipt) {
  namespace t = templates::mail::application_received;
  View view = receipt_view(t::file, scene, receipt);
  view.set(t::RECEIVED_AT, calendar::japanese_date_time(scene.now));
  enqueue_to_all_addresses(scene, {.mail_class = MailClass::security,
                                   .purpose = "application_received",
                                   .subject = "受付完了のお知らせ",
                                   .view = std::move(view),
                                   .account = account,
                                   .recipient = "",
                                   .not_after = scene.now + limits::security_mail_life,
                                   .about = receipt.member});
}

void application_withdrawn(const MailScene& scene, AccountId account, const Receipt& receipt) {
  namespace t = templates::mail::application_withdrawn;
  const Procedure procedure = procedure_of(receipt.kind);
  View view = receipt_view(t::file, scene, receipt);
  view.set(t::RECEIVED_AT, calendar::japanese_date_time(scene.now)).set(t::WITHDRAWAL, procedure.withdrawal);
  enqueue_to_all_addresses(scene, {.mail_class = MailClass::security,
                                   .purpose = "application_withdrawn",
                                   .subject = procedure.withdrawal_subject,
                                   .view = std::move(view),
                                   .account = account,
                                   .recipient = "",
                                   .not_after = scene.now + limits::security_mail_life,
                                   .about = receipt.member});
}

void inbox_run(const MailScene& scene, std::string_view address, const InboxRun& run) {
  namespace t = templates::mail::inbox_run;
  const auto grouped = [](std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); };
  View view(t::file);
  view.set(t::RUN_AT, calendar::japanese_date_time(scene.now)).set(t::TAKEN_IN, grouped(run.taken_in));
  view.set(t::UNCHANGED, grouped(run.unchanged)).set(t::REFUSED, grouped(run.refused));
  view.set(t::ADDED, grouped(run.added)).set(t::CHANGED, grouped(run.changed)).set(t::ENDED, grouped(run.ended));
  view.set(t::ODD, grouped(run.odd)).show(t::WITH_REFUSED, run.refused > 0).show(t::WITH_ODD, run.odd > 0);
  enqueue(scene, {.mail_class = MailClass::news,
                  .purpose = "inbox_run",
                  .subject = "ファイル取り込みのお知らせ",
                  .view = std::move(view),
                  .recipient = address,
                  .not_after = scene.now + limits::news_mail_life});
}

void delivery_test(const MailScene& scene, std::string_view address) {
  namespace t = templates::mail::delivery_test;
  View view(t::file);
  view.set(t::SENT_AT, calendar::japanese_date_time(scene.now));
  enqueue(scene, {.mail_class = MailClass::link,
                  .purpose = "delivery_test",
                  .subject = "メール送信の確認",
                  .view = std::move(view),
                  .recipient = address,
                  .not_after = scene.now + limits::test_mail_life});
}

}  // namespace portal::mails
