#include <algorithm>

#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/accounts/sign_in.hpp"
#include "domain/accounts/telephone_code.hpp"
#include "domain/household/household.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/phone_desk.hpp"

namespace portal::admin {
namespace {

constexpr int shown_max = 10;

Cell moment(const std::optional<Timestamp>& at) { return at ? Cell{*at} : Cell{}; }
Cell day(const std::optional<std::chrono::year_month_day>& date) { return date ? Cell{to_sql(*date)} : Cell{}; }
Cell text(const std::optional<std::string>& value) { return value ? Cell{*value} : Cell{}; }

// Whether the household's principal sees a dependent's expenses, by the rule itself; null: no dependent, or no
// principal.
Cell shown_to_principal(const SocietyCall& call, const std::vector<household::Person>& people,
                        const household::Person& member) {
  const auto principal = std::ranges::find_if(people, &household::Person::is_principal);
  if (member.is_principal || principal == people.end()) return {};
  return household::may_see(*principal, member, call.society, calendar::date_in_japan(call.now));
}

Table about_member(const SocietyCall& call, MemberId member, const member_roster::Entry& entry) {
  const auto people = household::people(call.db, member);
  const auto own = std::ranges::find(people, member, &household::Person::id);
  Table table({"number", "name", "kana", "relation", "enrolled_on", "left_on", "printed_address", "protected",
               "shown_to_principal", "account_closed_at"});
  table.add({member_roster::written(entry.symbol, entry.number, entry.branch), entry.name, entry.kana, entry.relation,
             to_sql(entry.enrolled_on), day(entry.left_on), text(entry.email), own->is_protected,
             shown_to_principal(call, people, *own), moment(phone_desk::account_closed_at(call.db, member))});
  return table;
}

std::string lock_in_words(const throttles::State& state, const SocietyCall& call) {
  const Timestamp now = call.now;
  if (!state.blocked(now)) return state.count == 0 ? "open" : fmt::format("open, {} wrong tries", state.count);
  constexpr auto years = std::chrono::hours{24 * 365};
  if (*state.blocked_until > now + years) return fmt::format("locked until unlocked, {} wrong tries", state.count);
  return fmt::format("locked until {}, {} wrong tries", in_japan(*state.blocked_until, call.json), state.count);
}

Table about_account(const SocietyCall& call, const std::optional<phone_desk::AccountState>& account) {
  Table table({"login_id", "registered_at", "last_sign_in", "with", "password_set_at", "sessions_open", "lock",
               "two_step_since", "recovery_codes_left", "two_step_lock", "passkeys"});
  if (!account) return table;
  const std::string key = read_web_secrets(call.config.secrets_directory).throttle_key;
  const auto state = sign_in::account_state(call.db, key, account->id, call.now);
  table.add({account->login_id, account->created_at, moment(account->signed_in_at), text(account->signed_in_with),
             account->password_set_at, account->sessions_open, lock_in_words(state, call),
             moment(account->two_step_since), account->recovery_codes_left,
             lock_in_words(two_step::account_state(call.db, key, account->id, call.now), call), account->passkeys});
  return table;
}

Table about_addresses(const SocietyCall& call, MemberId member) {
  Table table({"address", "primary", "refused_at"});
  for (const auto& one : phone_desk::addresses(call.db, member))
    table.add({one.address, one.is_primary, moment(one.bounced_at)});
  return table;
}

std::string state_of(const phone_desk::Postcard& card, const SocietyCall& call) {
  if (card.used_at) return "used " + in_japan(*card.used_at, call.json);
  if (card.replaced_at) return "replaced " + in_japan(*card.replaced_at, call.json);
  if (card.failures >= limits::postcard_failures_max) return "dead of wrong tries";
  return card.expires_at <= call.now ? "expired" : "live";
}

Table about_postcards(const SocietyCall& call, MemberId member) {
  Table table({"issued_at", "expires_at", "wrong_tries", "state"});
  for (const auto& card : phone_desk::postcards(call.db, member, shown_max))
    table.add({card.issued_at, card.expires_at, std::int64_t{card.failures}, state_of(card, call)});
  return table;
}

Table about_orders(const SocietyCall& call, MemberId member) {
  Table table({"ordered_at", "issued_at", "stopped_at"});
  for (const auto& order : phone_desk::postcard_orders(call.db, member, shown_max))
    table.add({order.ordered_at, moment(order.issued_at), moment(order.stopped_at)});
  return table;
}

std::string state_of(const phone_desk::Link& link, Timestamp now) {
  if (link.used_at) return "used";
  if (link.replaced_at) return "replaced by a newer one or a new password";
  if (link.failures >= limits::temporary_password_failures_max) return "dead of wrong tries";
  return link.expires_at <= now ? "expired" : "alive";
}

Table about_links(const SocietyCall& call, MemberId member) {
  Table table({"purpose", "sent_at", "expires_at", "state"});
  for (const auto& link : phone_desk::links(call.db, member, shown_max))
    table.add({link.purpose, link.created_at, link.expires_at, state_of(link, call.now)});
  return table;
}

Table about_mails(const SocietyCall& call, MemberId member) {
  Table table({"queued_at", "purpose", "recipient", "outcome", "finished_at", "server_said"});
  for (const auto& mail : phone_desk::mails(call.db, member, shown_max))
    table.add({mail.queued_at, mail.purpose, mail.recipient, mail.outcome.value_or("waiting"), moment(mail.finished_at),
               text(mail.last_reply)});
  return table;
}

void demand_own_number(const SocietyCall& call, MemberId member, std::string_view read_out) {
  using telephone_code::Verdict;
  const auto account = phone_desk::account(call.db, member, call.now);
  if (!account) throw Failure(Exit::bad_data, "no: who has no account has no number", "postcard reissue makes a card");
  const std::string key = read_web_secrets(call.config.secrets_directory).throttle_key;
  db::Transaction transaction(call.database);
  const auto verdict = telephone_code::judge(call.db, key, {call.society.id, account->id}, read_out, call.now);
  record(scene_of(call),
         verdict == Verdict::right ? audit::Event::telephone_code_right : audit::Event::telephone_code_wrong,
         {.member = member});
  transaction.commit();
  if (verdict == Verdict::stopped)
    throw Failure(Exit::bad_data, "no: too many wrong numbers within the hour, none is taken",
                  "call back at the number that the core system knows");
  if (verdict == Verdict::wrong)
    throw Failure(Exit::bad_data, "no: it isn't the number that the member's page shows",
                  "ask for the one that is shown now; it changes every ten minutes");
  tell("portalctl: yes, the caller reads it from a page that is signed in to this account\n");
}

}  // namespace

Sight member_find(const SocietyCall& call) {
  static constexpr int found_max = 50;
  const auto found = phone_desk::search(call.db, call.arguments.text("TEXT"), found_max);
  Table table({"number", "name", "kana", "relation", "left_on", "registered"});
  std::vector<audit::About> of;
  for (const auto& one : found) {
    table.add({member_roster::written(one.symbol, one.number, one.branch), one.name, one.kana, one.relation,
               day(one.left_on), one.registered});
    of.push_back({.member = one.id});
  }
  return sight(call, audit::Event::staff_members_found, of, [table, json = call.json, count = of.size()] {
    table.print(json);
    if (count == 0) tell("portalctl: nobody found\n");
    if (count == found_max) tell("portalctl: there may be more than these {}; be more precise\n", found_max);
  });
}

// Of whoever reads out a wrong number, nothing is shown that the caller could be told.
Sight member_show(const SocietyCall& call) {
  const MemberId member = find_member(call.db, call.arguments.text("MEMBER"));
  if (const auto read_out = call.arguments.text_if_given("--verify")) demand_own_number(call, member, *read_out);
  const auto entry = phone_desk::member(call.db, member);
  const std::vector<Section> sections{
      {"member", about_member(call, member, entry.value()), true},
      {"account", about_account(call, phone_desk::account(call.db, member, call.now)), true},
      {"addresses", about_addresses(call, member)},
      {"postcards", about_postcards(call, member)},
      {"postcard_orders", about_orders(call, member)},
      {"links", about_links(call, member)},
      {"mails", about_mails(call, member)}};
  return sight(call, audit::Event::member_shown_to_staff, {{.member = member}},
               [sections, json = call.json] { print_sections(sections, json); });
}

Exit member_unlock(const Changing<SocietyCall>& call) {
  const std::string name = call.arguments.text("MEMBER");
  const MemberId member = find_member(call.db, name);
  const auto account = phone_desk::account(call.db, member, call.now);
  if (!account)
    throw Failure(Exit::bad_data, fmt::format("{} has no account", name), "postcard reissue makes a new card");
  if (!call.applies) {
    fmt::print("would open the account again\n");
    return Exit::good;
  }
  const std::string key = read_web_secrets(call.config.secrets_directory).throttle_key;
  db::Transaction transaction(call.database);
  sign_in::unlock(call.db, key, account->id);
  two_step::unlock(call.db, key, account->id);
  record(scene_of(call), audit::Event::account_unlocked, {.member = member});
  transaction.commit();
  fmt::print("the account is open; a place from where 5 tries were wrong stays closed for up to 15 minutes\n");
  return Exit::good;
}

}  // namespace portal::admin
