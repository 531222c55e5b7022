// The check page of がん検診, and what an application says.
#include <algorithm>

#include "domain/applications/screening_words.hpp"
#include "handlers/screenings/fields.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal::screenings_pages {
using namespace screening_fields;
using screenings::Details;

Response check_page(const MemberVisit& visit, const screenings::Opened& opened, const Details& details, Form& form) {
  const screenings::Stored& programme = opened.programme;
  procedure::Check check{
      .title = "がん検診の申込みの内容の確認",
      .help_topic = help_topic,
      .what = "申込み",
      .do_it = "申し込む",
      .act_url = folder(visit, programme.women_only),
      .typed = {{"programme", std::to_string(number(programme.id))}, {"version", std::to_string(programme.version)}}};
  for (std::size_t place = 0; place < programme.items.size(); ++place)
    if (is_chosen(programme, form, place))
      check.typed.emplace_back(name_of(programme, place), value_of(programme, place));
  for (const Field* field : {&postal_code, &address, &telephone, &consent})
    check.typed.emplace_back(field->name, form[*field]);
  auto lines = facts(programme.title, visit.member.name, details);
  if (programme.items.size() == 1)
    std::ranges::find(lines, items.name, &procedure::Fact::field)->field = {};  // nothing else to choose
  return procedure::check_page(check, lines);
}

procedure::Facts facts(const std::string& title, const std::string& person, const Details& details) {
  return {
      {"検診", title},
      {"検査", details.items, items.name},
      {"受ける方", person + " 様"},
      {"費用", screening_words::fee(details.fee_yen)},
      {"連絡なく受けなかったとき", details.no_show_fee_yen > 0 ? screening_words::fee(details.no_show_fee_yen) : ""},
      {"送り先", fmt::format("〒{} {}", details.postal_code, details.address), postal_code.name},
      {"電話番号", details.telephone, telephone.name}};
}

}  // namespace portal::screenings_pages
