#include "handlers/home/tiles.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "domain/applications/screening_words.hpp"
#include "gen/home.hpp"
#include "gen/parts/icons/card.hpp"
#include "gen/parts/icons/documents.hpp"
#include "gen/parts/icons/expenses.hpp"
#include "gen/parts/icons/notices.hpp"
#include "gen/parts/icons/screenings.hpp"
#include "gen/parts/icons/topics.hpp"
#include "gen/parts/icons/women.hpp"

namespace portal::home_tiles {
namespace t = templates::home;
namespace {

struct Tile {
  const char *path, *label, *icon;
  std::string text;
  bool is_due = false;  // something is asked of the member
};

Tile limit_tile(const limit_applications::Open& open) {
  Tile tile{"/limit-certificate", "限度額申請入力", templates::parts::icons::card::file,
            "医療費が高くなるときの、窓口での支払いについての申請です。"};
  std::string waiting;
  if (open.received > 0) waiting = fmt::format("受付済みの申請が{}件", open.received);
  if (open.checking > 0) waiting += fmt::format("{}確認中の申請が{}件", waiting.empty() ? "" : "、", open.checking);
  if (!waiting.empty()) tile.text = waiting + "あります。";
  tile.is_due = open.returned > 0;
  if (tile.is_due) tile.text = fmt::format("差戻しが{}件あります。内容をご確認ください。", open.returned);
  return tile;
}

constexpr std::string_view womens = "/screenings/women";

Tile screening_tile(const MemberVisit& visit, const home::Overview& overview, bool of_women) {
  const auto today = calendar::date_in_japan(visit.now);
  std::vector<screening_words::Judged> judged;
  for (const screenings::Offer& offer : overview.screenings)
    judged.push_back({offer, eligibility::judge(eligibility::person_of(visit.member), offer, today)});
  const auto [text, is_open] = screening_words::tile(judged, of_women);
  if (of_women) return {womens.data(), "がん検診 女性専用", templates::parts::icons::women::file, text, is_open};
  return {"/screenings", "がん検診", templates::parts::icons::screenings::file, text, is_open};
}

// In the order of product.md §2.
std::vector<Tile> tiles(const MemberVisit& visit, const home::Overview& overview) {
  const auto [unread, fresh] = std::pair{overview.notices.size(), overview.documents.all};
  std::vector<Tile> all{
      {"/expenses", "医療費通知", templates::parts::icons::expenses::file, "月ごとの医療費と、1年の合計を確かめます。"},
      screening_tile(visit, overview, false),
      screening_tile(visit, overview, true),
      {"/documents", "通知書・証明書", templates::parts::icons::documents::file,
       fresh > 0 ? fmt::format("新着が{}件あります。", fresh) : "あなたに発行された通知書や証明書を受け取れます。"},
      limit_tile(overview.limit_applications),
      {"/notices", "健保からのお知らせ", templates::parts::icons::notices::file,
       unread > 0 ? fmt::format("未読が{}件あります。", unread) : "あなたへのお知らせを読めます。"},
      {"/topics", "トピックス", templates::parts::icons::topics::file, "健康づくりや健康保険のしくみの記事です。"}};
  if (visit.member.sex != 'f') std::erase_if(all, [](const Tile& tile) { return tile.path == womens; });
  return all;
}

}  // namespace

void show(View& home, const MemberVisit& visit, const home::Overview& overview) {
  View& services = home.add(t::SERVICES);
  for (const Tile& tile : tiles(visit, overview))
    services.add(t::TILE)
        .set(t::TILE_URL, visit.url(tile.path))
        .set(t::TILE_LABEL, tile.label)
        .set(t::TILE_TEXT, tile.text)
        .show(t::TILE_DUE, tile.is_due)
        .put(t::TILE_ICON, View(tile.icon));
}

}  // namespace portal::home_tiles
