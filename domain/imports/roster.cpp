#include "domain/imports/roster.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::roster {
namespace {

constexpr int page_rows = 20'000;

// Says nothing of what the roster has: who makes the file may not be who may see it.
void fail_as_another(import_row::Row& row, std::string_view column) {
  row.fail(
      column, fmt::format("この番号の加入者の{}と違います", column),
      "別の人の番号になっていないか、確かめてください。番号が正しいときは、先に加入者のファイルを取り込んでください");
}

}  // namespace

Roster read(db::SocietyReader& db) {
  Roster roster;
  auto page = member_roster::insured(db, MemberId{}, page_rows);
  while (!page.empty()) {
    for (const auto& one : page)
      roster.emplace(member_roster::key(one.symbol, one.number, one.branch),
                     Insured{one.id, one.kana, one.birth_date, one.left_on});
    page = member_roster::insured(db, page.back().id, page_rows);
  }
  return roster;
}

const Insured* whose(import_row::Row& row, const Roster& members, const member_roster::Number& number) {
  const auto found = members.find(member_roster::key(number.symbol, number.number, number.branch));
  if (found == members.end()) {
    row.fail(
        "番号",
        fmt::format("{}という加入者はいません", member_roster::written(number.symbol, number.number, number.branch)),
        "記号・番号・枝番を確かめるか、先に加入者のファイルを取り込んでください");
    return nullptr;
  }
  const Insured& insured = found->second;
  if (row.has("生年月日")) {
    const auto birth_date = row.date("生年月日", false);
    if (birth_date && *birth_date != insured.birth_date) fail_as_another(row, "生年月日");
  }
  if (row.has("フリガナ")) {
    const std::string kana = row.text("フリガナ", limits::kana_characters_max, false);
    if (!kana.empty() && text::search_key(kana) != text::search_key(insured.kana)) fail_as_another(row, "フリガナ");
  }
  return row.sound() ? &insured : nullptr;
}

}  // namespace portal::roster
