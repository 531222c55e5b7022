#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fcgi/http.hpp"
#include "fcgi/router.hpp"
#include "sql/accounts/visits.hpp"

// A form that was sent after its session's end comes back, with its input, when its member has signed in again on the
// same browser within 30 minutes (docs/decisions/0042). The input is kept sealed with a key made of our own and of the
// browser's cookie, which no row holds; it opens for that account and that page alone.
namespace portal::sent_form {

inline constexpr const char* cookie = "sent";

// Where the form stands that a POST came from, below the society: "/profile"; "" where no page of ours shows it.
std::string page_of(std::span<const Route> routes, const Request& request, const Match& match);

// A form as it was sent, and its page_of().
struct Sent {
  const Request& request;
  const Route& route;
  std::string page;
};
// Keeps what the route lets be kept of the input of a session that had ended by time: the cookie that opens it.
// Nothing: there is nothing of the kind.
std::optional<Cookie> keep(db::SocietyDatabase& db, const Sent& sent, const Arrival& arrival,
                           std::string_view form_key);

// What was kept for this page and whoever signed in; nothing was, or its 30 minutes are over: nothing. `page` as above.
std::optional<Fields> returned(db::SocietyReader& db, const Request& request, std::string_view page,
                               const Arrival& arrival, std::string_view form_key);

}  // namespace portal::sent_form
