#include "domain/mails/mails.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/mail_payload.hpp"
#include "base/text.hpp"
#include "domain/mails/mail_lines.hpp"
#include "gen/mail/application_judged.hpp"
#include "gen/mail/application_received.hpp"
#include "gen/mail/application_withdrawn.hpp"
#include "gen/mail/arrivals.hpp"
#include "gen/mail/codes_blocked.hpp"
#include "gen/mail/delivery_test.hpp"
#include "gen/mail/email_changed.hpp"
#include "gen/mail/email_confirmation.hpp"
#include "gen/mail/footer.hpp"
#include "gen/mail/login_id_changed.hpp"
#include "gen/mail/new_device.hpp"
#include "gen/mail/password_changed.hpp"
#include "gen/mail/recovery_code_used.hpp"
#include "gen/mail/registration_done.hpp"
#include "gen/mail/registration_guide.hpp"
#include "gen/mail/reissue_guide.hpp"
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
  std::optional<AccountId> account;
  std::string_view recipient;
  Timestamp not_after;
  std::string unsubscribe_url{};
};

// The society's name, telephone and hours may stand in every text.
View society_wide(const Society& society) {
  namespace t = templates::mail::footer;
  View view;
  view.set(t::SOCIETY, society.name).set(t::TELEPHONE, society.telephone).set(t::HOURS, society.hours);
  return view;
}

NewMail make(const Desk& desk, const Society& society, const Letter& letter) {
  const View wide = society_wide(society);
  const std::string text =
      desk.renderer.render(letter.view, wide) + desk.renderer.render(View(templates::mail::footer::file), wide);
  MailPayload payload{society.name, society.mail_from, letter.subject, fold_lines(text), letter.unsubscribe_url};
  return {letter.mail_class,
          letter.purpose,
          letter.account,
          std::string(letter.recipient),
          new_message_id(society.mail_from),
          seal_payload(desk.seal_public_key, payload),
          letter.not_after};
}

void enqueue(db::SocietyDatabase& db, const Desk& desk, const Society& society, const Letter& letter, Timestamp now) {
  mail_queue::enqueue(db, make(desk, society, letter), now);
}

// To all of the account's addresses.
void tell(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account, const char* purpose,
          const char* subject, const View& view, Timestamp now) {
  for (const std::string& address : accounts::addresses(db, account))
    enqueue(db, desk, society,
            {MailClass::security, purpose, subject, view, account, address, now + limits::security_mail_life}, now);
}

std::string url(const Desk& desk, const Society& society, std::string_view path) {
  return fmt::format("{}/{}{}", desk.origin, society.slug, path);
}

std::string in_words(Timestamp::duration life) {
  return calendar::hours_and_minutes(std::chrono::duration_cast<std::chrono::minutes>(life));
}

}  // namespace

void registration_guide(db::SocietyDatabase& db, const Desk& desk, const Society& society, std::string_view address,
                        std::string_view token, Timestamp now, Timestamp link_end) {
  namespace t = templates::mail::registration_guide;
  View view(t::file);
  view.set(t::LINK, url(desk, society, fmt::format("/register/start?t={}", token)));
  view.set(t::LINK_LIFE, in_words(link_end - now));
  view.set(t::LINK_END, calendar::japanese_date_time(link_end));
  enqueue(db, desk, society,
          {MailClass::link,
           "registration_guide",
           "利用登録手続きのご案内",
           std::move(view),
           {},
           address,
           link_end - limits::link_rest_min},
          now);
}

void registration_done(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                       std::string_view address, Timestamp now) {
  namespace t = templates::mail::registration_done;
  View view(t::file);
  view.set(t::LOGIN_URL, url(desk, society, "/login")).set(t::DONE_AT, calendar::japanese_date_time(now));
  enqueue(db, desk, society,
          {MailClass::security, "registration_done", "利用登録完了のお知らせ", std::move(view), account, address,
           now + limits::security_mail_life},
          now);
}

void reissue_guide(db::SocietyDatabase& db, const Desk& desk, const Society& society, std::string_view address,
                   const Reissue& reissue, Timestamp now) {
  namespace t = templates::mail::reissue_guide;
  View view(t::file);
  view.set(t::LINK, url(desk, society, fmt::format("/reissue/start?t={}", reissue.token)));
  view.set(t::LINK_LIFE, in_words(reissue.link_end - now));
  view.set(t::LINK_END, calendar::japanese_date_time(reissue.link_end)).set(t::LOGIN_ID, reissue.login_id);
  if (!reissue.temporary_password.empty())
    view.add(t::WITH_PASSWORD).set(t::TEMPORARY_PASSWORD, reissue.temporary_password);
  view.show(t::WITHOUT_PASSWORD, reissue.temporary_password.empty());
  const NewMail mail = make(desk, society,
                            {MailClass::link, "reissue_guide", "パスワード再発行手続きのご案内", std::move(view),
                             reissue.account, address, reissue.link_end - limits::link_rest_min});
  if (reissue.account)
    mail_queue::enqueue(db, mail, now);
  else
    mail_queue::enqueue_nothing(db, mail, now);
}

void password_changed(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                      Timestamp now) {
  namespace t = templates::mail::password_changed;
  View view(t::file);
  view.set(t::CHANGED_AT, calendar::japanese_date_time(now));
  tell(db, desk, society, account, "password_changed", "パスワード変更のお知らせ", view, now);
}

void login_id_changed(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                      Timestamp now) {
  namespace t = templates::mail::login_id_changed;
  View view(t::file);
  view.set(t::CHANGED_AT, calendar::japanese_date_time(now));
  tell(db, desk, society, account, "login_id_changed", "ログインID変更のお知らせ", view, now);
}

void email_confirmation(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                        std::string_view address, std::string_view token, Timestamp now, Timestamp link_end) {
  namespace t = templates::mail::email_confirmation;
  View view(t::file);
  view.set(t::LINK, url(desk, society, fmt::format("/profile/emails/start?t={}", token)));
  view.set(t::LINK_LIFE, in_words(link_end - now));
  view.set(t::LINK_END, calendar::japanese_date_time(link_end));
  enqueue(db, desk, society,
          {MailClass::link, "email_confirmation", "メールアドレス確認のお願い", std::move(view), account, address,
           link_end - limits::link_rest_min},
          now);
}

void email_changed(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                   EmailChange change, std::string_view address, Timestamp now) {
  namespace t = templates::mail::email_changed;
  constexpr const char* purpose = "email_changed";
  constexpr const char* subject = "メールアドレス変更のお知らせ";
  View view(t::file);
  view.show(t::ADDED, change == EmailChange::added).show(t::MADE_PRIMARY, change == EmailChange::made_primary);
  view.show(t::REMOVED, change == EmailChange::removed).set(t::MASKED_ADDRESS, text::mask_email(address));
  view.set(t::CHANGED_AT, calendar::japanese_date_time(now));
  tell(db, desk, society, account, purpose, subject, view, now);
  if (change == EmailChange::removed)
    enqueue(
        db, desk, society,
        {MailClass::security, purpose, subject, std::move(view), account, address, now + limits::security_mail_life},
        now);
}

void sign_in_blocked(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account, int failures,
                     Timestamp now) {
  namespace t = templates::mail::sign_in_blocked;
  constexpr int failures_until_long_block = 50;
  View view(t::file);
  view.set(t::FAILURES, failures).set(t::FAILED_AT, calendar::japanese_date_time(now));
  view.set(t::BLOCK, failures < failures_until_long_block ? "15分" : "24時間");
  tell(db, desk, society, account, "sign_in_blocked", "ログインの失敗のお知らせ", view, now);
}

void new_device(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                std::string_view device, Timestamp now) {
  namespace t = templates::mail::new_device;
  View view(t::file);
  view.set(t::SIGNED_IN_AT, calendar::japanese_date_time(now)).set(t::DEVICE, device);
  view.set(t::LOGIN_URL, url(desk, society, "/login"));
  tell(db, desk, society, account, "new_device", "ログインのお知らせ", view, now);
}

void codes_blocked(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account, int failures,
                   std::chrono::seconds block, Timestamp now) {
  namespace t = templates::mail::codes_blocked;
  View view(t::file);
  view.set(t::FAILURES, failures).set(t::FAILED_AT, calendar::japanese_date_time(now));
  view.set(t::BLOCK, in_words(block));
  tell(db, desk, society, account, "codes_blocked", "ログインの失敗のお知らせ", view, now);
}

void recovery_code_used(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                        int codes_left, Timestamp now) {
  namespace t = templates::mail::recovery_code_used;
  View view(t::file);
  view.set(t::USED_AT, calendar::japanese_date_time(now)).set(t::CODES_LEFT, codes_left);
  tell(db, desk, society, account, "recovery_code_used", "予備コード使用のお知らせ", view, now);
}

void security_changed(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                      SecurityChange change, Timestamp now) {
  namespace t = templates::mail::security_changed;
  using enum SecurityChange;
  View view(t::file);
  view.show(t::TWO_STEP_ON, change == two_step_on).show(t::TWO_STEP_OFF, change == two_step_off);
  view.show(t::TWO_STEP_RESET, change == two_step_reset).show(t::CODES_MADE, change == recovery_codes_made);
  view.show(t::MAILS_OFF, change == sign_in_mails_off).set(t::CHANGED_AT, calendar::japanese_date_time(now));
  tell(db, desk, society, account, "security_changed", "ログインの安全設定のお知らせ", view, now);
}

void arrivals(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
              std::string_view address, const Arrivals& arrivals, Timestamp now) {
  namespace t = templates::mail::arrivals;
  View view(t::file);
  for (const Arrivals::Link& link : arrivals.links)
    view.add(t::ARRIVAL)
        .set(t::ARRIVAL_NAME, link.name)
        .set(t::ARRIVAL_URL, url(desk, society, fmt::format("/go?r={}&no={}", link.mailing, link.number)));
  const std::string stop_url = url(desk, society, "/unsubscribe?r=" + arrivals.stop_code);
  view.set(t::STOP_URL, stop_url);
  enqueue(db, desk, society,
          {MailClass::news, "arrivals", "新着のお知らせ", std::move(view), account, address,
           now + limits::news_mail_life, stop_url},
          now);
}

void application_judged(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                        std::string_view receipt_number, Timestamp now) {
  namespace t = templates::mail::application_judged;
  View view(t::file);
  view.set(t::RECEIPT_NUMBER, receipt_number).set(t::LOGIN_URL, url(desk, society, "/login"));
  for (const std::string& address : accounts::addresses(db, account))
    enqueue(db, desk, society,
            {MailClass::news, "application_judged", "お申し込み状況のお知らせ", view, account, address,
             now + limits::news_mail_life},
            now);
}

void application_received(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                          std::string_view receipt_number, Timestamp now) {
  namespace t = templates::mail::application_received;
  View view(t::file);
  view.set(t::RECEIPT_NUMBER, receipt_number).set(t::RECEIVED_AT, calendar::japanese_date_time(now));
  view.set(t::LOGIN_URL, url(desk, society, "/login"));
  tell(db, desk, society, account, "application_received", "受付完了のお知らせ", view, now);
}

void application_withdrawn(db::SocietyDatabase& db, const Desk& desk, const Society& society, AccountId account,
                           std::string_view receipt_number, Timestamp now) {
  namespace t = templates::mail::application_withdrawn;
  View view(t::file);
  view.set(t::RECEIPT_NUMBER, receipt_number).set(t::RECEIVED_AT, calendar::japanese_date_time(now));
  view.set(t::LOGIN_URL, url(desk, society, "/login"));
  tell(db, desk, society, account, "application_withdrawn", "受付完了のお知らせ", view, now);
}

void delivery_test(db::SocietyDatabase& db, const Desk& desk, const Society& society, std::string_view address,
                   Timestamp now) {
  namespace t = templates::mail::delivery_test;
  View view(t::file);
  view.set(t::SENT_AT, calendar::japanese_date_time(now));
  enqueue(db, desk, society,
          {MailClass::link,
           "delivery_test",
           "メール送信の確認",
           std::move(view),
           {},
           address,
           now + limits::test_mail_life},
          now);
}

}  // namespace portal::mails
