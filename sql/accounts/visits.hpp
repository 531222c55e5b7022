#pragma once
#include <optional>
#include <string_view>

#include "sql/accounts/accounts.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/database.hpp"
#include "sql/household/members.hpp"
#include "sql/kept_society.hpp"

namespace portal {

struct SignedIn {
  Session session;
  Account account;
  Member member;
};

// Who knocks: everything a request needs to know before its handler runs.
struct Arrival {
  Timestamp now;
  KeptSociety* kept;                  // never nullptr
  std::optional<SignedIn> signed_in;  // the session is this society's, alive, and its member may still come
  std::optional<StepTicket> step;
  bool on_read_only_server = false;  // which may be the primary of before a planned switch: what it says may be old

  const Society& society() const { return kept->society(); }
};

namespace visits {

struct Cookies {
  std::string_view session, step;  // as they came; may be empty
};

// A request's first and often only statement: the time, the society's revision, and whom the session's cookie stands
// for; one more for a step, where there is no session, and two or one where the worker doesn't know the society, or not
// as it is now. `now` is given by tests; otherwise the database's clock decides. Nothing: no such society.
std::optional<Arrival> find(db::Database& database, KeptSocieties& kept, std::string_view slug, const Cookies& cookies,
                            std::optional<Timestamp> now);

}  // namespace visits
}  // namespace portal
