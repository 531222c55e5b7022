#include "sql/mails/mail_fate.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "base/limits.hpp"

namespace portal::mail_fate {
namespace {

State state_of(const std::optional<std::string>& outcome) {
  if (!outcome) return State::waiting;
  if (*outcome == "sent") return State::handed;
  if (*outcome == "dead") return State::refused;
  if (*outcome == "expired") return State::late;
  throw std::runtime_error("an unknown outcome of a mail");
}

// Which of two states of mails that went out together is told.
int weight(State state) {
  constexpr std::array order{State::handed, State::late, State::refused, State::waiting};
  return static_cast<int>(std::ranges::find(order, state) - order.begin());
}

}  // namespace

Fate of(db::SocietyReader& db, std::string_view asker_digest) {
  auto rows = db.select(R"(
    SELECT queued_at, outcome, finished_at FROM mail_queue
    WHERE society_id = :society AND asker_digest = ? AND COALESCE(outcome, '') <> 'deleted'
    ORDER BY queued_at DESC LIMIT ?)",
                        asker_digest, limits::accounts_per_address_max);
  std::optional<Fate> fate;
  for (std::optional<Timestamp> latest; rows.next();) {
    const auto queued_at = rows.get<Timestamp>("queued_at");
    if (latest && *latest != queued_at) break;
    latest = queued_at;
    const State state = state_of(rows.get<std::optional<std::string>>("outcome"));
    if (!fate || weight(state) > weight(fate->state)) fate = Fate{state, {}};
    fate->at = std::max(fate->at, rows.get<std::optional<Timestamp>>("finished_at"));
  }
  if (!fate) return {};
  if (fate->state == State::waiting) fate->at.reset();
  return *fate;
}

}  // namespace portal::mail_fate
