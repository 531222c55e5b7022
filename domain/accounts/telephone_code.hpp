#pragma once
#include <string>
#include <string_view>

#include "sql/accounts/accounts.hpp"
#include "sql/societies.hpp"

// The number that a member reads out when the society's staff ask on the telephone who is calling: whoever can read it
// is signed in to the account. It changes every ten minutes, follows from the society, the account and the throttle key
// alone, so that no row holds it, and opens nothing on any page.
namespace portal::telephone_code {

struct Shown {
  std::string digits;  // six
  Timestamp ends_at;   // ten to twenty minutes from now
};
Shown shown(std::string_view throttle_key, SocietyId society, AccountId account, Timestamp now);

// What was read out, in half or full width, with or without spaces and dashes. Wrong ones are counted for the account,
// so the transaction is to be committed whatever comes out; after five within an hour none is right any more.
enum class Verdict { right, wrong, stopped };
Verdict judge(db::SocietyDatabase& db, std::string_view throttle_key, SocietyId society, AccountId account,
              std::string_view read_out, Timestamp now);

}  // namespace portal::telephone_code
