#pragma once
#include <string>

#include "domain/scene.hpp"
#include "sql/accounts/step_tickets.hpp"

// 仮ログイン, alike in 新規利用登録 and パスワード再発行: from it to the page that sets the account's own.
namespace portal::provisional_sign_in {

// The token of a new step, for the browser alone.
std::string open_step(const Scene& scene, const step_tickets::NewTicket& step, const audit::About& about);

}  // namespace portal::provisional_sign_in
