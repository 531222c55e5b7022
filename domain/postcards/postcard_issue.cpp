#include "domain/postcards/postcard_issue.hpp"

#include <array>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "sql/household/member_roster.hpp"
#include "sql/postcards/postcard_orders.hpp"

namespace portal::postcard_issue {
namespace {

constexpr int page_rows = 5000;

const std::array<std::string, 10> headings{"記号",         "番号",     "枝番", "氏名", "ログインID",
                                           "仮パスワード", "郵便番号", "住所", "URL",  "メールアドレス"};
const std::array<std::string, 7> index_headings{"ページ", "記号", "番号", "枝番", "氏名", "郵便番号", "ログインID"};

std::string fresh_login_id(db::SocietyReader& db) {
  std::string login_id = random::initial_login_id();
  while (postcards::login_id_taken(db, login_id)) login_id = random::initial_login_id();
  return login_id;
}

// One row a card.
template <class CellsOf>
PrintFile file_of(std::span<const std::string> column_names, csv::Formulas formulas, const std::vector<Card>& cards,
                  Encoding encoding, CellsOf cells_of) {
  csv::Writer file(encoding, formulas);
  file.add(column_names);
  std::vector<std::string> misprinted;
  for (std::size_t at = 0; at < cards.size(); ++at) {
    const postcards::Addressee& to = cards[at].addressee;
    if (!file.add(cells_of(cards[at], at)))
      misprinted.push_back(member_roster::written(to.symbol, to.number, to.branch));
  }
  return {std::move(file.bytes()), std::move(misprinted)};
}

// Also those that came in while the cards were being made: the card is on its way.
void close_orders(const Scene& scene, const std::vector<Card>& cards) {
  std::vector<MemberId> members;
  members.reserve(cards.size());
  for (const Card& card : cards) members.push_back(card.addressee.member_id);
  const auto closed = postcard_orders::mark_issued(scene.db, members, scene.now);
  for (const Card& card : cards)
    if (card.addressee.ordered && !closed.contains(card.addressee.member_id))
      throw OrderStopped(member_roster::written(card.addressee.symbol, card.addressee.number, card.addressee.branch));
}

}  // namespace

std::vector<postcards::Addressee> due(db::SocietyReader& db, std::chrono::year_month_day today, Timestamp now) {
  std::vector<postcards::Addressee> found;
  auto page = postcards::due(db, today, now, MemberId{}, page_rows);
  while (!page.empty() && found.size() < limits::import_rows_max) {
    found.insert(found.end(), page.begin(), page.end());
    page = postcards::due(db, today, now, found.back().member_id, page_rows);
  }
  return found;
}

Card make(db::SocietyReader& db, const PasswordHasher& hasher, postcards::Addressee addressee) {
  Card card{std::move(addressee), fresh_login_id(db), random::initial_password(), {}};
  card.hash = hasher.hash(card.password);
  return card;
}

PrintFile print_file(const std::vector<Card>& cards, const std::string& url, Encoding encoding) {
  return file_of(headings, csv::Formulas::kept, cards, encoding, [&url](const Card& card, std::size_t) {
    const postcards::Addressee& to = card.addressee;
    return std::array{to.symbol,     to.number,      to.branch,  to.name, card.login_id,
                      card.password, to.postal_code, to.address, url,     to.email.value_or("")};
  });
}

PrintFile index_file(const std::vector<Card>& cards, Encoding encoding) {
  return file_of(index_headings, csv::Formulas::guarded, cards, encoding, [](const Card& card, std::size_t at) {
    const postcards::Addressee& to = card.addressee;
    return std::array{std::to_string(pages_per_card * at + 1),
                      to.symbol,
                      to.number,
                      to.branch,
                      to.name,
                      to.postal_code,
                      card.login_id};
  });
}

void commit(const Scene& scene, db::Database& database, const std::vector<Card>& cards, audit::Event event) {
  std::vector<postcards::NewPostcard> fresh;
  fresh.reserve(cards.size());
  for (const Card& card : cards) fresh.push_back({card.addressee.member_id, card.login_id, card.hash});
  db::Transaction transaction(database);
  postcards::issue(scene.db, fresh, scene.now, scene.now + limits::postcard_life);
  close_orders(scene, cards);
  audit::write_postcards(scene.db, event, scene.origin, scene.now);
  transaction.commit();
}

}  // namespace portal::postcard_issue
