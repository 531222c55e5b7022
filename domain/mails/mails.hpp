#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scene.hpp"
#include "sql/applications/applications.hpp"

// The mails of the portal (product.md §4), one function each: made from templates/mail/, sealed and queued in the
// caller's transaction. What says no address goes to all of the account's. None holds a name, a number or anything else
// personal.
namespace portal::mails {

// What a mail holds to go on with: the link's secret, and the digits for the browser that asked for it, which is told
// what becomes of the mail.
struct WayOn {
  std::string token, code;
  Timestamp link_end;
  std::string asker_digest;  // mail_code::asker_digest()
};

// 利用登録手続きのご案内: the link to 新規利用登録②, to an address that nobody has proved yet.
struct RegistrationGuide {
  WayOn way;
  bool is_sent = true;  // false: the same work for a mail that nobody gets
};
void registration_guide(const MailScene& scene, std::string_view address, const RegistrationGuide& guide);

// 利用登録完了のお知らせ.
void registration_done(const MailScene& scene, AccountId account, std::string_view address);

// パスワード再発行手続きのご案内: the link, the login ID and, unless it is empty, the temporary password. Without an
// account the same is made and thrown away, so that an address nobody has costs the same.
struct Reissue {
  std::optional<AccountId> account = {};
  std::string login_id, temporary_password = {};
  WayOn way;
};
void reissue_guide(const MailScene& scene, std::string_view address, const Reissue& reissue);

// お知らせハガキ再発行の受付のお知らせ: somebody ordered a new postcard for the member, and the link that stops it. Of
// nobody's order the same is made and thrown away.
struct PostcardOrdered {
  std::optional<AccountId> account = {};
  std::string stop_token;
  bool is_sent = true;
};
void postcard_ordered(const MailScene& scene, std::string_view address, const PostcardOrdered& order);

// 登録のやり直しのお知らせ: an ordered postcard set the account anew; to those addresses.
void registered_anew(const MailScene& scene, AccountId account, std::span<const std::string> addresses);

// 利用登録削除のお知らせ: the account is being closed by its member; `may_return`: with the way to a new one.
void account_closed(const MailScene& scene, AccountId account, bool may_return);

// パスワード再発行のお申し込みについて: the address has no account, and how to get one. `way` holds no more than its
// end and who asked.
void reissue_unregistered(const MailScene& scene, std::string_view address, const WayOn& way);

// パスワード変更のお知らせ.
void password_changed(const MailScene& scene, AccountId account);

// ログインID変更のお知らせ.
void login_id_changed(const MailScene& scene, AccountId account);

// メールアドレス確認のお願い: the link that proves the address, which is not the account's yet.
void email_confirmation(const MailScene& scene, AccountId account, std::string_view address, const WayOn& way);

// メールアドレス変更のお知らせ: what became of one of the account's addresses, which is masked, told to a removed one
// too.
enum class EmailChange { added, made_primary, removed };
void email_changed(const MailScene& scene, AccountId account, EmailChange change, std::string_view address);

// ログインの失敗のお知らせ: so many failures in a row that signing in is stopped for a while (security.md,
// "Throttles").
void sign_in_blocked(const MailScene& scene, AccountId account, int failures);

// ログインのお知らせ: somebody signed in on a device that the account was not known on. Says when and on what.
void new_device(const MailScene& scene, AccountId account, std::string_view device);

// ログインの失敗のお知らせ: wrong codes after right passwords; codes are refused for a while.
void codes_blocked(const MailScene& scene, AccountId account, int failures, std::chrono::seconds block);

// 予備コード使用のお知らせ, with how many are left.
void recovery_code_used(const MailScene& scene, AccountId account, int codes_left);

// ログインの安全設定のお知らせ: what /security or the society's staff changed.
// `passkey_cloned`: a sign-in that was refused, as there seem to be two of the passkey.
enum class SecurityChange {
  two_step_on,
  two_step_off,
  two_step_reset,
  recovery_codes_made,
  sign_in_mails_off,
  passkey_added,
  passkey_renamed,
  passkey_removed,
  passkey_cloned
};
void security_changed(const MailScene& scene, AccountId account, SecurityChange change);

// 新着のお知らせ: kinds of what is new, each with the counted link to its page, and the link that stops these mails,
// which the mail's headers carry too. To one address; what is new stands on the pages alone.
struct Arrivals {
  struct Link {
    std::string name, mailing;  // of sql/mails/mailings.hpp
    int number;
  };
  std::vector<Link> links;
  std::string stop_code;
};
void arrivals(const MailScene& scene, AccountId account, std::string_view address, const Arrivals& arrivals);

// An application as its mails speak of it: by its kind and number alone, with the way to its page. Whom it is for goes
// with the queue's row, which is taken back when they are protected from the applicant.
struct Receipt {
  applications::Kind kind;
  ApplicationId id;
  MemberId member;
};

// 受付完了のお知らせ: an application, or its correction, has come in. What it says stands on the pages alone.
void application_received(const MailScene& scene, AccountId account, const Receipt& receipt);
// 取下げのお知らせ, of a screening 取消のお知らせ: the applicant took it back.
void application_withdrawn(const MailScene& scene, AccountId account, const Receipt& receipt);

// お申し込み状況のお知らせ: the society has said something to an application. What it says stands on the pages alone.
// With the news, for a file of results makes thousands at once.
void application_judged(const MailScene& scene, AccountId account, const Receipt& receipt);

// ファイル取り込みのお知らせ: to the society's own clerks, what became of the files in its inbox; counts alone.
struct InboxRun {
  std::size_t taken_in = 0, unchanged = 0, refused = 0;  // files
  std::size_t added = 0, changed = 0, ended = 0;         // lines
  std::size_t odd = 0;                                   // 確認, of files that were refused for it, too
  bool operator==(const InboxRun&) const = default;
};
void inbox_run(const MailScene& scene, std::string_view address, const InboxRun& run);

// メール送信の確認: what portalctl mail test sends. Of no use after a quarter of an hour.
void delivery_test(const MailScene& scene, std::string_view address);

}  // namespace portal::mails
