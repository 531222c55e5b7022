#include "domain/accounts/sign_in.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/audit/audit.hpp"

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
bool from_known_device(db::SocietyDatabase& db, const std::optional<accounts::Credentials>& known,
                       const Attempt& attempt, Timestamp now) {
  return session_start::is_known_device(db, known ? known->id : AccountId{0}, attempt.visitor, now);
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
Budget budget_of(const Means& means, const Attempt& attempt, const std::optional<accounts::Credentials>& known,
                 bool known_device) {
  const std::string place =
      known_device ? attempt.visitor.device_token : network_of(attempt.visitor.origin.client_address);
  const std::string password = known ? to_sql(known->password_set_at) : "";
  const std::string subject = subject_of(known, attempt);
  const std::string& secret = means.secrets.throttle_key;
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

std::string client_key(const Means& means, const Attempt& attempt) {
  return throttles::key(means.secrets.throttle_key, "list attack", client_of(attempt.visitor.origin.client_address));
}

bool is_list(const throttles::Attempts& seen, int failed_min) {
  return seen.failed >= failed_min && seen.failed * 100 > seen.tried * list_failed_percent;
}

// A list that is tried from many addresses, each of which stays below what one may: nobody is refused, as members sign
// in meanwhile, but somebody should look.
void watch_for_spread_list(db::SocietyDatabase& db, const Means& means, const Attempt& attempt, Timestamp now) {
  const std::string key = throttles::key(means.secrets.throttle_key, "spread list attack", "");
  if (throttles::look(db, key, now).count > 0) return;
  const auto seen = throttles::attempts_since(db, now - spread_list_window);
  if (!is_list(seen, spread_list_failed_min) || throttles::add(db, key, now, spread_list_silence) > 1) return;
  log::write(log::Level::warning, "authn_spread_list_attack",
             {{"request", attempt.visitor.origin.request_id},
              {"tried", std::int64_t{seen.tried}},
              {"failed", std::int64_t{seen.failed}}});
}

// Many different ids from one address, most of them wrong: somebody tries a list.
void watch_for_list_attack(db::SocietyDatabase& db, const Means& means, const Attempt& attempt, bool failed,
                           Timestamp now) {
  const std::string key = client_key(means, attempt);
  throttles::note_attempt(db, key, throttles::key(means.secrets.throttle_key, "tried", attempt.login_id), failed, now);
  if (!failed) return;
  watch_for_spread_list(db, means, attempt, now);
  const auto seen = throttles::attempts_since(db, key, now - list_window);
  if (!is_list(seen, list_ids_max)) return;
  throttles::add(db, key, now, list_block);
  throttles::block(db, key, now + list_block);
  log::write(log::Level::warning, "authn_list_attack",
             {{"request", attempt.visitor.origin.request_id},
              {"client", attempt.visitor.origin.client_address},
              {"ids", std::int64_t{seen.failed}}});
}

void record(db::SocietyDatabase& db, audit::Event event, const std::optional<accounts::Credentials>& known,
            const Attempt& attempt, Timestamp now) {
  audit::About about;
  if (known) about = {.account = known->id, .member = known->member_id};
  audit::write(db, event, about, attempt.visitor.origin, now);
}

// What the member sees of it at the next sign-in, and what the society's audit log keeps.
void refuse_in_record(db::SocietyDatabase& db, audit::Event event, const std::optional<accounts::Credentials>& known,
                      const Attempt& attempt, Timestamp now) {
  accounts::note_wrong_try(db, known ? std::optional(known->id) : std::nullopt);
  record(db, event, known, attempt, now);
}

void note_failure(db::SocietyDatabase& db, const Society& society, const Means& means, const Budget& budget,
                  const std::optional<accounts::Credentials>& known, Timestamp now) {
  const Failures failures = count_failure(db, budget, now);
  constexpr int first_warning = 10;
  constexpr int second_warning = 50;
  if (known && (failures.everywhere == first_warning || failures.everywhere == second_warning))
    mails::sign_in_blocked(db, means.mail_desk, society, known->id, failures.everywhere, now);
}

void note_success(db::SocietyDatabase& db, const Budget& budget) {
  if (budget.counts_everywhere) throttles::clear(db, budget.account_key);
  throttles::clear(db, budget.place_key);
}

Outcome refuse(db::SocietyDatabase& db, const Society& society, const Means& means, const Attempt& attempt,
               const Budget& budget, const std::optional<accounts::Credentials>& known, Timestamp now) {
  note_failure(db, society, means, budget, known, now);
  watch_for_list_attack(db, means, attempt, true, now);
  refuse_in_record(db, audit::Event::sign_in_failed, known, attempt, now);
  return {};
}

// The right password too is refused, at the cost of a wrong one. The try is counted where nobody looks: a block gets no
// longer by it.
Outcome refuse_blocked(db::SocietyDatabase& db, const Means& means, const Attempt& attempt, const Budget& budget,
                       const std::optional<accounts::Credentials>& known, Timestamp now) {
  const auto aside = [&means](const std::string& key) {
    return throttles::key(means.secrets.throttle_key, "while blocked", key);
  };
  means.passwords.verify_nobody(attempt.password);
  count_failure(
      db, {aside(budget.account_key), aside(budget.place_key), budget.place_failures_max, budget.counts_everywhere},
      now);
  watch_for_list_attack(db, means, attempt, true, now);
  refuse_in_record(db, audit::Event::sign_in_blocked, known, attempt, now);
  return {};
}

// Between password and code: nothing is open yet, and a new password ends it.
Outcome ask_for_code(db::SocietyDatabase& db, const accounts::Credentials& known, const Attempt& attempt,
                     Timestamp now) {
  std::string token = random::token();
  const step_tickets::NewTicket step{StepPurpose::two_step,       known.member_id, {}, {}, "",
                                     now + limits::two_step_life, known.id};
  step_tickets::open(db, step, token, now);
  record(db, audit::Event::sign_in_password_right, known, attempt, now);
  return {{}, std::move(token)};
}

Outcome enter(db::SocietyDatabase& db, const Society& society, const Means& means, const Attempt& attempt,
              const Budget& budget, const accounts::Credentials& known, Timestamp now) {
  if (accounts::hold_password(db, known.id) != known.password_set_at)
    throw db::TryAgain("the password was changed while it was checked");
  note_success(db, budget);
  watch_for_list_attack(db, means, attempt, false, now);
  if (means.passwords.outdated(known.password))
    accounts::set_hash(db, known.id, means.passwords.hash(attempt.password));
  if (known.two_step) return ask_for_code(db, known, attempt, now);
  return {session_start::open(db, society, means.mail_desk, known.id, known.member_id, attempt.visitor,
                              SignInWay::password, now),
          {}};
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

Outcome attempt(db::SocietyDatabase& db, const Society& society, const Means& means, const Attempt& attempt,
                Timestamp now) {
  if (throttles::lock(db, client_key(means, attempt), now).blocked(now)) return {{}, {}, Refusal::network_blocked};
  const auto known = accounts::find_credentials(db, attempt.login_id, now);
  const Budget budget = budget_of(means, attempt, known, from_known_device(db, known, attempt, now));
  if (blocked(db, budget, now)) return refuse_blocked(db, means, attempt, budget, known, now);
  if (!known) means.passwords.verify_nobody(attempt.password);
  if (!known || !means.passwords.verify(attempt.password, known->password))
    return refuse(db, society, means, attempt, budget, known, now);
  return enter(db, society, means, attempt, budget, *known, now);
}

CodeOutcome attempt_code(db::SocietyDatabase& db, const Society& society, const Means& means, const StepTicket& step,
                         std::string_view code, const session_start::Visitor& visitor, Timestamp now) {
  if (!step_tickets::lock(db, step.id, now)) return {{}, true};  // a change of the password ends the step
  const two_step::Owner owner{step.account_id.value(), step.member.id};
  accounts::hold_password(db, owner.account);
  const auto way = two_step::prove(db, society, means, owner, code, visitor, now);
  if (!way) {
    accounts::note_wrong_try(db, owner.account);
    return {};
  }
  step_tickets::end(db, step.id, now);
  return {session_start::open(db, society, means.mail_desk, owner.account, owner.member, visitor, *way, now)};
}

bool knows_password(db::SocietyDatabase& db, const Society& society, const Means& means, const Attempt& attempt,
                    Timestamp now) {
  const auto known = accounts::find_credentials(db, attempt.login_id, now);
  const Budget budget = budget_of(means, attempt, known, from_known_device(db, known, attempt, now));
  if (blocked(db, budget, now)) {
    means.passwords.verify_nobody(attempt.password);
    record(db, audit::Event::password_check_blocked, known, attempt, now);
    return false;
  }
  if (known && means.passwords.verify(attempt.password, known->password)) {
    note_success(db, budget);
    return true;
  }
  note_failure(db, society, means, budget, known, now);
  record(db, audit::Event::password_check_failed, known, attempt, now);
  return false;
}

throttles::State account_state(db::SocietyDatabase& db, std::string_view throttle_key, AccountId account,
                               Timestamp now) {
  return throttles::look(db, account_key(throttle_key, subject_of(account)), now);
}

void unlock(db::SocietyDatabase& db, std::string_view throttle_key, AccountId account) {
  throttles::clear(db, account_key(throttle_key, subject_of(account)));
}

}  // namespace portal::sign_in
