#include "domain/imports/roster.hpp"

#include "sql/household/member_roster.hpp"

namespace portal::roster {
namespace {

constexpr int page_rows = 20'000;

}  // namespace

Roster read(db::SocietyReader& db) {
  Roster roster;
  auto page = member_roster::insured(db, MemberId{}, page_rows);
  while (!page.empty()) {
    for (const auto& one : page)
      roster.emplace(member_roster::key(one.symbol, one.number, one.branch), Insured{one.id, one.left_on});
    page = member_roster::insured(db, page.back().id, page_rows);
  }
  return roster;
}

}  // namespace portal::roster
