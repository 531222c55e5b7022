#include "domain/accounts/account_closing.hpp"

#include "domain/mails/mails.hpp"
#include "domain/postcards/postcard_order.hpp"

namespace portal::account_closing {

void close(const MailScene& scene, const Account& account, bool may_return) {
  mails::account_closed(scene, account.id, may_return);
  using enum postcard_orders::State;
  const auto order = postcard_orders::latest_unstopped(scene.db, account.member_id);
  if (order && (order->state == open || order->state == issued)) postcard_order::stop(scene, *order);
  record(scene, audit::Event::account_closed, {.account = account.id, .member = account.member_id});
  db::demand(accounts::close(scene.db, account, scene.now), "the account was closed before");
}

}  // namespace portal::account_closing
