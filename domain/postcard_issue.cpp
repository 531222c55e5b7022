#include "domain/postcard_issue.hpp"

#include <array>

#include "base/csv.hpp"
#include "base/limits.hpp"
#include "base/random.hpp"
#include "sql/audit.hpp"
#include "sql/member_roster.hpp"

namespace portal::postcard_issue {
namespace {

constexpr int page_rows = 5000;
constexpr const char* byte_order_mark = "\uFEFF";

using Cells = std::array<std::string, 10>;

const Cells headings{"記号",         "番号",     "枝番", "氏名", "ログインID",
                     "仮パスワード", "郵便番号", "住所", "URL",  "メールアドレス"};

std::string fresh_login_id(db::SocietyDatabase& db) {
  std::string login_id = random::initial_login_id();
  while (postcards::login_id_taken(db, login_id)) login_id = random::initial_login_id();
  return login_id;
}

// Adds the row and says whether all of it could be written.
bool write_row(std::string& out, const Cells& cells, Encoding encoding) {
  std::string row;
  csv::write_row(row, cells, csv::Formulas::kept);
  if (encoding == Encoding::utf8) {
    out += row;
    return true;
  }
  const csv::Cp932Text converted = csv::to_cp932(row);
  out += converted.bytes;
  return converted.replaced_count == 0;
}

}  // namespace

std::vector<postcards::Addressee> without_way_in(db::SocietyDatabase& db, std::chrono::year_month_day today,
                                                 Timestamp now) {
  std::vector<postcards::Addressee> found;
  auto page = postcards::without_way_in(db, today, now, MemberId{}, page_rows);
  while (!page.empty() && found.size() < limits::import_rows_max) {
    found.insert(found.end(), page.begin(), page.end());
    page = postcards::without_way_in(db, today, now, found.back().member_id, page_rows);
  }
  return found;
}

Card make(db::SocietyDatabase& db, const PasswordHasher& hasher, postcards::Addressee addressee) {
  Card card{std::move(addressee), fresh_login_id(db), random::initial_password(), {}};
  card.hash = hasher.hash(card.password);
  return card;
}

PrintFile print_file(const std::vector<Card>& cards, const std::string& url, Encoding encoding) {
  PrintFile file;
  if (encoding == Encoding::utf8) file.bytes = byte_order_mark;
  write_row(file.bytes, headings, encoding);
  for (const Card& card : cards) {
    const postcards::Addressee& to = card.addressee;
    const bool whole = write_row(file.bytes,
                                 {to.symbol, to.number, to.branch, to.name, card.login_id, card.password,
                                  to.postal_code, to.address, url, to.email.value_or("")},
                                 encoding);
    if (!whole) file.misprinted.push_back(member_roster::written(to.symbol, to.number, to.branch));
  }
  return file;
}

void commit(db::Database& database, db::SocietyDatabase& db, const std::vector<Card>& cards, const std::string& event,
            const std::string& operator_name) {
  std::vector<postcards::NewPostcard> fresh;
  fresh.reserve(cards.size());
  for (const Card& card : cards) fresh.push_back({card.addressee.member_id, card.login_id, card.hash});
  const Timestamp now = database.now();
  db::Transaction transaction(database);
  postcards::issue(db, fresh, now, now + limits::postcard_life);
  audit::write_postcards(db, event, operator_name, now);
  transaction.commit();
}

}  // namespace portal::postcard_issue
