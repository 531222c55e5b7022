#include "fcgi/portal.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "fcgi/form_token.hpp"
#include "fcgi/kept_answer.hpp"
#include "fcgi/reply_headers.hpp"
#include "fcgi/sent_form.hpp"
#include "sql/accounts/sign_in_rules.hpp"

namespace portal {
namespace {

template <class... Cases>
struct Overload : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overload(Cases...) -> Overload<Cases...>;

std::string_view society_slug(std::string_view path) {
  path.remove_prefix(path.empty() ? 0 : 1);
  return path.substr(0, path.find('/'));
}

// What the member typed is part of it: the same page sent with other answers is another act.
std::string nonce_of(const Request& request) {
  std::string nonce = request.path;
  for (const auto& [name, value] : request.form) nonce += fmt::format("\n{}:{}={}", name, value.size(), value);
  return nonce;
}

bool is_form_of_ours(const Request& request, const Installation& installation) {
  const auto proven_by = [&request](const std::string& key) {
    return form_token::proves(key, form_token::binding(request), request.form["csrf"]);
  };
  return form_token::same_origin(request, installation.config.origin) &&
         std::ranges::any_of(installation.secrets.form_keys(), proven_by);
}

// Every page carries forms (文字サイズ at least), so a browser without a session gets a cookie that proves them.
std::string binding_of(const Request& request) {
  const std::string_view known = form_token::binding(request);
  return known.empty() ? random::token() : std::string(known);
}

// Some mail services leave the body out; a form of ours never comes without one.
bool is_one_click(const Request& request, const Route& route) {
  return route.options.proof == Proof::form_token_or_one_click &&
         (request.form["List-Unsubscribe"] == "One-Click" || request.form.size() == 0);
}

}  // namespace

// One try at a request of a society: who came, and the connection that its handler may use.
struct Portal::Attempt {
  const Request& request;
  const Installation& installation;
  const Route& route;
  std::vector<std::string> names;
  const Arrival& arrival;
  db::SocietyDatabase db;
  bool writes;  // the database takes writes, and this is the connection for them
  std::span<const Route> routes;
  db::Database& any_writing;
  std::string_view form_binding;
  ReturnedInput returned = {};
  std::optional<audit::Showing> showing = {};

  // The handler's parameter decides who may come in; who may not is shown where to begin.
  Response run() {
    return std::visit(Overload{[](OfInstallation) -> Response { not_found(); },
                               [this](const auto& kinds) {
                                 return std::visit([this](auto handler) { return this->admit(handler); }, kinds);
                               }},
                      route.handler);
  }

  // The first answer's effects are kept; a second sending of the same page only gets the same answer.
  Response run_once(const std::string& nonce) {
    const std::string& key = installation.secrets.form_key;
    if (const auto first = form_nonces::take(db, nonce, arrival.now)) return kept_answer::again(*first, key, nonce);
    Response response = run();
    if (std::holds_alternative<Redirect>(response.body))
      form_nonces::keep(db, nonce, kept_answer::of(response, key, nonce));
    else
      form_nonces::give_back(db, nonce);
    return response;
  }

  // Of a page whose form was sent after its session's end, by whom it is that looks at it now.
  void find_returned_input() {
    if (request.method != Method::get || request.cookies[sent_form::cookie].empty()) return;
    const std::string_view page = std::string_view(request.path).substr(arrival.society().slug.size() + 1);
    if (auto fields = sent_form::returned(db, request, page, arrival, installation.secrets.form_key))
      returned.fields = *std::move(fields);
  }
  bool shows_returned_input() const { return returned.shown && returned.fields.size() > 0; }

  // Of a Recording handler: what it shows goes into the audit log, or is not shown.
  void record_showing(const Response& response) {
    const bool shows = std::holds_alternative<Page>(response.body) || std::holds_alternative<Download>(response.body);
    if (!showing && !shows) return;
    if (!showing || showing->members.empty()) throw std::logic_error("a page shows what it doesn't record");
    const audit::Origin origin{request.client_address, request.id};
    audit::write(db, *showing, arrival.signed_in.value().account.id, origin, arrival.now);
  }

 private:
  template <class Kind>
  Response admit(Response (*handler)(Kind&)) {
    auto visit = visit_as<Kind>();
    return visit ? handler(*visit) : turn_away<Kind>();
  }
  template <class Kind>
  Response admit(Response (*handler)(Writing<Kind>&)) {
    auto visit = visit_as<Kind>();
    if (!visit) return turn_away<Kind>();
    Writing<Kind> writing{*std::move(visit), db};
    return handler(writing);
  }
  template <class Kind>
  Response admit(Response (*handler)(Recording<Kind>&)) {
    auto visit = visit_as<Kind>();
    if (!visit) return turn_away<Kind>();
    Recording<Kind> recording{*std::move(visit), showing};
    return handler(recording);
  }
  template <class Kind>
  Response admit(Response (*handler)(Marking<Kind>&)) {
    auto visit = visit_as<Kind>();
    if (!visit) return turn_away<Kind>();
    Marking<Kind> marking{*std::move(visit), writes ? &db : nullptr};
    return handler(marking);
  }

  // Nothing when who came is not of that kind.
  template <class Kind>
  std::optional<Kind> visit_as() {
    Visit open{request,
               installation,
               arrival.society(),
               *arrival.kept,
               db,
               arrival.now,
               names,
               arrival.signed_in.has_value(),
               form_binding,
               returned};
    if constexpr (std::is_same_v<Kind, Visit>) {
      return open;
    } else if constexpr (requires { Kind::purpose; }) {
      if (!arrival.step || arrival.step->purpose != Kind::purpose) return {};
      return Kind{std::move(open), *arrival.step};
    } else {
      if (!arrival.signed_in || !first_duty<Kind>().empty()) return {};
      const auto& [session, account, member] = *arrival.signed_in;
      return Kind{SignedInVisit{std::move(open), session, account, member}};
    }
  }

  // A step's cookie that ran out of time is told of on the first page (handlers/parts/late_step.hpp). Without one,
  // another tab has come to the end.
  template <class Kind>
  std::string beginning_of() {
    const std::string over = request.cookies["step"].empty() ? "/expired" : "";
    if constexpr (std::is_same_v<Kind, RegistrationVisit>) return url("/register" + over);
    if constexpr (std::is_same_v<Kind, ReissueVisit>) return url("/reissue" + over);
    if constexpr (std::is_same_v<Kind, SecondStepVisit>) return url("/login" + kept_next());
    if (!arrival.signed_in) return url("/login" + wanted_page());
    const std::string_view duty = first_duty<Kind>();
    return url(std::string(duty) + (duty == new_password ? wanted_page() : ""));
  }

  std::string url(std::string_view path) const { return "/" + arrival.society().slug + std::string(path); }

  // The page that who signed in has to see to before one of that kind opens; "": none.
  static constexpr std::string_view new_password = "/password", second_factor = "/security/second-factor";
  template <class Kind>
  std::string_view first_duty() {
    if (std::is_same_v<Kind, SignedInVisit>) return "";
    const Account& account = arrival.signed_in->account;
    if (sign_in_rules::password_end(db, arrival.society(), account, arrival.now)) return new_password;
    const auto today = calendar::date_in_japan(arrival.now);
    if (arrival.signed_in->session.two_factors || !sign_in_rules::asks_for_two_factors(arrival.society(), today))
      return "";
    // Whoever has one shows it: a password alone must not add another.
    const bool may_add = std::is_same_v<Kind, SecuringVisit> && !sign_in_rules::has_second_factor(db, account.id);
    return may_add ? "" : second_factor;
  }

  // Of a sign-in that ran out of time: the page that was asked for is not lost.
  std::string kept_next() const {
    const std::string_view next = request.method == Method::post ? request.form["next"] : request.query["next"];
    return next.empty() ? "" : "?next=" + percent_encoded(next);
  }

  std::string wanted_page() {
    if (request.method == Method::post) {
      const std::string page = form_page();
      return page.empty() ? "" : "?next=" + percent_encoded(percent_encoded(page));
    }
    const std::string wanted =
        percent_encoded(request.path.substr(arrival.society().slug.size() + 1)) + query_of(request.query);
    return wanted != "/home" ? "?next=" + percent_encoded(wanted) : "";
  }

  std::string form_page() const { return sent_form::page_of(routes, request, {&route, names}); }

  // To where such visits begin. What was typed into a form whose session had ended goes along.
  template <class Kind>
  Response turn_away() {
    Response response = redirect(beginning_of<Kind>());
    if constexpr (std::is_base_of_v<SignedInVisit, Kind>)
      if (request.method == Method::post && !arrival.signed_in)
        if (auto cookie = keep_input()) response.set_cookies.push_back(*std::move(cookie));
    return response;
  }

  // On the connection for writes, which a page that only reads doesn't have. Without it, the input is lost as before.
  std::optional<Cookie> keep_input() {
    if (route.options.keeps.empty()) return {};
    const auto keep = [this](db::SocietyDatabase& there) {
      return sent_form::keep(there, {request, route, form_page()}, arrival, installation.secrets.form_key);
    };
    if (writes) return keep(db);
    try {
      db::SocietyDatabase there(any_writing, arrival.society().id);
      return keep(there);
    } catch (const db::Unavailable& away) {
      log::write(log::Level::warning, "visit_not_recorded", {{"request", request.id}, {"reason", away.what()}});
      return {};
    }
  }
};

Portal::Portal(const Installation& installation, Site site, db::Database& reading, db::Database& writing)
    : installation_(installation), site_(site), reading_(reading), writing_(writing) {}

Reply Portal::answer(const Request& request, std::optional<Timestamp> now) {
  reading_.prefer_first_server();
  writing_.prefer_first_server();
  for (int tries = 1;; ++tries) {
    try {
      return answer_once(request, now, tries);
    } catch (const HttpError& refusal) {
      return error(request, refusal.status, now);
    } catch (const db::Conflict& conflict) {
      log::write(log::Level::warning, "conflict", {{"request", request.id}, {"reason", conflict.what()}});
      return error(request, HttpStatus::conflict, now);
    } catch (const db::TryAgain& lost) {
      if (tries < limits::transaction_tries_max) continue;
      log::write(log::Level::error, "database_gave_up", {{"request", request.id}, {"reason", lost.what()}});
      return error(request, HttpStatus::service_unavailable, now);
    } catch (const db::Unavailable& away) {
      log::write(log::Level::error, "database_away", {{"request", request.id}, {"reason", away.what()}});
      disconnect();  // a statement on what is still open would only wait for the same server
      return error(request, HttpStatus::service_unavailable, now);
    } catch (const db::OutcomeUnknown& unanswered) {
      // Done or not: what must happen once finds its nonce or waits for whoever still holds it, the rest may run again.
      if (tries < limits::transaction_tries_max) continue;
      log::write(log::Level::error, "outcome_unknown", {{"request", request.id}, {"reason", unanswered.what()}});
      return error(request, HttpStatus::service_unavailable, now);
    } catch (const std::exception& bug) {
      log::write(log::Level::error, "internal_error", {{"request", request.id}, {"reason", bug.what()}});
      return error(request, HttpStatus::internal_server_error, now);
    }
  }
}

Reply Portal::answer_unchecked(const Request& request) {
  const Match match = find_route(site_.routes, request.method, request.path);
  const auto* handler = match.route == nullptr ? nullptr : std::get_if<OfInstallation>(&match.route->handler);
  const bool of_monitor = handler != nullptr && std::holds_alternative<OfMonitor>(*handler);
  return of_monitor ? answer(request) : refuse(request, HttpStatus::service_unavailable);
}

Reply Portal::answer_once(const Request& request, std::optional<Timestamp> now, int tries) {
  const Match match = find_route(site_.routes, request.method, request.path);
  if (const auto moved = well_written_place(request, match)) return *moved;
  if (match.route == nullptr)
    throw HttpError{match.path_known ? HttpStatus::method_not_allowed : HttpStatus::not_found};
  if (const auto* handler = std::get_if<OfInstallation>(&match.route->handler))
    return answer_installation(request, *match.route, *handler);
  if (request.purpose == Purpose::to_prefetch && notes_its_reader(*match.route)) return not_ahead(*match.route);
  return answer_society(request, match, now, tries);
}

// /mihon, /mihon/login/ and /MIHON/login lead to the page that was meant; nothing where there is no such page. A POST
// comes from a page of ours, which names its paths well.
std::optional<Reply> Portal::well_written_place(const Request& request, const Match& match) {
  if (request.method != Method::get ||
      (match.route != nullptr && std::holds_alternative<OfInstallation>(match.route->handler)))
    return {};
  const std::string path = well_written(request.path);
  if (path == request.path || find_route(site_.routes, Method::get, path).route == nullptr) return {};
  if (!societies::find(reading_, society_slug(path))) return {};
  Reply reply =
      reply_headers::redirect({percent_encoded(path) + query_of(request.query), HttpStatus::moved_permanently});
  reply.society = society_slug(path);
  return reply;
}

// A browser shows what it fetched ahead without asking again: then somebody saw a page that nothing was recorded of.
// Any error makes it ask again at the click (docs/decisions/0033).
Reply Portal::not_ahead(const Route& route) {
  Reply reply = reply_headers::plain({"", HttpStatus::service_unavailable});
  reply.route = route.path;
  return reply;
}

Reply Portal::answer_installation(const Request& request, const Route& route, const OfInstallation& handler) {
  const auto answer = Overload{[&](OfSite page) {
                                 const db::SiteReader db(reading_);
                                 SiteVisit visit{request, installation_, db};
                                 return page(visit);
                               },
                               [&](OfMonitor question) {
                                 MonitorVisit visit{reading_, writing_};
                                 return question(visit);
                               }};
  Reply reply = finish({request, installation_, nullptr, nullptr, {}, ""}, std::visit(answer, handler));
  reply.route = route.path;
  return reply;
}

Reply Portal::answer_society(const Request& request, const Match& match, std::optional<Timestamp> now, int tries) {
  const auto on = [&](db::Database& database) {
    auto arrival = visits::find(database, kept_, society_slug(request.path),
                                {request.cookies["sid"], request.cookies["step"]}, now);
    // A planned switch leaves its connections with the old primary, and what that one says grows old: new ones lead to
    // the new primary. Where there is none, the second try makes do.
    if (arrival && arrival->on_read_only_server && tries == 1) {
      disconnect();
      throw db::TryAgain("the database's server is read-only: is it still the one?");
    }
    return answer_on(database, request, match, std::move(arrival));
  };
  const auto& handler = match.route->handler;
  if (std::holds_alternative<Reads>(handler)) return on(reading_);
  if (std::holds_alternative<Writes>(handler) || std::holds_alternative<Records>(handler)) return on(writing_);
  try {
    return on(writing_);
  } catch (const db::Unavailable& away) {
    log::write(log::Level::warning, "visit_not_recorded", {{"request", request.id}, {"reason", away.what()}});
    return on(reading_);
  }
}

Reply Portal::answer_on(db::Database& database, const Request& request, const Match& match,
                        std::optional<Arrival> arrival) {
  if (!arrival) not_found();
  const bool posted = request.method == Method::post;
  const std::string_view already = match.route->options.already;
  if (!already.empty() && !arrival->signed_in)
    return reply_headers::redirect({"/" + arrival->society().slug + std::string(already)});
  if (posted && !is_one_click(request, *match.route) && !is_form_of_ours(request, installation_))
    throw HttpError{HttpStatus::forbidden};

  const bool seen = request.purpose == Purpose::to_show;
  if (seen && match.route->options.presence == Presence::counts) touch_session(*arrival, request);
  std::optional<db::Transaction> transaction;
  const bool writes = &database == &writing_;
  const bool records = std::holds_alternative<Records>(match.route->handler);
  if (writes && !records) transaction.emplace(writing_);
  const std::string binding = binding_of(request);
  Attempt attempt{request, installation_, *match.route, match.names, *arrival, {database, arrival->society().id},
                  writes,  site_.routes,  writing_,     binding};
  if (seen) attempt.find_returned_input();
  Response response = match.route->repeat == Repeat::runs_once ? attempt.run_once(nonce_of(request)) : attempt.run();
  // A HEAD gets the headers of what would be shown; as nothing is, nothing is recorded, and what its handler changed is
  // taken back. A record is one statement, which the server commits before it answers.
  if (records && seen) attempt.record_showing(response);
  if (transaction && seen) transaction->commit();

  if (attempt.shows_returned_input()) response.set_cookies.push_back({sent_form::cookie, ""});
  // Without what it stands for, a cookie of a step or a session would be one that nobody can lose or use up.
  if (!seen) response.set_cookies.clear();

  const SignedIn* signed_in = arrival->signed_in ? &*arrival->signed_in : nullptr;
  Reply reply = finish({request, installation_, &arrival->society(), signed_in, arrival->now, "", binding,
                        attempt.shows_returned_input()},
                       std::move(response));
  note_who(reply, match.route, arrival);
  return reply;
}

// For the log, of refused requests too: whose they were is what staff are asked.
void Portal::note_who(Reply& reply, const Route* route, const std::optional<Arrival>& arrival) {
  if (route != nullptr) reply.route = route->path;
  if (!arrival) return;
  reply.society = arrival->society().slug;
  if (!arrival->signed_in) return;
  reply.account = number(arrival->signed_in->account.id);
  reply.member = number(arrival->signed_in->member.id);
}

// A statement of its own before the page's transaction, and never in its way: one that fails, at the latest when the
// database's answer did not come in time, must not make every page of everybody signed in wait for the next.
void Portal::touch_session(Arrival& arrival, const Request& request) {
  constexpr std::chrono::milliseconds at_once{200};
  auto& signed_in = arrival.signed_in;
  if (!signed_in || arrival.now - signed_in->session.seen_at < limits::session_touch_every) return;
  if (std::chrono::steady_clock::now() < touch_not_before_) return;
  const auto touch = [&] {
    db::SocietyDatabase writing(writing_, arrival.society().id);
    sessions::touch(writing, signed_in->session.id, arrival.now);
    signed_in->session.seen_at = arrival.now;
  };
  try {
    // Pages that only read leave this connection alone for hours, and it may be gone: that costs no time to find out.
    const auto began = std::chrono::steady_clock::now();
    try {
      touch();
    } catch (const db::TryAgain&) {
      if (std::chrono::steady_clock::now() - began > at_once) throw;
      touch();
    }
  } catch (const std::exception& failure) {
    log::write(log::Level::warning, "session_not_touched", {{"request", request.id}, {"reason", failure.what()}});
    touch_not_before_ = std::chrono::steady_clock::now() + limits::session_touch_every;
  }
}

void Portal::disconnect() {
  reading_.disconnect();
  writing_.disconnect();
}

Reply Portal::finish(const Surroundings& surroundings, Response response) {
  Reply reply = std::visit(Overload{[&](Page& page) { return finish_page(surroundings, std::move(page)); },
                                    [](Redirect& redirect) { return reply_headers::redirect(std::move(redirect)); },
                                    [](Download& download) { return reply_headers::download(std::move(download)); },
                                    [](Streamed& streamed) { return reply_headers::streamed(std::move(streamed)); },
                                    [](Plain& plain) { return reply_headers::plain(std::move(plain)); }},
                           response.body);
  for (const Cookie& cookie : response.set_cookies)
    reply.headers.emplace_back("Set-Cookie", reply_headers::cookie(cookie, installation_.config.secure()));
  if (response.clear_site_data) reply.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");
  return reply;
}

Reply Portal::finish_page(const Surroundings& surroundings, Page page) {
  const bool new_browser = form_token::binding(surroundings.request).empty() && surroundings.society != nullptr;
  const std::string binding =
      surroundings.form_binding.empty() ? binding_of(surroundings.request) : std::string(surroundings.form_binding);
  Surroundings complete = surroundings;
  complete.form_token = form_token::issue(installation_.secrets.form_key, binding);
  const HttpStatus status = page.status;
  const View page_wide = site_.page_wide(complete);
  Reply reply =
      reply_headers::html(installation_.renderer.render(site_.layout(complete, std::move(page)), page_wide), status);
  if (new_browser)
    reply.headers.emplace_back("Set-Cookie",
                               reply_headers::cookie({form_token::cookie, binding}, installation_.config.secure()));
  return reply;
}

// A proper page of the society even when the database is away, as long as this worker has met the society before.
Reply Portal::error(const Request& request, HttpStatus status, std::optional<Timestamp> now) {
  Surroundings surroundings{request, installation_, nullptr, nullptr, {}, ""};
  std::optional<Arrival> arrival;
  try {
    arrival = visits::find(reading_, kept_, society_slug(request.path), {request.cookies["sid"], ""}, now);
    if (arrival) surroundings.society = &arrival->society();
    if (arrival && arrival->signed_in) surroundings.signed_in = &*arrival->signed_in;
    if (arrival) surroundings.now = arrival->now;
  } catch (const std::exception&) {
    const KeptSociety* kept = kept_.find(society_slug(request.path));
    if (kept != nullptr && kept->is_known()) surroundings.society = &kept->society();
  }
  try {
    Reply reply = finish_page(surroundings, site_.error_page(surroundings, status));
    if (status == HttpStatus::method_not_allowed)
      reply.headers.emplace_back("Allow", request.method == Method::get ? "POST" : "GET, HEAD");
    if (status == HttpStatus::service_unavailable)
      reply.headers.emplace_back("Retry-After", std::to_string(limits::retry_after.count()));
    note_who(reply, find_route(site_.routes, request.method, request.path).route, arrival);
    return reply;
  } catch (const std::exception& bug) {
    log::write(log::Level::error, "error_page_failed", {{"request", request.id}, {"reason", bug.what()}});
    return reply_headers::plain({fmt::format("{} {}\n", number(status), request.id), status});
  }
}

}  // namespace portal
