#pragma once
#include <optional>
#include <string_view>

#include "sql/accounts/accounts.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/database.hpp"
#include "sql/household/members.hpp"
#include "sql/societies.hpp"

namespace portal {

struct SignedIn {
  Session session;
  Account account;
  Member member;
};

// Who knocks: everything a request needs to know before its handler runs.
struct Arrival {
  Timestamp now;
  Society society;
  std::optional<SignedIn> signed_in;  // the session is this society's, alive, and its member may still come
  std::optional<StepTicket> step;
  bool on_read_only_server = false;  // which may be the primary of before a planned switch: what it says may be old
};

namespace visits {

// A request's first and often only statement: the society by its slug, the time, and whom the two cookies stand for.
// `now` is given by tests; otherwise the database's clock decides. Nothing: no such society.
std::optional<Arrival> find(db::Database& database, std::string_view slug, std::string_view session_token,
                            std::string_view step_token, std::optional<Timestamp> now);

}  // namespace visits
}  // namespace portal
