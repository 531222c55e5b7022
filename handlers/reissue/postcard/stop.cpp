// GET, POST /{s}/reissue/postcard/stop: an order of a postcard is stopped by who reads its mail; opened by its link.
#include "gen/reissue/postcard/stop.hpp"

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/postcards/postcard_order.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/links/link_cookie.hpp"
#include "handlers/parts/scene.hpp"

namespace portal {
namespace t = templates::reissue::postcard::stop;
namespace {

using postcard_orders::State;

constexpr std::string_view own_path = "/reissue/postcard/stop";
constexpr std::string_view done_path = "/reissue/postcard/stopped";

std::optional<postcard_orders::Order> order_of(const Visit& visit) {
  const auto secret = link_cookie::secret_of(visit);
  return secret ? postcard_orders::find(visit.db, *secret) : std::nullopt;
}

Response too_late(bool is_used) {
  View view(t::file);
  view.show(is_used ? t::USED : t::UNKNOWN);
  const char* title = is_used ? "お知らせハガキは、すでに使われています" : "申込みを止めるURLは使えません";
  return {Page{std::move(view), title, "postcard", HttpStatus::gone}};
}

Response ask(const postcard_orders::Order& order) {
  View view(t::file);
  View& asked = view.add(t::STOPPABLE).set(t::ORDERED_AT, calendar::japanese_date_time(order.ordered_at));
  asked.show(t::ISSUED, order.state == State::issued).show(t::WAITING, order.state == State::open);
  return {Page{std::move(view), "お知らせハガキの申込みを止める", "postcard"}};
}

Response show(const Visit& visit) {
  const auto order = order_of(visit);
  if (!order || order->state == State::used) return too_late(order.has_value());
  return order->state == State::stopped ? redirect(visit.url(done_path)) : ask(*order);
}

}  // namespace

Response reissue_postcard_stop_show(Marking<Visit>& visit) {
  if (!visit.request.query.contains("t")) return show(visit);
  return link_cookie::exchange(visit, own_path, [&](std::string_view secret) -> std::optional<Timestamp> {
    if (!postcard_orders::find(visit.db, secret)) return {};
    return visit.now + limits::step_life;
  });
}

Response reissue_postcard_stop_submit(Writing<Visit>& visit) {
  const auto order = order_of(visit);
  if (!order || order->state == State::used) return show(visit);
  postcard_order::stop(scene_of(visit), *order);
  return redirect(visit.url(done_path));
}

}  // namespace portal
