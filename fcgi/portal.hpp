#pragma once
#include <chrono>
#include <optional>
#include <span>
#include <string>

#include "fcgi/router.hpp"
#include "sql/accounts/visits.hpp"

namespace portal {

// What surrounds a page's content and what an error page says; given by handlers/, which fcgi/ doesn't know.
struct Surroundings {
  const Request& request;
  const Installation& installation;
  const Society* society = nullptr;  // none on the list of societies, and when the database is away
  const SignedIn* signed_in = nullptr;
  std::optional<Timestamp> now;
  std::string form_token;
  std::string_view form_binding = {};  // Visit::form_binding; "" where no visit came about
  bool form_returned = false;          // the page shows what was typed before its session's end
};
struct Site {
  std::span<const Route> routes;
  View (*layout)(const Surroundings&, Page page);
  View (*page_wide)(const Surroundings&);  // BASE, CSRF, … for every template
  Page (*error_page)(const Surroundings&, HttpStatus status);
};

// The whole product as a function: a request in, a reply out, one transaction. On which connection a page runs, its
// route's line says (fcgi/router.hpp); a POST proves its token and origin here.
class Portal {
 public:
  Portal(const Installation& installation, Site site, db::Database& reading, db::Database& writing);

  // `now` is for tests; without it the database's clock is read with the first statement. Never throws.
  Reply answer(const Request& request, std::optional<Timestamp> now = {});

  // The page of that status for a request that is not let in: malformed, or it waited too long for its turn.
  Reply refuse(const Request& request, HttpStatus status) { return error(request, status, {}); }

  // Before the database's tables and keys were seen to be this program's, only monitors are answered: with keys of
  // another installation, pages would write what nobody can open.
  Reply answer_unchecked(const Request& request);

 private:
  struct Attempt;
  Reply answer_once(const Request& request, std::optional<Timestamp> now, int tries);
  std::optional<Reply> well_written_place(const Request& request, const Match& match);
  static Reply not_ahead(const Route& route);
  Reply answer_installation(const Request& request, const Route& route, const OfInstallation& handler);
  Reply answer_society(const Request& request, const Match& match, std::optional<Timestamp> now, int tries);
  Reply answer_on(db::Database& database, const Request& request, const Match& match, std::optional<Arrival> arrival);
  void touch_session(Arrival& arrival, const Request& request);
  void disconnect();
  static void note_who(Reply& reply, const Route* route, const std::optional<Arrival>& arrival);
  Reply finish(const Surroundings& surroundings, Response response);
  Reply finish_page(const Surroundings& surroundings, Page page);
  Reply error(const Request& request, HttpStatus status, std::optional<Timestamp> now);

  const Installation& installation_;
  Site site_;
  db::Database& reading_;
  db::Database& writing_;
  std::chrono::steady_clock::time_point touch_not_before_;
  KeptSocieties kept_;  // their error pages work without the database, too
};

}  // namespace portal
