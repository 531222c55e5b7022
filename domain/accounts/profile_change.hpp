#pragma once
#include <string>

#include "domain/scene.hpp"
#include "sql/accounts/account_emails.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/mail_links.hpp"

// プロフィール設定: a member changes login ID, nickname and mail addresses. Whether the password was asked for is the
// caller's business. Every function works in the caller's transaction; db::Conflict: another request was faster. A
// change of login ID or addresses is told to all addresses, old and new, and kills the account's live mail links.
namespace portal::profile_change {

// Counts one question of the member, with an account or about to have one, whether a login ID is free; false: more than
// 20 in an hour, to be answered with 429.
bool may_check_login_id(const AccountScene& scene, MemberId member);

struct Choice {
  std::string login_id;  // folded
  std::string nickname;  // may be empty
};
enum class Change { done, login_id_taken };
// Sets what differs from the account. With login_id_taken nothing is changed. Failed sign-ins are counted for the
// account whatever it is called (domain/accounts/sign_in.hpp), sessions and devices stay.
Change apply(const AccountScene& scene, const Account& account, const Choice& choice);

// Mails the address a link that proves it (メールアドレス確認のお願い) and kills the one that the account had before.
// Who else has the address plays no part. Sends nothing when it was asked too often. The code beside the link is for
// the browser with that secret (domain/accounts/mail_code.hpp).
void request_email(const AccountScene& scene, const Account& account, const std::string& address,
                   std::string_view browser_secret);

// Uses the link up: its address becomes one of the account's. One that bounced is thereby good again, and nobody is
// told, as nothing else changes.
enum class Proof { done, too_many };
Proof prove_email(const AccountScene& scene, const Account& account, const MailLink& link);

void make_primary(const AccountScene& scene, const Account& account, const AccountEmail& email);
// Never the primary one, and so never the last: db::Conflict.
void remove_email(const AccountScene& scene, const Account& account, const AccountEmail& email);

}  // namespace portal::profile_change
