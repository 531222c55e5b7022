#pragma once
#include <string_view>

#include "domain/scene.hpp"

// The forms that send a mail to an address which anybody can type: 新規利用登録①, 再発行.
namespace portal::mail_form {

// Counts the request and says whether a mail may go out for it: per address 3 an hour and 10 a day, per client 20 an
// hour, 2,000 an hour for the society (security.md, "Throttles"). Whoever asks too often is told nothing of it; the log
// is.
bool may_send(const AccountScene& scene, std::string_view address);

}  // namespace portal::mail_form
