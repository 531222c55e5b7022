#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "base/formats/csv.hpp"
#include "base/papers/paper.hpp"
#include "base/password.hpp"
#include "domain/scene.hpp"
#include "sql/postcards/postcards.hpp"
#include "sql/societies.hpp"

// Postcards for a society's members: who gets one, what is printed on it, and making it valid.
namespace portal::postcard_issue {

// What goes to the print shop. The password is known here alone: the database holds its hash.
struct Card {
  postcards::Addressee addressee;
  std::string login_id, password;
  PasswordHash hash;
};

// Everyone enrolled on the day who can't get in, with neither an account nor a live card, or who ordered one.
std::vector<postcards::Addressee> due(db::SocietyReader& db, std::chrono::year_month_day today, Timestamp now);

// A login ID that nobody's card has, and a password; costs one hash.
Card make(db::SocietyReader& db, const PasswordHasher& hasher, postcards::Addressee addressee);

using csv::Encoding;

// The print shop's file: the columns of product.md §6 and the mail address that the society holds. `url` is where the
// QR code leads. UTF-8 has a BOM. With CP932, `misprinted` names the members (記号-番号-枝番) whose name or address has
// a character that it lacks: 〓 stands there.
struct PrintFile {
  std::string bytes;
  std::vector<std::string> misprinted;
};
PrintFile print_file(const std::vector<Card>& cards, const std::string& url, Encoding encoding);

// What goes with the PDF: which page is whom. No password. For people who look at it in a spreadsheet.
PrintFile index_file(const std::vector<Card>& cards, Encoding encoding);

// The PDF: for each card two pages of 100 mm × 148 mm, the address side, which holds no secret, and the inside. Each is
// made when it is printed: the cards have to live until then.
inline constexpr std::size_t pages_per_card = 2;
struct Print {
  const Society& society;
  postcards::Texts texts;
  std::string url;      // where the QR code leads
  Timestamp issued_at;  // as for commit(): the inside says until when the card is good
};
paper::Sheets sheets(const std::vector<Card>& cards, const Print& print);

// A member that doesn't exist, with words of every kind: to look at a card before any is issued.
Card sample();

// An order was stopped while its card was made; says whose, as 記号-番号-枝番.
struct OrderStopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One transaction: the cards, the end of their members' orders, and an audit row each. From then on they open
// registration; the members' older ones don't. `event` is postcard_issued or postcard_reissued. Issued at the scene's
// moment, which no other issue of the society has. OrderStopped: nothing is issued.
void commit(const Scene& scene, db::Database& database, const std::vector<Card>& cards, audit::Event event);

}  // namespace portal::postcard_issue
