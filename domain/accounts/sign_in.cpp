#include "domain/accounts/sign_in.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal::sign_in {
namespace {

using namespace std::chrono_literals;

constexpr int network_failures_max = 5;   // for one account
constexpr int browser_failures_max = 10;  // for one account from a browser that it knows
constexpr int first_warning = 10;
constexpr int long_blocks_from = 50;  // and the second warning; what known browsers got wrong counts for these alone
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

// What an attempt is charged to. A browser that the account knows has a budget of its own, so that a stranger's tries
// can't lock its owner out (decision 0029).
struct Budget {
  std::string strangers_key;  // the account's failures from all other places
  std::string browsers_key;   // the account's failures from all browsers that it knows, together
  std::string place_key;      // those of the network, or of the known browser
  bool of_known_browser = false;
  bool counts_for_client = true;  // not while the client is refused: then only known browsers come so far
};

// Asked for an ID that nobody has, too: the answer takes as long.
std::optional<std::string> known_device(const Scene& scene, const std::optional<accounts::Credentials>& known,
                                        const Attempt& attempt) {
  return session_start::known_device(scene.db, known ? known->id : AccountId{0}, attempt.visitor, scene.now);
}

// Whom failures are counted for: the account, so that a new login ID doesn't begin with none; without one, what was
// typed.
std::string subject_of(AccountId account) { return fmt::format("number {}", number(account)); }

std::string subject_of(const std::optional<accounts::Credentials>& known, const Attempt& attempt) {
  return known ? subject_of(known->id) : "typed " + attempt.login_id;
}

std::string strangers_key(std::string_view throttle_key, std::string_view subject) {
  return throttles::key(throttle_key, "account", subject);
}

std::string browsers_key(std::string_view throttle_key, std::string_view subject) {
  return throttles::key(throttle_key, "account's browsers", subject);
}

// Failures of one place belong to one password: a new one begins with none, wherever its owner signs in.
std::string place_key(std::string_view throttle_key, std::string_view kind, std::string_view subject,
                      std::string_view place, std::optional<Timestamp> password_set_at) {
  return throttles::key(throttle_key, kind,
                        fmt::format("{}\n{}\n{}", subject, place, password_set_at ? to_sql(*password_set_at) : ""));
}

std::string browser_key(std::string_view throttle_key, AccountId account, std::string_view token_digest,
                        Timestamp password_set_at) {
  return place_key(throttle_key, "account+device", subject_of(account), token_digest, password_set_at);
}

// What counts for IDs that nobody has: one of 64 * 64 rows of that kind, so that made-up IDs don't fill the table
// (decision 0023).
std::string shared_key(std::string_view throttle_key, std::string_view kind, const std::string& own_key) {
  return throttles::key(throttle_key, kind, own_key.substr(0, 2));
}

Budget budget_of(const AccountScene& scene, const Attempt& attempt, const std::optional<accounts::Credentials>& known) {
  const std::string& secret = scene.secrets.throttle_key;
  const std::string subject = subject_of(known, attempt);
  const auto device = known_device(scene, known, attempt);
  Budget budget{strangers_key(secret, subject), browsers_key(secret, subject), ""};
  if (known && device) {
    budget.place_key = browser_key(secret, known->id, secret::digest(*device), known->password_set_at);
    budget.of_known_browser = true;
    return budget;
  }
  budget.place_key = place_key(secret, "account+network", subject, network_of(scene.origin.client_address),
                               known ? std::optional(known->password_set_at) : std::nullopt);
  if (known) return budget;
  budget.strangers_key = shared_key(secret, "nobody's account", budget.strangers_key);
  budget.place_key = shared_key(secret, "nobody's place", budget.place_key);
  return budget;
}

// Rows are locked in one order: a known browser's before its account's, an account's before a network's. Two attempts
// never wait for each other.
bool blocked(db::SocietyDatabase& db, const Budget& budget, Timestamp now) {
  const bool everywhere = !budget.of_known_browser && throttles::lock(db, budget.strangers_key, now).blocked(now);
  return throttles::lock(db, budget.place_key, now).blocked(now) || everywhere;
}

// The nth failure from a known browser in a row: as the account's from the 50th on.
std::optional<std::chrono::seconds> browser_block_after(int failures) {
  if (failures >= long_blocks_from && block_after(failures)) return block_after(failures);
  return failures % browser_failures_max == 0 ? std::optional(short_block) : std::nullopt;
}

std::optional<Timestamp> end_of(std::optional<std::chrono::seconds> block, Timestamp now) {
  return block ? std::optional(now + *block) : std::nullopt;
}

// Of how many failures in a row the member is to be told now; 0: of none.
int count_in_browser(db::SocietyDatabase& db, const Budget& budget, Timestamp now) {
  const int own = throttles::add(db, budget.place_key, now, account_window);
  throttles::block(db, budget.place_key, end_of(browser_block_after(own), now));
  const int of_strangers = throttles::lock(db, budget.strangers_key, now).count;
  const int all = of_strangers + throttles::add(db, budget.browsers_key, now, account_window);
  throttles::block(db, budget.strangers_key, end_of(all >= long_blocks_from ? block_after(all) : std::nullopt, now));
  return own == long_blocks_from || all == long_blocks_from ? long_blocks_from : 0;
}

// The same statements whether a block begins or not: which count it is must not be told by the time it takes.
int count_of_stranger(db::SocietyDatabase& db, const Budget& budget, Timestamp now) {
  const int own = throttles::add(db, budget.strangers_key, now, account_window);
  const int all = own + throttles::look(db, budget.browsers_key, now).count;
  const auto short_one = own < long_blocks_from ? block_after(own) : std::nullopt;
  const auto long_one = all >= long_blocks_from ? block_after(all) : std::nullopt;
  throttles::block(db, budget.strangers_key, end_of(std::max(short_one, long_one), now));
  const bool place_ends = throttles::add(db, budget.place_key, now, failure_window) >= network_failures_max;
  throttles::block(db, budget.place_key, end_of(place_ends ? std::optional(short_block) : std::nullopt, now));
  if (all == long_blocks_from) return long_blocks_from;
  return own == first_warning ? first_warning : 0;
}

int count_failure(db::SocietyDatabase& db, const Budget& budget, Timestamp now) {
  return budget.of_known_browser ? count_in_browser(db, budget, now) : count_of_stranger(db, budget, now);
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

// What the member sees of it at the next sign-in, what the society's audit log keeps, and what alarms and filters of
// the journal (fail2ban) count by client. The journal doesn't hear whose sign-in it was.
void refuse_in_record(const Scene& scene, audit::Event event, const std::optional<accounts::Credentials>& known) {
  log::write(
      log::Level::info, "authn_login_fail",
      {{"request", scene.origin.request_id}, {"society", scene.society.slug}, {"client", scene.origin.client_address}});
  accounts::note_wrong_try(scene.db, known ? std::optional(known->id) : std::nullopt);
  record(scene, event, about(known));
}

void note_failure(const AccountScene& scene, const Budget& budget, const std::optional<accounts::Credentials>& known) {
  const int told_of = count_failure(scene.db, budget, scene.now);
  if (known && told_of > 0) mails::sign_in_blocked(scene, known->id, told_of);
}

// A right answer ends the row of wrong ones of its own kind alone: strangers guess on while the owner signs in, and
// whoever sits at a known browser does while the owner signs in elsewhere.
void note_success(db::SocietyDatabase& db, const Budget& budget, Timestamp now) {
  if (budget.of_known_browser)
    throttles::take_back(db, budget.browsers_key, throttles::look(db, budget.place_key, now).count);
  else
    throttles::clear(db, budget.strangers_key);
  throttles::clear(db, budget.place_key);
}

Outcome refuse(const AccountScene& scene, const Attempt& attempt, const Budget& budget,
               const std::optional<accounts::Credentials>& known) {
  note_failure(scene, budget, known);
  if (budget.counts_for_client) watch_for_list_attack(scene, attempt, true);
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
      {aside(budget.strangers_key), aside(budget.browsers_key), aside(budget.place_key), budget.of_known_browser},
      scene.now);
  if (budget.counts_for_client) watch_for_list_attack(scene, attempt, true);
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
  note_success(scene.db, budget, scene.now);
  if (budget.counts_for_client) watch_for_list_attack(scene, attempt, false);
  if (scene.passwords.outdated(known.password))
    accounts::set_hash(scene.db, known.id, scene.passwords.hash(attempt.password));
  if (known.two_step) return ask_for_code(scene, known);
  return {session_start::open(scene, known.id, known.member_id, attempt.visitor, SignInWay::password), {}};
}

// Of the browsers that the account knows, as they count for its present password.
std::vector<std::string> browser_keys(db::SocietyReader& db, std::string_view throttle_key, AccountId account) {
  std::vector<std::string> keys;
  const auto password_set_at = accounts::password_set_at(db, account);
  if (!password_set_at) return keys;
  for (const std::string& digest : sessions::device_digests(db, account))
    keys.push_back(browser_key(throttle_key, account, digest, *password_set_at));
  return keys;
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
  const bool client_blocked = throttles::lock(scene.db, client_key(scene), scene.now).blocked(scene.now);
  const auto known = accounts::find_credentials(scene.db, attempt.login_id, scene.now);
  Budget budget = budget_of(scene, attempt, known);
  if (client_blocked && !budget.of_known_browser) return {{}, {}, Refusal::network_blocked};
  budget.counts_for_client = !client_blocked;
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
    note_success(scene.db, budget, scene.now);
    return true;
  }
  note_failure(scene, budget, known);
  record(scene, audit::Event::password_check_failed, about(known));
  return false;
}

throttles::State account_state(db::SocietyReader& db, std::string_view throttle_key, AccountId account, Timestamp now) {
  const std::string subject = subject_of(account);
  throttles::State state = throttles::look(db, strangers_key(throttle_key, subject), now);
  state.count += throttles::look(db, browsers_key(throttle_key, subject), now).count;
  for (const std::string& key : browser_keys(db, throttle_key, account))
    state.blocked_until = std::max(state.blocked_until, throttles::look(db, key, now).blocked_until);
  return state;
}

void unlock(db::SocietyDatabase& db, std::string_view throttle_key, AccountId account) {
  for (const std::string& key : browser_keys(db, throttle_key, account)) throttles::clear(db, key);
  throttles::clear(db, strangers_key(throttle_key, subject_of(account)));
  throttles::clear(db, browsers_key(throttle_key, subject_of(account)));
}

}  // namespace portal::sign_in
