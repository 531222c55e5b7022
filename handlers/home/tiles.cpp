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
#include "handlers/site_map.hpp"

namespace portal::home_tiles {
namespace t = templates::home;
namespace {

struct Tile {
  const char *path, *label, *icon;
  std::string text;
  bool is_due = false;  // something is asked of the member
};

Tile limit_tile(const limit_applications::Open& open, bool has_left) {
  Tile tile{"/limit-certificate", "限度額申請入力", templates::parts::icons::card::file,
            has_left ? "資格がなくなったため、申請できません。" : "高額な医療を受ける前の申請"};
  std::string waiting;
  if (open.received > 0) waiting = fmt::format("受付済みの申請が{}件", open.received);
  if (open.checking > 0) waiting += fmt::format("{}確認中の申請が{}件", waiting.empty() ? "" : "、", open.checking);
  if (!waiting.empty()) tile.text = waiting + "あります。";
  tile.is_due = open.returned > 0;
  if (tile.is_due) tile.text = fmt::format("差戻しが{}件あります。内容をご確認ください。", open.returned);
  return tile;
}

Tile screening_tile(const MemberVisit& visit, const home::Overview& overview, bool of_women) {
  const auto today = calendar::date_in_japan(visit.now);
  std::vector<screening_words::Judged> judged;
  for (const screenings::Offer& offer : overview.screenings)
    judged.push_back({offer, eligibility::judge(eligibility::person_of(visit.member), offer, today)});
  const std::string text = has_left(visit.member.left_on, today) ? "資格がなくなったため、申し込めません。"
                                                                 : screening_words::tile(judged, of_women);
  if (of_women) return {site_map::screenings_of_women, "がん検診 女性専用", templates::parts::icons::women::file, text};
  return {"/screenings", "がん検診", templates::parts::icons::screenings::file, text};
}

// In the order of product.md §2.
std::vector<Tile> tiles(const MemberVisit& visit, const home::Overview& overview) {
  const auto [unread, fresh] = std::pair{overview.notices.size(), overview.documents.all};
  std::vector<Tile> all{
      {"/expenses", "医療費通知", templates::parts::icons::expenses::file, "月ごとの医療費と1年の合計"},
      screening_tile(visit, overview, false),
      screening_tile(visit, overview, true),
      {"/documents", "通知書・証明書", templates::parts::icons::documents::file,
       fresh > 0 ? fmt::format("新着が{}件あります。", fresh) : "届いた通知書や証明書"},
      limit_tile(overview.limit_applications, has_left(visit.member.left_on, calendar::date_in_japan(visit.now))),
      {"/notices", "健保からのお知らせ", templates::parts::icons::notices::file,
       unread > 0 ? fmt::format("未読が{}件あります。", unread) : "あなたへのお知らせ"},
      {"/topics", "トピックス", templates::parts::icons::topics::file, "健康づくりと健康保険の記事"}};
  if (visit.member.sex != 'f')
    std::erase_if(all, [](const Tile& tile) { return std::string_view(tile.path) == site_map::screenings_of_women; });
  return all;
}

}  // namespace

void show(View& home, const MemberVisit& visit, const home::Overview& overview) {
  for (const Tile& tile : tiles(visit, overview))
    home.add(t::TILE)
        .set(t::TILE_URL, visit.url(tile.path))
        .set(t::TILE_LABEL, tile.label)
        .set(t::TILE_TEXT, tile.text)
        .show(t::TILE_DUE, tile.is_due)
        .put(t::TILE_ICON, View(tile.icon));
}

}  // namespace portal::home_tiles
