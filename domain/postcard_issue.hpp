#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/password.hpp"
#include "sql/postcards.hpp"

// Postcards for a society's members: who gets one, what is printed on it, and making it valid.
namespace portal::postcard_issue {

// What goes to the print shop. The password is known here alone: the database holds its hash.
struct Card {
  postcards::Addressee addressee;
  std::string login_id, password;
  PasswordHash hash;
};

// Everyone enrolled on the day who can't get in: no account, no live card.
std::vector<postcards::Addressee> without_way_in(db::SocietyDatabase& db, std::chrono::year_month_day today,
                                                 Timestamp now);

// A login ID that nobody's card has, and a password; costs one hash.
Card make(db::SocietyDatabase& db, const PasswordHasher& hasher, postcards::Addressee addressee);

enum class Encoding { utf8, cp932 };

// The print shop's file: the columns of product.md §6 and the mail address that the society holds. `url` is where the
// QR code leads. UTF-8 has a BOM. With CP932, `misprinted` names the members (記号-番号-枝番) whose name or address has
// a character that it lacks: 〓 stands there.
struct PrintFile {
  std::string bytes;
  std::vector<std::string> misprinted;
};
PrintFile print_file(const std::vector<Card>& cards, const std::string& url, Encoding encoding);

// One transaction: the cards, and an audit row each. From then on they open registration; the members' older ones
// don't. `event` is postcard_issued or postcard_reissued.
void commit(db::Database& database, db::SocietyDatabase& db, const std::vector<Card>& cards, const std::string& event,
            const std::string& operator_name);

}  // namespace portal::postcard_issue
