#pragma once
#include <optional>
#include <string>

#include "domain/accounts/session_start.hpp"
#include "domain/accounts/two_step.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/accounts/throttles.hpp"
#include "sql/database.hpp"

// Signing in with login ID and password: who may, how often one may be wrong (security.md, "Throttles"), and what a
// right answer opens. Unknown, wrong, locked and not allowed any more cost the same and look the same.
namespace portal::sign_in {

struct Attempt {
  std::string login_id;  // folded
  std::string password;  // exactly as typed
  session_start::Visitor visitor;
};

enum class Refusal { wrong, network_blocked };

using session_start::Opened;

struct Outcome {
  std::optional<Opened> opened;
  std::optional<std::string> step_token;  // the password was right and a code is asked for now: of the step that waits
  Refusal refusal = Refusal::wrong;       // network_blocked: too many different ids from there, answered with 429
};

// Counts, judges, and on success opens the session, or the step to the code where two-step sign-in is on; all in the
// caller's transaction, which is to be committed either way.
Outcome attempt(const AccountScene& scene, const Attempt& attempt);

// The second step: a code (two_step::looks_like_code) opens the session. The same about the transaction.
struct CodeOutcome {
  std::optional<Opened> opened;
  bool step_over = false;  // another request was faster, or its time is up: nothing was tried
};
CodeOutcome attempt_code(const AccountScene& scene, const StepTicket& step, std::string_view code,
                         const session_start::Visitor& visitor);

// Whether whoever is signed in knows the password, asked again before a change: counted and stopped like a sign-in, to
// be committed either way. False is all that is said.
bool knows_password(const AccountScene& scene, const Attempt& attempt);

// How long an account stays closed to strangers after its nth failure in a row, and a browser that it knows after that
// browser's nth from the 50th on; none: it stays open.
std::optional<std::chrono::seconds> block_after(int failures);

// For the society's staff: how an account stands after wrong tries from everywhere, known browsers included, the
// hardest of their blocks, and opening all of them, which a new password does, too. Of browsers, the latest
// limits::devices_looked_at_max are known. What one network used up ends by itself in 15 minutes.
throttles::State account_state(db::SocietyReader& db, std::string_view throttle_key, AccountId account, Timestamp now);
void unlock(db::SocietyDatabase& db, std::string_view throttle_key, AccountId account);

}  // namespace portal::sign_in
