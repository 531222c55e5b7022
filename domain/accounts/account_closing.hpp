#pragma once
#include "domain/scene.hpp"
#include "sql/accounts/accounts.hpp"

// 利用登録の削除: a member gives their account up (docs/decisions/0057).
namespace portal::account_closing {

// Tells all of the account's addresses, then the account is gone with all that opens it: to whoever asks for its login
// ID or its addresses there never was one. What waits for it is not sent, an ordered postcard not issued or dead. What
// the society holds of the member stays. `may_return`: whether they can register again. db::Conflict: another request
// was faster. In the caller's transaction.
void close(const MailScene& scene, const Account& account, bool may_return);

}  // namespace portal::account_closing
