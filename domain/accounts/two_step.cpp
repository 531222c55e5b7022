#include "domain/accounts/two_step.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "base/totp.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/passkey_rows.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/accounts/throttles.hpp"
#include "sql/accounts/two_step_rows.hpp"

namespace portal::two_step {
namespace {

using namespace std::chrono_literals;
using session_start::Visitor;

constexpr std::size_t app_code_characters = 6;
constexpr std::size_t recovery_code_characters = 16;
constexpr auto failure_window = std::chrono::hours{24 * 30};  // wrong ones in a row, until a right one

// A sealed secret moved to another account's row opens nothing.
std::string seal_purpose(AccountId account) { return fmt::format("two-step secret\n{}", number(account)); }

std::optional<std::string> open_secret(const WebSecrets& secrets, AccountId account, std::string_view sealed) {
  for (const std::string& key : secrets.two_step_keys)
    if (auto secret = secret::decrypt(key, sealed, seal_purpose(account))) return secret;
  return {};
}

std::string throttle_key(std::string_view key, AccountId account) {
  return throttles::key(key, "two-step", std::to_string(number(account)));
}

std::string device_key(std::string_view key, AccountId account, std::string_view token_digest) {
  return throttles::key(key, "two-step+device", fmt::format("{}\n{}", number(account), token_digest));
}

// Where wrong codes are counted: for the account, and apart for each browser that has signed in before.
std::vector<std::string> all_budgets(db::SocietyReader& db, std::string_view key, AccountId account) {
  std::vector<std::string> budgets{throttle_key(key, account)};
  for (const std::string& digest : sessions::device_digests(db, account))
    budgets.push_back(device_key(key, account, digest));
  return budgets;
}

std::string budget_of(const AccountScene& scene, AccountId account, const Visitor& visitor) {
  const auto device = session_start::known_device(scene.db, account, visitor, scene.now);
  if (!device) return throttle_key(scene.secrets.throttle_key, account);
  return device_key(scene.secrets.throttle_key, account, secret::digest(*device));
}

audit::About about(const Owner& owner) { return {.account = owner.account, .member = owner.member}; }

std::vector<std::string> make_recovery_codes(db::SocietyDatabase& db, AccountId account, Timestamp now) {
  std::vector<std::string> codes(limits::recovery_codes_count);
  std::ranges::generate(codes, random::recovery_code);
  two_step_rows::replace_recovery_codes(db, account, codes, now);
  return codes;
}

bool take_app_code(const AccountScene& scene, AccountId account, std::string_view code) {
  const auto app = two_step_rows::find(scene.db, account);
  if (!app) return false;
  const auto secret = open_secret(scene.secrets, account, app->sealed_secret);
  if (!secret) throw std::runtime_error("a two-step secret can't be opened with any two-step key");
  const auto step = totp::find_step(*secret, code, scene.now, app->used_step);
  return step && two_step_rows::use_time_step(scene.db, account, *step);
}

void take_recovery_code(const AccountScene& scene, const Owner& owner) {
  const int left = two_step_rows::recovery_codes_left(scene.db, owner.account);
  mails::recovery_code_used(scene, owner.account, left);
  record(scene, audit::Event::recovery_code_used, about(owner));
}

void note_failure(const AccountScene& scene, const std::string& budget, const Owner& owner) {
  constexpr int second_warning = 50;
  record(scene, audit::Event::two_step_failed, about(owner));
  const int failures = throttles::add(scene.db, budget, scene.now, failure_window);
  const auto block = block_after(failures);
  if (!block) return;
  throttles::block(scene.db, budget, scene.now + *block);
  if (failures != limits::two_step_failures_max && failures != second_warning) return;
  mails::codes_blocked(scene, owner.account, failures, *block);
}

}  // namespace

std::string fold_code(std::string_view typed) {
  std::string folded = text::fold_numeric(typed);
  std::erase(folded, '-');
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (folded.size() != recovery_code_characters) return folded;
  std::ranges::replace(folded, 'o', '0');
  std::ranges::replace(folded, 'i', '1');
  std::ranges::replace(folded, 'l', '1');
  return folded;
}

bool looks_like_code(std::string_view folded) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [is_digit](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
  return (folded.size() == app_code_characters && std::ranges::all_of(folded, is_digit)) ||
         (folded.size() == recovery_code_characters && std::ranges::all_of(folded, is_letter));
}

std::string shown_recovery_code(std::string_view code) {
  constexpr std::size_t group = 4;
  std::string shown;
  for (std::size_t at = 0; at < code.size(); at += group)
    shown += (at == 0 ? "" : "-") + std::string(code.substr(at, group));
  return shown;
}

bool begin_setup(const AccountScene& scene, const Owner& owner, SessionId session) {
  const std::string sealed =
      secret::encrypt(scene.secrets.two_step_keys.back(), totp::new_secret(), seal_purpose(owner.account));
  return two_step_rows::begin_setup(scene.db, owner.account, session, sealed, scene.now);
}

std::optional<std::string> setup_secret(db::SocietyReader& db, const WebSecrets& secrets, AccountId account,
                                        SessionId session, Timestamp now) {
  const auto sealed = two_step_rows::find_setup(db, account, session, now - limits::two_step_setup_life);
  return sealed ? open_secret(secrets, account, *sealed) : std::nullopt;
}

std::optional<std::vector<std::string>> turn_on(const AccountScene& scene, const Owner& owner, SessionId session,
                                                std::string_view code) {
  const auto sealed =
      two_step_rows::find_setup(scene.db, owner.account, session, scene.now - limits::two_step_setup_life);
  const auto secret = sealed ? open_secret(scene.secrets, owner.account, *sealed) : std::nullopt;
  const auto step = secret ? totp::find_step(*secret, code, scene.now, 0) : std::nullopt;
  if (!step) return {};
  if (!two_step_rows::turn_on(scene.db, owner.account, *sealed, *step, scene.now))
    throw db::Conflict("two-step sign-in was turned on by another request");
  unlock(scene.db, scene.secrets.throttle_key, owner.account);
  sessions::end_all(scene.db, owner.account, session, scene.now);
  sessions::note_two_factors(scene.db, session);
  mails::security_changed(scene, owner.account, mails::SecurityChange::two_step_on);
  record(scene, audit::Event::two_step_on, about(owner));
  return make_recovery_codes(scene.db, owner.account, scene.now);
}

std::optional<SignInWay> prove(const AccountScene& scene, const Owner& owner, std::string_view code,
                               const Visitor& visitor) {
  const std::string budget = budget_of(scene, owner.account, visitor);
  if (throttles::lock(scene.db, budget, scene.now).blocked(scene.now)) {
    record(scene, audit::Event::two_step_blocked, about(owner));
    return {};
  }
  std::optional<SignInWay> way;
  if (code.size() == recovery_code_characters &&
      two_step_rows::use_recovery_code(scene.db, owner.account, code, scene.now))
    way = SignInWay::recovery;
  else if (code.size() == app_code_characters && take_app_code(scene, owner.account, code))
    way = SignInWay::app_code;
  if (!way) {
    note_failure(scene, budget, owner);
    return {};
  }
  throttles::clear(scene.db, budget);
  if (way == SignInWay::recovery) take_recovery_code(scene, owner);
  return way;
}

void turn_off(const AccountScene& scene, const Owner& owner) {
  if (!two_step_rows::turn_off(scene.db, owner.account)) throw db::Conflict("two-step sign-in was turned off before");
  step_tickets::end_all(scene.db, owner.account, scene.now);
  mails::security_changed(scene, owner.account, mails::SecurityChange::two_step_off);
  record(scene, audit::Event::two_step_off, about(owner));
}

std::vector<std::string> renew_recovery_codes(const AccountScene& scene, const Owner& owner) {
  mails::security_changed(scene, owner.account, mails::SecurityChange::recovery_codes_made);
  record(scene, audit::Event::recovery_codes_made, about(owner));
  return make_recovery_codes(scene.db, owner.account, scene.now);
}

bool reset(const AccountScene& scene, const Owner& owner) {
  const bool had_app = two_step_rows::turn_off(scene.db, owner.account);
  const bool had_passkeys = passkey_rows::remove_all(scene.db, owner.account);
  if (!had_app && !had_passkeys) return false;
  unlock(scene.db, scene.secrets.throttle_key, owner.account);
  sessions::end_all(scene.db, owner.account, {}, scene.now);  // the lost telephone may still be signed in
  mails::security_changed(scene, owner.account, mails::SecurityChange::two_step_reset);
  record(scene, audit::Event::two_step_reset, about(owner));
  return true;
}

throttles::State account_state(db::SocietyReader& db, std::string_view key, AccountId account, Timestamp now) {
  throttles::State hardest;
  for (const std::string& budget : all_budgets(db, key, account)) {
    const throttles::State state = throttles::look(db, budget, now);
    if (std::tie(state.blocked_until, state.count) > std::tie(hardest.blocked_until, hardest.count)) hardest = state;
  }
  return hardest;
}

void unlock(db::SocietyDatabase& db, std::string_view key, AccountId account) {
  for (const std::string& budget : all_budgets(db, key, account)) throttles::clear(db, budget);
}

std::optional<std::chrono::seconds> block_after(int failures) {
  constexpr int longer_from = 20;
  constexpr int longest_from = 50;
  if (failures % limits::two_step_failures_max != 0) return {};
  if (failures >= longest_from) return 24h;
  return failures >= longer_from ? std::chrono::seconds{1h} : std::chrono::seconds{15min};
}

}  // namespace portal::two_step
