#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

// パスキー of accounts. What is bytes stands in the rows as base64url.
namespace portal::passkey_rows {

// As its owner sees it.
struct Passkey {
  PasskeyId id;
  std::string name;
  std::string credential_id, user_handle, transports;  // of a browser's options
  bool backed_up = false;                              // on other devices of its owner, too
  Timestamp created_at;
  std::optional<Timestamp> used_at;
};
std::vector<Passkey> list(db::SocietyReader& db, AccountId account);  // in the order in which they were added
std::optional<Passkey> find(db::SocietyReader& db, AccountId account, PasskeyId passkey);

// As a sign-in finds it.
struct Key {
  PasskeyId id;
  AccountId account_id;
  std::string user_handle, public_key;
  std::uint32_t counter = 0;
};
// Nobody else's until the transaction ends, so that parallel sign-ins see each other's counter.
std::optional<Key> lock(db::SocietyDatabase& db, std::string_view credential_id);

struct NewPasskey {
  std::string name;
  std::string credential_id, user_handle, public_key, transports;
  std::uint32_t counter = 0;
  bool backed_up = false;
};
// Conflict: somebody of the society has it already.
PasskeyId add(db::SocietyDatabase& db, AccountId account, const NewPasskey& passkey, Timestamp now);
bool is_known(db::SocietyReader& db, std::string_view credential_id);
void note_use(db::SocietyDatabase& db, const Key& key, std::uint32_t counter, bool backed_up, Timestamp now);
// False: it is there no more.
bool rename(db::SocietyDatabase& db, AccountId account, PasskeyId passkey, std::string_view name);
bool remove(db::SocietyDatabase& db, AccountId account, PasskeyId passkey);
bool remove_all(db::SocietyDatabase& db, AccountId account);  // false: there was none

// Whether one may be offered to an account: it has none, and none was offered after `since`. Then now it was. True for
// one of several requests at once.
bool take_offer(db::SocietyDatabase& db, AccountId account, Timestamp since, Timestamp now);

}  // namespace portal::passkey_rows
