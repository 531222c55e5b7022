#pragma once
#include <algorithm>
#include <array>
#include <string_view>

// Everything that the audit log tells of, once: what stands in the row, and the sentence that `portalctl audit` prints.
// An event that isn't here can't be written; one that nobody writes is found by tests/lint.
namespace portal::audit {

// In no order that means anything: a new one goes to its like.
enum class Event {
  registered,
  provisional_sign_in,
  provisional_sign_in_failed,
  sign_in,
  sign_in_password_right,
  sign_in_failed,
  sign_in_blocked,
  sign_out,
  session_ended,
  other_sessions_ended,
  password_check_failed,
  password_check_blocked,
  password_changed,
  password_reissued,
  two_step_on,
  two_step_off,
  two_step_reset,
  two_step_failed,
  two_step_blocked,
  recovery_codes_made,
  recovery_code_used,
  sign_in_mails_on,
  sign_in_mails_off,
  login_id_changed,
  nickname_changed,
  email_requested,
  email_added,
  email_proved_again,
  email_made_primary,
  email_removed,
  arrival_mails_on,
  arrival_mails_off,
  expenses_shown,
  expenses_hidden,
  expenses_seen,
  expenses_saved,
  expenses_tax_seen,
  expenses_tax_saved,
  document_opened,
  application_received,
  application_corrected,
  application_withdrawn,
  application_judged,
  application_exported,
  application_shown_to_staff,
  applications_exported_again,
  results_imported,
  members_imported,
  members_reverted,
  expenses_imported,
  expenses_reverted,
  documents_imported,
  documents_reverted,
  document_withdrawn,
  limit_table_changed,
  screening_published,
  screening_changed,
  screening_withdrawn,
  notice_published,
  notice_changed,
  notice_withdrawn,
  topic_published,
  topic_changed,
  topic_withdrawn,
  postcard_issued,
  postcard_reissued,
  account_unlocked,
  member_protected,
  member_unprotected,
  member_shown_to_staff,
  telephone_code_right,
  telephone_code_wrong,
  unread_members_listed,
  arrival_mails_made,
  mail_held,
  mail_released,
  mail_retried,
  mail_deleted,
  mail_resumed,
  backup_created,
  backup_verified,
  society_added,
  society_changed,
  cleaned_up,
};

struct Words {
  Event event;
  std::string_view name;      // in the row: never changed, old ones keep it
  std::string_view sentence;  // for the society's staff
};
inline constexpr std::array words{
    Words{Event::registered, "registered", "利用登録をした"},
    Words{Event::provisional_sign_in, "provisional_sign_in", "仮ログインをした"},
    Words{Event::provisional_sign_in_failed, "provisional_sign_in_failed", "仮ログインに失敗した"},
    Words{Event::sign_in, "sign_in", "ログインした"},
    Words{Event::sign_in_password_right, "sign_in_password_right", "パスワードが合い、確認コードを求めた"},
    Words{Event::sign_in_failed, "sign_in_failed", "ログインに失敗した"},
    Words{Event::sign_in_blocked, "sign_in_blocked", "ログインを止めている間に試した"},
    Words{Event::sign_out, "sign_out", "ログアウトした"},
    Words{Event::session_ended, "session_ended", "ほかの端末を1つログアウトさせた"},
    Words{Event::other_sessions_ended, "other_sessions_ended", "ほかの端末をすべてログアウトさせた"},
    Words{Event::password_check_failed, "password_check_failed", "変更の前のパスワードの確認に失敗した"},
    Words{Event::password_check_blocked, "password_check_blocked", "パスワードの確認を止めている間に試した"},
    Words{Event::password_changed, "password_changed", "パスワードを変更した"},
    Words{Event::password_reissued, "password_reissued", "パスワードを再発行した"},
    Words{Event::two_step_on, "two_step_on", "2段階ログインを設定した"},
    Words{Event::two_step_off, "two_step_off", "2段階ログインを解除した"},
    Words{Event::two_step_reset, "two_step_reset", "職員が2段階ログインを解除した"},
    Words{Event::two_step_failed, "two_step_failed", "確認コードを間違えた"},
    Words{Event::two_step_blocked, "two_step_blocked", "確認コードを止めている間に試した"},
    Words{Event::recovery_codes_made, "recovery_codes_made", "予備コードを作り直した"},
    Words{Event::recovery_code_used, "recovery_code_used", "予備コードを使った"},
    Words{Event::sign_in_mails_on, "sign_in_mails_on", "ログインのお知らせを受け取ることにした"},
    Words{Event::sign_in_mails_off, "sign_in_mails_off", "ログインのお知らせを止めた"},
    Words{Event::login_id_changed, "login_id_changed", "ログインIDを変更した"},
    Words{Event::nickname_changed, "nickname_changed", "ニックネームを変更した"},
    Words{Event::email_requested, "email_requested", "メールアドレスの確認を求めた"},
    Words{Event::email_added, "email_added", "メールアドレスを追加した"},
    Words{Event::email_proved_again, "email_proved_again", "メールアドレスをもう一度確認した"},
    Words{Event::email_made_primary, "email_made_primary", "メールアドレスをメインにした"},
    Words{Event::email_removed, "email_removed", "メールアドレスを削除した"},
    Words{Event::arrival_mails_on, "arrival_mails_on", "新着のお知らせを受け取ることにした"},
    Words{Event::arrival_mails_off, "arrival_mails_off", "新着のお知らせを止めた"},
    Words{Event::expenses_shown, "expenses_shown", "被保険者に医療費を表示することにした"},
    Words{Event::expenses_hidden, "expenses_hidden", "被保険者に医療費を表示しないことにした"},
    Words{Event::expenses_seen, "expenses_seen", "医療費を見た"},
    Words{Event::expenses_saved, "expenses_saved", "医療費をファイルに保存した"},
    Words{Event::expenses_tax_seen, "expenses_tax_seen", "確定申告のための医療費を見た"},
    Words{Event::expenses_tax_saved, "expenses_tax_saved", "確定申告のための医療費をファイルに保存した"},
    Words{Event::document_opened, "document_opened", "通知書・証明書を開いた"},
    Words{Event::application_received, "application_received", "申し込んだ"},
    Words{Event::application_corrected, "application_corrected", "申し込みを訂正した"},
    Words{Event::application_withdrawn, "application_withdrawn", "申し込みを取り下げた"},
    Words{Event::application_judged, "application_judged", "申し込みの状態を変えた"},
    Words{Event::application_exported, "application_exported", "申し込みをファイルに書き出した"},
    Words{Event::application_shown_to_staff, "application_shown_to_staff", "職員が申し込みを見た"},
    Words{Event::applications_exported_again, "applications_exported_again", "申し込みのファイルをもう一度書き出した"},
    Words{Event::results_imported, "results_imported", "申し込みの結果を取り込んだ"},
    Words{Event::members_imported, "members_imported", "加入者を取り込んだ"},
    Words{Event::members_reverted, "members_reverted", "加入者の取り込みを取り消した"},
    Words{Event::expenses_imported, "expenses_imported", "医療費を取り込んだ"},
    Words{Event::expenses_reverted, "expenses_reverted", "医療費の取り込みを取り消した"},
    Words{Event::documents_imported, "documents_imported", "通知書・証明書を取り込んだ"},
    Words{Event::documents_reverted, "documents_reverted", "通知書・証明書の取り込みを取り消した"},
    Words{Event::document_withdrawn, "document_withdrawn", "通知書・証明書を取り下げた"},
    Words{Event::limit_table_changed, "limit_table_changed", "自己負担限度額の表を変えた"},
    Words{Event::screening_published, "screening_published", "検診を案内した"},
    Words{Event::screening_changed, "screening_changed", "検診の案内を変えた"},
    Words{Event::screening_withdrawn, "screening_withdrawn", "検診の案内を取り下げた"},
    Words{Event::notice_published, "notice_published", "健保からのお知らせを掲載した"},
    Words{Event::notice_changed, "notice_changed", "健保からのお知らせを変えた"},
    Words{Event::notice_withdrawn, "notice_withdrawn", "健保からのお知らせを取り下げた"},
    Words{Event::topic_published, "topic_published", "トピックスを掲載した"},
    Words{Event::topic_changed, "topic_changed", "トピックスを変えた"},
    Words{Event::topic_withdrawn, "topic_withdrawn", "トピックスを取り下げた"},
    Words{Event::postcard_issued, "postcard_issued", "お知らせハガキを発行した"},
    Words{Event::postcard_reissued, "postcard_reissued", "お知らせハガキを再発行した"},
    Words{Event::account_unlocked, "account_unlocked", "職員がログインの停止を解いた"},
    Words{Event::member_protected, "member_protected", "職員が加入者を家族から見えなくした"},
    Words{Event::member_unprotected, "member_unprotected", "職員が加入者を家族から見えるように戻した"},
    Words{Event::member_shown_to_staff, "member_shown_to_staff", "職員が加入者を見た"},
    Words{Event::telephone_code_right, "telephone_code_right", "電話の相手が、本人の画面の番号を正しく答えた"},
    Words{Event::telephone_code_wrong, "telephone_code_wrong", "電話の相手が答えた番号が、本人の画面の番号と違った"},
    Words{Event::unread_members_listed, "unread_members_listed",
          "健保からのお知らせを読んでいない加入者の一覧を作った"},
    Words{Event::arrival_mails_made, "arrival_mails_made", "新着のお知らせのメールを作った"},
    Words{Event::mail_held, "mail_held", "メールの送信を保留した"},
    Words{Event::mail_released, "mail_released", "メールの保留を解いた"},
    Words{Event::mail_retried, "mail_retried", "メールの再送を早めた"},
    Words{Event::mail_deleted, "mail_deleted", "送る前のメールを削除した"},
    Words{Event::mail_resumed, "mail_resumed", "バックアップから戻した後、メールの送信を再開した"},
    Words{Event::backup_created, "backup_created", "バックアップを作った"},
    Words{Event::backup_verified, "backup_verified", "バックアップを開いて確かめた"},
    Words{Event::society_added, "society_added", "健康保険組合を追加した"},
    Words{Event::society_changed, "society_changed", "健康保険組合の設定を変えた"},
    Words{Event::cleaned_up, "cleaned_up", "古い記録を片づけた"},
};

// Position = value, so a look-up is an index; a forgotten or doubled line doesn't compile.
consteval bool in_order() {
  constexpr std::size_t name_bytes_max = 40;  // audit_log.event
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Words& one = words[at];
    if (static_cast<std::size_t>(one.event) != at || one.sentence.empty()) return false;
    if (one.name.empty() || one.name.size() > name_bytes_max) return false;
  }
  return static_cast<std::size_t>(Event::cleaned_up) + 1 == words.size();
}
static_assert(in_order(), "one line of words for each event, in the events' order");

constexpr const Words& words_of(Event event) { return words[static_cast<std::size_t>(event)]; }
constexpr std::string_view name_of(Event event) { return words_of(event).name; }

// Of a row that is read back; nullptr: a newer program wrote it.
constexpr const Words* find(std::string_view name) {
  const auto found = std::ranges::find(words, name, &Words::name);
  return found == words.end() ? nullptr : &*found;
}

}  // namespace portal::audit
