#pragma once
#include <string>
#include <string_view>

#include "domain/accounts/session_start.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/accounts.hpp"

// The forms that send a mail to an address which anybody can type. Whoever asks too often is told nothing of it; the
// log is (docs/decisions/0031). In the caller's transaction, which is to be committed whatever they return.
namespace portal::mail_form {

// to_nobody: the address or the society had enough of it; the same work is to be done for nobody, so that time doesn't
// tell. refused: the client did, whatever the address; nothing is to be done.
enum class Answer { to_owner, to_nobody, refused };

// For the open forms, 新規利用登録① and 再発行, which share their counts: 20 requests an hour for a client, 3 an hour
// and 10 a day for an address, 2,000 an hour for the society (security.md, "Throttles"). A browser that signed in
// before to an account of the address has a 3 and 10 of its own, and members' 2,000: no stranger uses those up.
Answer ask(const AccountScene& scene, const session_start::Visitor& visitor, std::string_view address);

// For the form that names a member by 記号, 番号 and 枝番, known or not, instead of an address: its counts are those of
// strangers, whoever asks. Requests of one number take turns until their transactions end.
Answer ask_for_member(const AccountScene& scene, std::string_view number);

// A fresh one that can't be (RFC 2606), for the link of a mail that nobody gets: it ends no living one, and none is
// found by the address that was typed.
std::string nobodys_address();

// For a member who is signed in: the same numbers in counts of the account, which nobody else can use up.
bool may_send(const AccountScene& scene, const Account& account, std::string_view address);

}  // namespace portal::mail_form
