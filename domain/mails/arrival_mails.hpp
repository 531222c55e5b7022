#pragma once
#include "base/ids.hpp"
#include "domain/scene.hpp"

// Makes the mails of 新着のお知らせ: at most one for each member and day of Japan, however often and by however many it
// is tried, because the mail is committed together with the row that takes the member's day.
namespace portal::arrival_mails {

struct Portion {
  int looked_at = 0, mails = 0;
  std::optional<AccountId> last;  // where the next portion begins; nothing: this was the last one
};
// For the next accounts after `after`, as many as a transaction of less than two seconds holds. The caller's
// transaction is it.
Portion make_portion(const MailScene& scene, AccountId after);

}  // namespace portal::arrival_mails
