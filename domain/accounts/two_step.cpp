#include "domain/accounts/two_step.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "base/totp.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/accounts/throttles.hpp"
#include "sql/accounts/two_step_rows.hpp"
#include "sql/audit/audit.hpp"

namespace portal::two_step {
namespace {

using namespace std::chrono_literals;
using session_start::Visitor;

constexpr std::size_t app_code_characters = 6;
constexpr std::size_t recovery_code_characters = 16;
constexpr auto failure_window = std::chrono::hours{24 * 30};  // wrong ones in a row, until a right one

// A sealed secret moved to another account's row opens nothing.
std::string seal_purpose(AccountId account) { return fmt::format("two-step secret\n{}", number(account)); }

std::optional<std::string> open_secret(const Means& means, AccountId account, std::string_view sealed) {
  for (const std::string& key : means.secrets.two_step_keys)
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
std::vector<std::string> all_budgets(db::SocietyDatabase& db, std::string_view key, AccountId account) {
  std::vector<std::string> budgets{throttle_key(key, account)};
  for (const std::string& digest : sessions::device_digests(db, account))
    budgets.push_back(device_key(key, account, digest));
  return budgets;
}

std::string budget_of(db::SocietyDatabase& db, const Means& means, AccountId account, const Visitor& visitor,
                      Timestamp now) {
  if (!session_start::is_known_device(db, account, visitor, now))
    return throttle_key(means.secrets.throttle_key, account);
  return device_key(means.secrets.throttle_key, account, secret::digest(visitor.device_token));
}

void record(db::SocietyDatabase& db, audit::Event event, const Owner& owner, const Visitor& visitor, Timestamp now) {
  audit::write(db, event, {.account = owner.account, .member = owner.member}, visitor.origin, now);
}

std::vector<std::string> make_recovery_codes(db::SocietyDatabase& db, AccountId account, Timestamp now) {
  std::vector<std::string> codes(limits::recovery_codes_count);
  std::ranges::generate(codes, random::recovery_code);
  two_step_rows::replace_recovery_codes(db, account, codes, now);
  return codes;
}

bool take_app_code(db::SocietyDatabase& db, const Means& means, AccountId account, std::string_view code,
                   Timestamp now) {
  const auto app = two_step_rows::find(db, account);
  if (!app) return false;
  const auto secret = open_secret(means, account, app->sealed_secret);
  if (!secret) throw std::runtime_error("a two-step secret can't be opened with any two-step key");
  const auto step = totp::find_step(*secret, code, now, app->used_step);
  return step && two_step_rows::use_time_step(db, account, *step);
}

void take_recovery_code(db::SocietyDatabase& db, const Society& society, const Means& means, const Owner& owner,
                        const Visitor& visitor, Timestamp now) {
  const int left = two_step_rows::recovery_codes_left(db, owner.account);
  mails::recovery_code_used(db, means.mail_desk, society, owner.account, left, now);
  record(db, audit::Event::recovery_code_used, owner, visitor, now);
}

void note_failure(db::SocietyDatabase& db, const Society& society, const Means& means, const std::string& budget,
                  const Owner& owner, const Visitor& visitor, Timestamp now) {
  constexpr int second_warning = 50;
  record(db, audit::Event::two_step_failed, owner, visitor, now);
  const int failures = throttles::add(db, budget, now, failure_window);
  const auto block = block_after(failures);
  if (!block) return;
  throttles::block(db, budget, now + *block);
  if (failures != limits::two_step_failures_max && failures != second_warning) return;
  mails::codes_blocked(db, means.mail_desk, society, owner.account, failures, *block, now);
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

bool begin_setup(db::SocietyDatabase& db, const Means& means, const Owner& owner, SessionId session, Timestamp now) {
  const std::string sealed =
      secret::encrypt(means.secrets.two_step_keys.back(), totp::new_secret(), seal_purpose(owner.account));
  return two_step_rows::begin_setup(db, owner.account, session, sealed, now);
}

std::optional<std::string> setup_secret(db::SocietyDatabase& db, const Means& means, const Owner& owner,
                                        SessionId session, Timestamp now) {
  const auto sealed = two_step_rows::find_setup(db, owner.account, session, now - limits::two_step_setup_life);
  return sealed ? open_secret(means, owner.account, *sealed) : std::nullopt;
}

std::optional<std::vector<std::string>> turn_on(db::SocietyDatabase& db, const Society& society, const Means& means,
                                                const Owner& owner, SessionId session, std::string_view code,
                                                const Visitor& visitor, Timestamp now) {
  const auto sealed = two_step_rows::find_setup(db, owner.account, session, now - limits::two_step_setup_life);
  const auto secret = sealed ? open_secret(means, owner.account, *sealed) : std::nullopt;
  const auto step = secret ? totp::find_step(*secret, code, now, 0) : std::nullopt;
  if (!step) return {};
  if (!two_step_rows::turn_on(db, owner.account, *sealed, *step, now))
    throw db::Conflict("two-step sign-in was turned on by another request");
  unlock(db, means.secrets.throttle_key, owner.account);
  sessions::end_all(db, owner.account, session, now);
  mails::security_changed(db, means.mail_desk, society, owner.account, mails::SecurityChange::two_step_on, now);
  record(db, audit::Event::two_step_on, owner, visitor, now);
  return make_recovery_codes(db, owner.account, now);
}

std::optional<SignInWay> prove(db::SocietyDatabase& db, const Society& society, const Means& means, const Owner& owner,
                               std::string_view code, const Visitor& visitor, Timestamp now) {
  const std::string budget = budget_of(db, means, owner.account, visitor, now);
  if (throttles::lock(db, budget, now).blocked(now)) {
    record(db, audit::Event::two_step_blocked, owner, visitor, now);
    return {};
  }
  std::optional<SignInWay> way;
  if (code.size() == recovery_code_characters && two_step_rows::use_recovery_code(db, owner.account, code, now))
    way = SignInWay::recovery;
  else if (code.size() == app_code_characters && take_app_code(db, means, owner.account, code, now))
    way = SignInWay::app_code;
  if (!way) {
    note_failure(db, society, means, budget, owner, visitor, now);
    return {};
  }
  throttles::clear(db, budget);
  if (way == SignInWay::recovery) take_recovery_code(db, society, means, owner, visitor, now);
  return way;
}

void turn_off(db::SocietyDatabase& db, const Society& society, const Means& means, const Owner& owner,
              const Visitor& visitor, Timestamp now) {
  if (!two_step_rows::turn_off(db, owner.account)) throw db::Conflict("two-step sign-in was turned off before");
  step_tickets::end_all(db, owner.account, now);
  mails::security_changed(db, means.mail_desk, society, owner.account, mails::SecurityChange::two_step_off, now);
  record(db, audit::Event::two_step_off, owner, visitor, now);
}

std::vector<std::string> renew_recovery_codes(db::SocietyDatabase& db, const Society& society, const Means& means,
                                              const Owner& owner, const Visitor& visitor, Timestamp now) {
  mails::security_changed(db, means.mail_desk, society, owner.account, mails::SecurityChange::recovery_codes_made, now);
  record(db, audit::Event::recovery_codes_made, owner, visitor, now);
  return make_recovery_codes(db, owner.account, now);
}

bool reset(db::SocietyDatabase& db, const Society& society, std::string_view key, const mails::Desk& desk,
           const Owner& owner, std::string_view operator_name, Timestamp now) {
  if (!two_step_rows::turn_off(db, owner.account)) return false;
  unlock(db, key, owner.account);
  sessions::end_all(db, owner.account, {}, now);  // the lost telephone may still be signed in
  mails::security_changed(db, desk, society, owner.account, mails::SecurityChange::two_step_reset, now);
  record(db, audit::Event::two_step_reset, owner, {"", {.operator_name = std::string(operator_name)}, ""}, now);
  return true;
}

throttles::State account_state(db::SocietyDatabase& db, std::string_view key, AccountId account, Timestamp now) {
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
