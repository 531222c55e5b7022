#pragma once
#include <string>

#include "base/calendar.hpp"
#include "domain/scene.hpp"
#include "sql/postcards/postcard_orders.hpp"

// お知らせハガキの再発行の申込み, by who can't read their mail any more: a card to the address in the core system, made
// by the next `portalctl postcard issue` (docs/decisions/0053). In the caller's transaction, which is to be committed
// whatever they return.
namespace portal::postcard_order {

// What the form asks for, folded but for フリガナ.
struct Entry {
  std::string symbol, number, branch;  // 記号 may be empty
  calendar::Date birth_date;
  std::string kana;
};

// Orders a card for the member whom all of it fits, tells all their known addresses, the account's and the core
// system's, and puts a link into these mails that stops it. Whoever has an open order, or had two within a year, gets
// neither. Whether it fits anybody changes neither what the page says nor the work done for it.
void order(const AccountScene& scene, const Entry& entry);

// By the secret of one of the mails, or by staff whom the member asked. False: it was stopped before, and stays so.
bool stop(const Scene& scene, const postcard_orders::Order& order);

}  // namespace portal::postcard_order
