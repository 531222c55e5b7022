#pragma once
#include <string>
#include <string_view>

#include "sql/database.hpp"

// The number that a member reads out when the society's staff ask on the telephone who is calling: whoever can read it
// is signed in to the account. It changes every ten minutes, follows from the society, the account and the throttle key
// alone, so that no row holds it, and opens nothing on any page.
namespace portal::telephone_code {

// Whose it is; the account's number says nothing without its society's.
struct Owner {
  SocietyId society;
  AccountId account;
};

struct Shown {
  std::string digits;  // six
  Timestamp ends_at;   // ten to twenty minutes from now
};
Shown shown(std::string_view throttle_key, const Owner& owner, Timestamp now);

// What was read out, in half or full width, with or without spaces and dashes. Wrong ones are counted for the account,
// so the transaction is to be committed whatever comes out; after five within an hour none is right any more.
enum class Verdict { right, wrong, stopped };
Verdict judge(db::SocietyDatabase& db, std::string_view throttle_key, const Owner& owner, std::string_view read_out,
              Timestamp now);

}  // namespace portal::telephone_code
