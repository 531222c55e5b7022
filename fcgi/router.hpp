#pragma once
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "fcgi/visit.hpp"

namespace portal {

// A handler's parameter says who may come in, and whether it may change anything.
template <class... Visits>
using HandlerOf = std::variant<Response (*)(Visits&)...>;
template <template <class> class May>
using HandlerThat = HandlerOf<May<Visit>, May<RegistrationVisit>, May<ReissueVisit>, May<SecondStepVisit>,
                              May<SignedInVisit>, May<SecuringVisit>, May<MemberVisit>>;
using OfSite = Response (*)(SiteVisit&);
using OfMonitor = Response (*)(MonitorVisit&);
using OfInstallation = std::variant<OfSite, OfMonitor>;
using Reads = HandlerThat<std::type_identity_t>;
using Writes = HandlerThat<Writing>;
using Records = HandlerThat<Recording>;
using Marks = HandlerThat<Marking>;

// What a POST sent twice from one page does: gets the first one's answer, or runs again. So does the Portal itself when
// the answer to COMMIT didn't come.
enum class Repeat { runs_once, runs_again };

// Whether asking for it counts as the member being there. Not: the script's question how long the session still lives.
enum class Presence { counts, does_not_count };

// What a POST must bring: the token of a form of ours, from our origin. Or, for the one click that a mail service makes
// without cookies (RFC 8058), the words of that click; then the handler acts on nothing but the secret in the query.
enum class Proof { form_token, form_token_or_one_click };

struct RouteOptions {
  Presence presence = Presence::counts;
  Proof proof = Proof::form_token;
  // Of what ends a session: the page for whoever has none any more. Token or not, there is nothing left to end.
  std::string_view already = {};
  // Of a form whose input isn't lost with its session: the fields that are kept, with spaces between them; "item*" for
  // all that begin so. Never one that holds a secret (docs/decisions/0042).
  std::string_view keeps = {};
  // The page that shows the form, where it isn't the route's own: {name} as in the path, or the field of that name.
  std::string_view form_at = {};
};

// One line per URL and method, made by the functions below: each takes only the handlers that may do what it says, so
// that a GET's can't write and a POST's doesn't run twice unless its line allows it. "{s}" stands for the society, any
// other {name} for one segment, or for what stands before the ending of one ({document}.pdf), that the handler finds in
// names.
struct Route {
  Method method;
  std::string_view path;
  std::variant<OfInstallation, Reads, Writes, Records, Marks> handler;
  Repeat repeat;
  RouteOptions options;
};

// A page of the installation itself, outside every society.
constexpr Route get_of_site(std::string_view path, OfSite handler) {
  return {Method::get, path, handler, Repeat::runs_again, {}};
}
// For nginx and monitors on loopback.
constexpr Route get_of_monitor(std::string_view path, OfMonitor handler) {
  return {Method::get, path, handler, Repeat::runs_again, {}};
}
// A page that leaves nothing behind. On the reading connection.
constexpr Route get(std::string_view path, Reads handler, RouteOptions options = {}) {
  return {Method::get, path, handler, Repeat::runs_again, options};
}
// Who sees what is audited: without the record nothing is shown.
constexpr Route get_and_record(std::string_view path, Records handler) {
  return {Method::get, path, handler, Repeat::runs_again, {}};
}
// The same where more than the audit log changes with it: all of that in one transaction.
constexpr Route get_and_change(std::string_view path, Writes handler) {
  return {Method::get, path, handler, Repeat::runs_again, {}};
}
// A notice read, a click or a guess counted: done without while the database takes no writes (docs/decisions/0024).
constexpr Route get_and_mark(std::string_view path, Marks handler) {
  return {Method::get, path, handler, Repeat::runs_again, {}};
}
// It changes something, once for each page that it is sent from (docs/decisions/0001).
constexpr Route post(std::string_view path, Writes handler, RouteOptions options = {}) {
  return {Method::post, path, handler, Repeat::runs_once, options};
}
// It may run twice: the second time it changes nothing more, or it is refused.
constexpr Route post_again(std::string_view path, Writes handler, RouteOptions options = {}) {
  return {Method::post, path, handler, Repeat::runs_again, options};
}
// A page that a form asks for, such as the check before an application: nothing is changed. On the reading connection.
constexpr Route post_to_read(std::string_view path, Reads handler, RouteOptions options = {}) {
  return {Method::post, path, handler, Repeat::runs_again, options};
}

// A page whose showing leaves a record or a mark: get_and_record(), get_and_change() and
// get_and_mark().
constexpr bool notes_its_reader(const Route& route) {
  return route.method == Method::get && !std::holds_alternative<OfInstallation>(route.handler) &&
         !std::holds_alternative<Reads>(route.handler);
}

struct Match {
  const Route* route = nullptr;
  std::vector<std::string> names;
  bool path_known = false;  // with no route: the path is right, the method is not
};
// How a path is written: the society in lower case, no slash at the end, but for a society's front page, "/mihon/".
std::string well_written(std::string_view path);

// The first route whose path fits and whose method agrees.
Match find_route(std::span<const Route> routes, Method method, std::string_view path);

}  // namespace portal
