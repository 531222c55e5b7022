#include "domain/accounts/sign_in.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/accounts.hpp"

namespace portal::sign_in {
namespace {

using namespace std::chrono_literals;

constexpr int network_failures_max = 5;  // for one account
constexpr int device_failures_max = 10;  // for one account from a browser that signed in before
constexpr auto failure_window = 15min;
constexpr auto short_block = 15min;
constexpr auto account_window =
    std::chrono::hours{24 * 30};  // failures in a row count for a month, or until a right answer
constexpr int list_ids_max = 20;
constexpr int list_failed_percent = 60;
constexpr auto list_window = 10min;
constexpr auto list_block = 1h;
constexpr int spread_list_failed_min = 100;
constexpr auto spread_list_window = 5min;
constexpr auto spread_list_silence = 1h;  // after an alert

// The budget an attempt is charged to: a known device has its own, so that a stranger's tries can't lock its owner out.
struct Budget {
  std::string account_key, place_key;
  int place_failures_max;
  bool counts_everywhere;
};

// Asked for an ID that nobody has, too: the answer takes as long.
bool from_known_device(const Scene& scene, const std::optional<accounts::Credentials>& known, const Attempt& attempt) {
  return session_start::is_known_device(scene.db, known ? known->id : AccountId{0}, attempt.visitor, scene.now);
}

// Whom failures are counted for: the account, so that a new login ID doesn't begin with none; without one, what was
// typed.
std::string subject_of(AccountId account) { return fmt::format("number {}", number(account)); }

std::string subject_of(const std::optional<accounts::Credentials>& known, const Attempt& attempt) {
  return known ? subject_of(known->id) : "typed " + attempt.login_id;
}

std::string account_key(std::string_view throttle_key, std::string_view subject) {
  return throttles::key(throttle_key, "account", subject);
}

// What counts for IDs that nobody has: one of 64 * 64 rows of that kind, so that made-up IDs don't fill the table
// (decision 0023).
std::string shared_key(std::string_view throttle_key, std::string_view kind, const std::string& own_key) {
  return throttles::key(throttle_key, kind, own_key.substr(0, 2));
}

// Failures of one place belong to one password: a new one begins with none, wherever its owner signs in.
Budget budget_of(const AccountScene& scene, const Attempt& attempt, const std::optional<accounts::Credentials>& known) {
  const bool known_device = from_known_device(scene, known, attempt);
  const std::string place = known_device ? attempt.visitor.device_token : network_of(scene.origin.client_address);
  const std::string password = known ? to_sql(known->password_set_at) : "";
  const std::string subject = subject_of(known, attempt);
  const std::string& secret = scene.secrets.throttle_key;
  Budget budget{account_key(secret, subject),
                throttles::key(secret, known_device ? "account+device" : "account+network",
                               subject + "\n" + place + "\n" + password),
                known_device ? device_failures_max : network_failures_max, !known_device};
  if (known) return budget;
  budget.account_key = shared_key(secret, "nobody's account", budget.account_key);
  budget.place_key = shared_key(secret, "nobody's place", budget.place_key);
  return budget;
}

bool blocked(db::SocietyDatabase& db, const Budget& budget, Timestamp now) {
  const bool everywhere = budget.counts_everywhere && throttles::lock(db, budget.account_key, now).blocked(now);
  return throttles::lock(db, budget.place_key, now).blocked(now) || everywhere;
}

struct Failures {
  int place = 0, everywhere = 0;
};

// The same statements whether a block begins or not: which count it is must not be told by the time it takes.
Failures count_failure(db::SocietyDatabase& db, const Budget& budget, Timestamp now) {
  Failures failures;
  const auto until = [now](std::optional<std::chrono::seconds> block) {
    return block ? std::optional(now + *block) : std::nullopt;
  };
  if (budget.counts_everywhere) {
    failures.everywhere = throttles::add(db, budget.account_key, now, account_window);
    throttles::block(db, budget.account_key, until(block_after(failures.everywhere)));
  }
  failures.place = throttles::add(db, budget.place_key, now, failure_window);
  const bool ends = failures.place >= budget.place_failures_max;
  throttles::block(db, budget.place_key, until(ends ? std::optional(short_block) : std::nullopt));
  return failures;
}

std::string client_key(const AccountScene& scene) {
  return throttles::key(scene.secrets.throttle_key, "list attack", client_of(scene.origin.client_address));
}

bool is_list(const throttles::Attempts& seen, int failed_min) {
  return seen.failed >= failed_min && seen.failed * 100 > seen.tried * list_failed_percent;
}

// A list that is tried from many addresses, each of which stays below what one may: nobody is refused, as members sign
// in meanwhile, but somebody should look.
void watch_for_spread_list(const AccountScene& scene) {
  const std::string key = throttles::key(scene.secrets.throttle_key, "spread list attack", "");
  if (throttles::look(scene.db, key, scene.now).count > 0) return;
  const auto seen = throttles::attempts_within(scene.db, spread_list_window, scene.now);
  if (!is_list(seen, spread_list_failed_min) || throttles::add(scene.db, key, scene.now, spread_list_silence) > 1)
    return;
  log::write(log::Level::warning, "authn_spread_list_attack",
             {{"request", scene.origin.request_id},
              {"tried", std::int64_t{seen.tried}},
              {"failed", std::int64_t{seen.failed}}});
}

// Many different ids from one address, most of them wrong: somebody tries a list.
void watch_for_list_attack(const AccountScene& scene, const Attempt& attempt, bool failed) {
  const std::string key = client_key(scene);
  throttles::note_attempt(scene.db, key, throttles::key(scene.secrets.throttle_key, "tried", attempt.login_id), failed,
                          scene.now);
  if (!failed) return;
  watch_for_spread_list(scene);
  const auto seen = throttles::attempts_within(scene.db, key, list_window, scene.now);
  if (!is_list(seen, list_ids_max)) return;
  throttles::add(scene.db, key, scene.now, list_block);
  throttles::block(scene.db, key, scene.now + list_block);
  log::write(log::Level::warning, "authn_list_attack",
             {{"request", scene.origin.request_id},
              {"client", scene.origin.client_address},
              {"ids", std::int64_t{seen.failed}}});
}

audit::About about(const std::optional<accounts::Credentials>& known) {
  return known ? audit::About{.account = known->id, .member = known->member_id} : audit::About{};
}

// What the member sees of it at the next sign-in, and what the society's audit log keeps.
void refuse_in_record(const Scene& scene, audit::Event event, const std::optional<accounts::Credentials>& known) {
  accounts::note_wrong_try(scene.db, known ? std::optional(known->id) : std::nullopt);
  record(scene, event, about(known));
}

void note_failure(const AccountScene& scene, const Budget& budget, const std::optional<accounts::Credentials>& known) {
  const Failures failures = count_failure(scene.db, budget, scene.now);
  constexpr int first_warning = 10;
  constexpr int second_warning = 50;
  if (known && (failures.everywhere == first_warning || failures.everywhere == second_warning))
    mails::sign_in_blocked(scene, known->id, failures.everywhere);
}

void note_success(db::SocietyDatabase& db, const Budget& budget) {
  if (budget.counts_everywhere) throttles::clear(db, budget.account_key);
  throttles::clear(db, budget.place_key);
}

Outcome refuse(const AccountScene& scene, const Attempt& attempt, const Budget& budget,
               const std::optional<accounts::Credentials>& known) {
  note_failure(scene, budget, known);
  watch_for_list_attack(scene, attempt, true);
  refuse_in_record(scene, audit::Event::sign_in_failed, known);
  return {};
}

// The right password too is refused, at the cost of a wrong one. The try is counted where nobody looks: a block gets no
// longer by it.
Outcome refuse_blocked(const AccountScene& scene, const Attempt& attempt, const Budget& budget,
                       const std::optional<accounts::Credentials>& known) {
  const auto aside = [&scene](const std::string& key) {
    return throttles::key(scene.secrets.throttle_key, "while blocked", key);
  };
  scene.passwords.verify_nobody(attempt.password);
  count_failure(
      scene.db,
      {aside(budget.account_key), aside(budget.place_key), budget.place_failures_max, budget.counts_everywhere},
      scene.now);
  watch_for_list_attack(scene, attempt, true);
  refuse_in_record(scene, audit::Event::sign_in_blocked, known);
  return {};
}

// Between password and code: nothing is open yet, and a new password ends it.
Outcome ask_for_code(const Scene& scene, const accounts::Credentials& known) {
  std::string token = random::token();
  step_tickets::open(scene.db,
                     {.purpose = StepPurpose::two_step,
                      .member_id = known.member_id,
                      .expires_at = scene.now + limits::two_step_life,
                      .account_id = known.id},
                     token, scene.now);
  record(scene, audit::Event::sign_in_password_right, about(known));
  return {{}, std::move(token)};
}

Outcome enter(const AccountScene& scene, const Attempt& attempt, const Budget& budget,
              const accounts::Credentials& known) {
  if (accounts::hold_password(scene.db, known.id) != known.password_set_at)
    throw db::TryAgain("the password was changed while it was checked");
  note_success(scene.db, budget);
  watch_for_list_attack(scene, attempt, false);
  if (scene.passwords.outdated(known.password))
    accounts::set_hash(scene.db, known.id, scene.passwords.hash(attempt.password));
  if (known.two_step) return ask_for_code(scene, known);
  return {session_start::open(scene, known.id, known.member_id, attempt.visitor, SignInWay::password), {}};
}

}  // namespace

std::optional<std::chrono::seconds> block_after(int failures) {
  constexpr auto until_staff_or_reissue = std::chrono::hours{24 * 365 * 50};
  if (failures >= 100) return until_staff_or_reissue;
  if (failures == 50) return 24h;
  if (failures == 20) return 1h;
  if (failures == 10) return short_block;
  return {};
}

Outcome attempt(const AccountScene& scene, const Attempt& attempt) {
  if (throttles::lock(scene.db, client_key(scene), scene.now).blocked(scene.now))
    return {{}, {}, Refusal::network_blocked};
  const auto known = accounts::find_credentials(scene.db, attempt.login_id, scene.now);
  const Budget budget = budget_of(scene, attempt, known);
  if (blocked(scene.db, budget, scene.now)) return refuse_blocked(scene, attempt, budget, known);
  if (!known) scene.passwords.verify_nobody(attempt.password);
  if (!known || !scene.passwords.verify(attempt.password, known->password))
    return refuse(scene, attempt, budget, known);
  return enter(scene, attempt, budget, *known);
}

CodeOutcome attempt_code(const AccountScene& scene, const StepTicket& step, std::string_view code,
                         const session_start::Visitor& visitor) {
  if (!step_tickets::lock(scene.db, step.id, scene.now)) return {{}, true};  // a change of the password ends the step
  const two_step::Owner owner{step.account_id.value(), step.member.id};
  accounts::hold_password(scene.db, owner.account);
  const auto way = two_step::prove(scene, owner, code, visitor);
  if (!way) {
    accounts::note_wrong_try(scene.db, owner.account);
    return {};
  }
  step_tickets::end(scene.db, step.id, scene.now);
  return {session_start::open(scene, owner.account, owner.member, visitor, *way)};
}

bool knows_password(const AccountScene& scene, const Attempt& attempt) {
  const auto known = accounts::find_credentials(scene.db, attempt.login_id, scene.now);
  const Budget budget = budget_of(scene, attempt, known);
  if (blocked(scene.db, budget, scene.now)) {
    scene.passwords.verify_nobody(attempt.password);
    record(scene, audit::Event::password_check_blocked, about(known));
    return false;
  }
  if (known && scene.passwords.verify(attempt.password, known->password)) {
    note_success(scene.db, budget);
    return true;
  }
  note_failure(scene, budget, known);
  record(scene, audit::Event::password_check_failed, about(known));
  return false;
}

throttles::State account_state(db::SocietyReader& db, std::string_view throttle_key, AccountId account, Timestamp now) {
  return throttles::look(db, account_key(throttle_key, subject_of(account)), now);
}

void unlock(db::SocietyDatabase& db, std::string_view throttle_key, AccountId account) {
  throttles::clear(db, account_key(throttle_key, subject_of(account)));
}

}  // namespace portal::sign_in
