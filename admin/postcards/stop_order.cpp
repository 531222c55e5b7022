#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "domain/postcards/postcard_order.hpp"

namespace portal::admin {
namespace {

using postcard_orders::State;

// Nothing is left to stop once its card set the account anew: what helps then is another card.
postcard_orders::Order order_to_stop(const SocietyCall& call) {
  const std::string name = call.arguments.text("MEMBER");
  const auto order = postcard_orders::latest_unstopped(call.db, find_member(call.db, name));
  if (!order)
    throw Failure(Exit::bad_data, fmt::format("{} has no order of a postcard that could be stopped", name),
                  "member show lists the orders");
  if (order->state == State::used)
    throw Failure(
        Exit::bad_data, fmt::format("the postcard that {} ordered was used, and can't be stopped", name),
        "if that wasn't the member, order another one for them: docs/operating.md, A member orders a postcard");
  return *order;
}

}  // namespace

Exit postcard_stop_order(const Changing<SocietyCall>& call) {
  const auto order = order_to_stop(call);
  const bool is_issued = order.state == State::issued;
  const std::string ordered_at = in_japan(order.ordered_at);
  if (!call.applies) {
    fmt::print("would stop the order of {}: {}\n", ordered_at,
               is_issued ? "its card, which was issued, would be dead" : "no card would be made for it");
    return Exit::good;
  }
  db::Transaction transaction(call.database);
  const bool done = postcard_order::stop(scene_of(call), order);
  transaction.commit();
  fmt::print("the order of {} {}\n", ordered_at,
             !done       ? "was stopped in the meantime"
             : is_issued ? "is stopped; its card, which was issued, is dead"
                         : "is stopped; no card is made for it");
  return Exit::good;
}

}  // namespace portal::admin
