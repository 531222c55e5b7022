#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"
#include "sql/household/member_roster.hpp"

// What the society's staff needs to know of a member who calls: can they sign in, and if not why. No medical data.
namespace portal::phone_desk {

struct Found {
  MemberId id;
  std::string symbol, number, branch, relation, name, kana;
  std::optional<member_roster::Date> left_on;
  bool registered = false;
};
// By 番号, 番号-枝番, 記号-番号, 記号-番号-枝番 or by a part of the name or kana, as typed; an empty text finds nobody.
// In the order of their numbers.
std::vector<Found> search(db::SocietyReader& db, const std::string& typed, int count_max);

struct AccountState {
  AccountId id;
  std::string login_id, nickname;
  Timestamp created_at, password_set_at;
  std::optional<Timestamp> signed_in_at;
  std::optional<std::string> signed_in_with;
  std::int64_t sessions_open = 0;  // neither ended nor past their end; idle ones included
  std::optional<Timestamp> two_step_since;
  std::int64_t recovery_codes_left = 0;
  std::int64_t passkeys = 0;
};
struct Address {
  std::string address;
  bool is_primary = false;
  std::optional<Timestamp> bounced_at;
};
struct Postcard {
  Timestamp issued_at, expires_at;
  int failures = 0;
  std::optional<Timestamp> used_at, replaced_at;
};
// Of a new postcard, by the member at the form.
struct PostcardOrder {
  Timestamp ordered_at;
  std::optional<Timestamp> issued_at, stopped_at;
};
struct Link {
  std::string purpose;
  Timestamp created_at, expires_at;
  int failures;  // wrong tries of its provisional sign-in
  std::optional<Timestamp> used_at, replaced_at;
};
struct Mail {
  Timestamp queued_at;
  std::string purpose, recipient;
  std::optional<std::string> outcome;  // none: still waiting, or being sent
  std::optional<Timestamp> finished_at;
  std::optional<std::string> last_reply;
};

// Each the latest first, at most `count_max`.
std::optional<member_roster::Entry> member(db::SocietyReader& db, MemberId member);
std::optional<AccountState> account(db::SocietyReader& db, MemberId member, Timestamp now);
// When they closed their account, and have none since.
std::optional<Timestamp> account_closed_at(db::SocietyReader& db, MemberId member);
std::vector<Address> addresses(db::SocietyReader& db, MemberId member);
// Those of the member, the account's or the core system's, that another account of the society has too, or the core
// system has of another of the household.
std::vector<std::string> shared_addresses(db::SocietyReader& db, MemberId member);
std::vector<Postcard> postcards(db::SocietyReader& db, MemberId member, int count_max);
std::vector<PostcardOrder> postcard_orders(db::SocietyReader& db, MemberId member, int count_max);
// Links and mails are those of the account, and those of no account that went to an address which the society or the
// account has: another's, at an address that they share, are the other's alone.
std::vector<Link> links(db::SocietyReader& db, MemberId member, int count_max);
std::vector<Mail> mails(db::SocietyReader& db, MemberId member, int count_max);

}  // namespace portal::phone_desk
