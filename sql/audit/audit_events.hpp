#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

// Everything that the audit log tells of, once: what stands in the row, and the sentence that `portalctl audit` prints.
// An event that isn't here can't be written; one that nobody writes is found by tests/lint.
namespace portal::audit {

// In no order that means anything: a new one goes to its like.
enum class Event {
  registered,
  registered_anew,
  account_closed,
  provisional_sign_in,
  provisional_sign_in_failed,
  sign_in,
  sign_in_password_right,
  sign_in_failed,
  sign_in_blocked,
  sign_out,
  session_ended,
  other_sessions_ended,
  staff_all_sessions_ended,
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
  passkey_added,
  passkey_renamed,
  passkey_removed,
  passkey_cloned,
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
  postcard_ordered,
  postcard_order_refused,
  postcard_order_stopped,
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
  staff_members_found,
  staff_import_sampled,
  staff_documents_listed,
  staff_applications_listed,
  staff_mails_listed,
  staff_audit_read,
  staff_odd_reads_listed,
  staff_audit_exported,
  staff_audit_archived,
  staff_incident_scoped,
  staff_incident_drilled,
  staff_members_erased,
  cleaned_up,
};

// Who does it: somebody at a page, staff by portalctl, or either. What is staff's the database takes from nobody else
// (migration 0043): by its name, which begins with staff_ unless it is one of those that are older than that rule.
enum class By { page, staff, either };

// What whoever did it has seen of a person, or has taken away in a file: what an incident's scope says (portalctl
// incident). Whoever does something that takes a signed-in session has seen at least what its pages say of its member.
enum class Data {
  nothing,
  identity,
  address,
  postcard,
  mail,
  expenses,
  document,
  document_title,
  application,
  record,
  everything,
};

struct Words {
  Event event;
  std::string_view name;      // in the row: never changed, old ones keep it
  std::string_view sentence;  // for the society's staff
  By by;
  Data data = Data::nothing;
};
inline constexpr std::array words{
    Words{Event::registered, "registered", "利用登録をした", By::page, Data::identity},
    Words{Event::registered_anew, "registered_anew", "申し込んだお知らせハガキで、登録をやり直した", By::page,
          Data::identity},
    Words{Event::account_closed, "account_closed", "利用登録を削除した", By::page, Data::identity},
    Words{Event::provisional_sign_in, "provisional_sign_in", "仮ログインをした", By::page},
    Words{Event::provisional_sign_in_failed, "provisional_sign_in_failed", "仮ログインに失敗した", By::page},
    Words{Event::sign_in, "sign_in", "ログインした", By::page, Data::identity},
    Words{Event::sign_in_password_right, "sign_in_password_right", "パスワードが合い、確認コードを求めた", By::page},
    Words{Event::sign_in_failed, "sign_in_failed", "ログインに失敗した", By::page},
    Words{Event::sign_in_blocked, "sign_in_blocked", "ログインを止めている間に試した", By::page},
    Words{Event::sign_out, "sign_out", "ログアウトした", By::page, Data::identity},
    Words{Event::session_ended, "session_ended", "ほかの端末を1つログアウトさせた", By::page, Data::identity},
    Words{Event::other_sessions_ended, "other_sessions_ended", "ほかの端末をすべてログアウトさせた", By::page,
          Data::identity},
    Words{Event::staff_all_sessions_ended, "staff_all_sessions_ended", "職員が利用者全員をログアウトさせた", By::staff},
    Words{Event::password_check_failed, "password_check_failed", "変更の前のパスワードの確認に失敗した", By::page},
    Words{Event::password_check_blocked, "password_check_blocked", "パスワードの確認を止めている間に試した", By::page},
    Words{Event::password_changed, "password_changed", "パスワードを変更した", By::page, Data::identity},
    Words{Event::password_reissued, "password_reissued", "パスワードを再発行した", By::page, Data::identity},
    Words{Event::two_step_on, "two_step_on", "2段階ログインを設定した", By::page, Data::identity},
    Words{Event::two_step_off, "two_step_off", "2段階ログインを解除した", By::page, Data::identity},
    Words{Event::two_step_reset, "two_step_reset", "職員が2段階ログインを解除した", By::staff},
    Words{Event::two_step_failed, "two_step_failed", "確認コードを間違えた", By::page},
    Words{Event::two_step_blocked, "two_step_blocked", "確認コードを止めている間に試した", By::page},
    Words{Event::recovery_codes_made, "recovery_codes_made", "予備コードを作り直した", By::page, Data::identity},
    Words{Event::recovery_code_used, "recovery_code_used", "予備コードを使った", By::page},
    Words{Event::passkey_added, "passkey_added", "パスキーを追加した", By::page, Data::identity},
    Words{Event::passkey_renamed, "passkey_renamed", "パスキーの名前を変えた", By::page, Data::identity},
    Words{Event::passkey_removed, "passkey_removed", "パスキーを削除した", By::page, Data::identity},
    Words{Event::passkey_cloned, "passkey_cloned", "複製されたおそれのあるパスキーを断った", By::page},
    Words{Event::sign_in_mails_on, "sign_in_mails_on", "ログインのお知らせを受け取ることにした", By::page,
          Data::identity},
    Words{Event::sign_in_mails_off, "sign_in_mails_off", "ログインのお知らせを止めた", By::page, Data::identity},
    Words{Event::login_id_changed, "login_id_changed", "ログインIDを変更した", By::page, Data::identity},
    Words{Event::nickname_changed, "nickname_changed", "ニックネームを変更した", By::page, Data::identity},
    Words{Event::email_requested, "email_requested", "メールアドレスの確認を求めた", By::page, Data::identity},
    Words{Event::email_added, "email_added", "メールアドレスを追加した", By::page, Data::identity},
    Words{Event::email_proved_again, "email_proved_again", "メールアドレスをもう一度確認した", By::page,
          Data::identity},
    Words{Event::email_made_primary, "email_made_primary", "メールアドレスをメインにした", By::page, Data::identity},
    Words{Event::email_removed, "email_removed", "メールアドレスを削除した", By::page, Data::identity},
    Words{Event::arrival_mails_on, "arrival_mails_on", "新着のお知らせを受け取ることにした", By::page, Data::identity},
    Words{Event::arrival_mails_off, "arrival_mails_off", "新着のお知らせを止めた", By::page},
    Words{Event::expenses_shown, "expenses_shown", "被保険者に医療費を表示することにした", By::page, Data::identity},
    Words{Event::expenses_hidden, "expenses_hidden", "被保険者に医療費を表示しないことにした", By::page,
          Data::identity},
    Words{Event::expenses_seen, "expenses_seen", "医療費を見た", By::page, Data::expenses},
    Words{Event::expenses_saved, "expenses_saved", "医療費をファイルに保存した", By::page, Data::expenses},
    Words{Event::expenses_tax_seen, "expenses_tax_seen", "確定申告のための医療費を見た", By::page, Data::expenses},
    Words{Event::expenses_tax_saved, "expenses_tax_saved", "確定申告のための医療費をファイルに保存した", By::page,
          Data::expenses},
    Words{Event::document_opened, "document_opened", "通知書・証明書を開いた", By::page, Data::document},
    Words{Event::application_received, "application_received", "申し込んだ", By::page, Data::application},
    Words{Event::application_corrected, "application_corrected", "申し込みを訂正した", By::page, Data::application},
    Words{Event::application_withdrawn, "application_withdrawn", "申し込みを取り下げた", By::page, Data::application},
    Words{Event::application_judged, "application_judged", "申し込みの状態を変えた", By::staff},
    Words{Event::application_exported, "application_exported", "申し込みをファイルに書き出した", By::staff,
          Data::application},
    Words{Event::application_shown_to_staff, "application_shown_to_staff", "職員が申し込みを見た", By::staff,
          Data::application},
    Words{Event::applications_exported_again, "applications_exported_again", "申し込みのファイルをもう一度書き出した",
          By::staff, Data::application},
    Words{Event::results_imported, "results_imported", "申し込みの結果を取り込んだ", By::staff},
    Words{Event::members_imported, "members_imported", "加入者を取り込んだ", By::staff},
    Words{Event::members_reverted, "members_reverted", "加入者の取り込みを取り消した", By::staff},
    Words{Event::expenses_imported, "expenses_imported", "医療費を取り込んだ", By::staff},
    Words{Event::expenses_reverted, "expenses_reverted", "医療費の取り込みを取り消した", By::staff},
    Words{Event::documents_imported, "documents_imported", "通知書・証明書を取り込んだ", By::staff},
    Words{Event::documents_reverted, "documents_reverted", "通知書・証明書の取り込みを取り消した", By::staff},
    Words{Event::document_withdrawn, "document_withdrawn", "通知書・証明書を取り下げた", By::staff},
    Words{Event::limit_table_changed, "limit_table_changed", "自己負担限度額の表を変えた", By::staff},
    Words{Event::screening_published, "screening_published", "検診を案内した", By::staff},
    Words{Event::screening_changed, "screening_changed", "検診の案内を変えた", By::staff},
    Words{Event::screening_withdrawn, "screening_withdrawn", "検診の案内を取り下げた", By::staff},
    Words{Event::notice_published, "notice_published", "健保からのお知らせを掲載した", By::staff},
    Words{Event::notice_changed, "notice_changed", "健保からのお知らせを変えた", By::staff},
    Words{Event::notice_withdrawn, "notice_withdrawn", "健保からのお知らせを取り下げた", By::staff},
    Words{Event::topic_published, "topic_published", "トピックスを掲載した", By::staff},
    Words{Event::topic_changed, "topic_changed", "トピックスを変えた", By::staff},
    Words{Event::topic_withdrawn, "topic_withdrawn", "トピックスを取り下げた", By::staff},
    Words{Event::postcard_issued, "postcard_issued", "お知らせハガキを発行した", By::staff, Data::postcard},
    Words{Event::postcard_reissued, "postcard_reissued", "お知らせハガキを再発行した", By::staff, Data::postcard},
    Words{Event::postcard_ordered, "postcard_ordered", "お知らせハガキの再発行の申込みがあった", By::page},
    Words{Event::postcard_order_refused, "postcard_order_refused",
          "お知らせハガキの再発行の申込みが、登録と合わないか多すぎて、受け付けなかった", By::page},
    Words{Event::postcard_order_stopped, "postcard_order_stopped", "お知らせハガキの再発行の申込みが止められた",
          By::either},
    Words{Event::account_unlocked, "account_unlocked", "職員がログインの停止を解いた", By::staff},
    Words{Event::member_protected, "member_protected", "職員が加入者を家族から見えなくした", By::staff},
    Words{Event::member_unprotected, "member_unprotected", "職員が加入者を家族から見えるように戻した", By::staff},
    Words{Event::member_shown_to_staff, "member_shown_to_staff", "職員が加入者を見た", By::staff, Data::identity},
    Words{Event::telephone_code_right, "telephone_code_right", "電話の相手が、本人の画面の番号を正しく答えた",
          By::staff},
    Words{Event::telephone_code_wrong, "telephone_code_wrong", "電話の相手が答えた番号が、本人の画面の番号と違った",
          By::staff},
    Words{Event::unread_members_listed, "unread_members_listed", "健保からのお知らせを読んでいない加入者の一覧を作った",
          By::staff, Data::address},
    Words{Event::arrival_mails_made, "arrival_mails_made", "新着のお知らせのメールを作った", By::staff},
    Words{Event::mail_held, "mail_held", "メールの送信を保留した", By::staff},
    Words{Event::mail_released, "mail_released", "メールの保留を解いた", By::staff},
    Words{Event::mail_retried, "mail_retried", "メールの再送を早めた", By::staff},
    Words{Event::mail_deleted, "mail_deleted", "送る前のメールを削除した", By::staff},
    Words{Event::mail_resumed, "mail_resumed", "バックアップから戻した後、メールの送信を再開した", By::staff},
    Words{Event::backup_created, "backup_created", "バックアップを作った", By::staff},
    Words{Event::backup_verified, "backup_verified", "バックアップを開いて確かめた", By::staff, Data::everything},
    Words{Event::society_added, "society_added", "健康保険組合を追加した", By::staff},
    Words{Event::society_changed, "society_changed", "健康保険組合の設定を変えた", By::staff},
    Words{Event::staff_members_found, "staff_members_found", "職員が加入者を探した", By::staff, Data::identity},
    Words{Event::staff_import_sampled, "staff_import_sampled",
          "職員が取り込みの見本で、加入者の医療費の件数と合計を見た", By::staff, Data::expenses},
    Words{Event::staff_documents_listed, "staff_documents_listed", "職員が通知書・証明書の一覧を見た", By::staff,
          Data::document_title},
    Words{Event::staff_applications_listed, "staff_applications_listed", "職員が申し込みの一覧を見た", By::staff,
          Data::application},
    Words{Event::staff_mails_listed, "staff_mails_listed", "職員がメールの一覧を見た", By::staff, Data::mail},
    Words{Event::staff_audit_read, "staff_audit_read", "職員が監査の記録を見た", By::staff, Data::record},
    Words{Event::staff_odd_reads_listed, "staff_odd_reads_listed", "職員の閲覧のうち、変わったものの一覧を作った",
          By::staff, Data::record},
    Words{Event::staff_audit_exported, "staff_audit_exported", "職員が監査の記録をファイルに書き出した", By::staff,
          Data::record},
    Words{Event::staff_audit_archived, "staff_audit_archived", "古い監査の記録をファイルに移した", By::staff,
          Data::record},
    Words{Event::staff_incident_scoped, "staff_incident_scoped", "職員が漏えいの範囲の一覧を作った", By::staff,
          Data::address},
    Words{Event::staff_incident_drilled, "staff_incident_drilled", "職員が漏えいの訓練をした", By::staff},
    Words{Event::staff_members_erased, "staff_members_erased", "資格喪失から決めた年数が過ぎた人の情報を、すべて消した",
          By::staff},
    Words{Event::cleaned_up, "cleaned_up", "古い記録を片づけた", By::staff},
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

consteval bool named_by_whose_it_is() {
  constexpr std::ptrdiff_t older = 43;  // those that migration 0043 lists
  const auto named = [](const Words& one) { return one.name.starts_with("staff_"); };
  const auto of_staff = [](const Words& one) { return one.by == By::staff; };
  return std::ranges::all_of(words, [&](const Words& one) { return !named(one) || of_staff(one); }) &&
         std::ranges::count_if(words, [&](const Words& one) { return of_staff(one) && !named(one); }) == older;
}
static_assert(named_by_whose_it_is(), "a new event of staff's is called staff_…: the database knows it by that");

constexpr const Words& words_of(Event event) { return words[static_cast<std::size_t>(event)]; }
constexpr std::string_view name_of(Event event) { return words_of(event).name; }

// Of a row that is read back; nullptr: a newer program wrote it.
constexpr const Words* find(std::string_view name) {
  const auto found = std::ranges::find(words, name, &Words::name);
  return found == words.end() ? nullptr : &*found;
}

}  // namespace portal::audit
