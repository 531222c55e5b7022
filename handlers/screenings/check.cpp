// The check page of がん検診, and what an application says.
#include "gen/screenings/check.hpp"

#include <array>

#include "domain/applications/screening_words.hpp"
#include "gen/screenings/parts/facts.hpp"
#include "handlers/parts/step_bar.hpp"
#include "handlers/screenings/fields.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal::screenings_pages {
using namespace screening_fields;
using screenings::Details;

View steps(int current) {
  constexpr std::array<const char*, 3> step_labels{"入力", "確認", "受付"};
  return step_list(step_labels, current);
}

Response check_page(const MemberVisit& visit, const screenings::Opened& opened, const Details& details, Form& form) {
  namespace t = templates::screenings::check;
  const screenings::Stored& programme = opened.programme;
  View view(t::file);
  view.put(t::STEPS, steps(2)).put(t::FACTS, facts(programme.title, visit.member.name, details));
  view.set(t::ACT_URL, folder(visit, programme.women_only));
  const auto keep = [&view](std::string_view name, std::string_view value) {
    view.add(t::TYPED).set(t::TYPED_NAME, name).set(t::TYPED_VALUE, value);
  };
  keep("programme", std::to_string(number(programme.id)));
  keep("version", std::to_string(programme.version));
  for (std::size_t place = 0; place < programme.items.size(); ++place)
    if (is_chosen(programme, form, place)) keep(name_of(programme, place), value_of(programme, place));
  for (const Field* field : {&postal_code, &address, &telephone, &consent}) keep(field->name, form[*field]);
  return {Page{std::move(view), "申込みの内容の確認", help_topic}};
}

View facts(const std::string& title, const std::string& person, const Details& details) {
  namespace f = templates::screenings::parts::facts;
  View view(f::file);
  const auto fact = [&view](const char* label, const std::string& text) {
    view.add(f::FACT).set(f::FACT_LABEL, label).set(f::FACT_TEXT, text);
  };
  fact("検診", title);
  fact("検査", details.items);
  fact("受ける方", person + " 様");
  fact("費用", screening_words::fee(details.fee_yen));
  if (details.no_show_fee_yen > 0) fact("連絡なく受けなかったとき", screening_words::fee(details.no_show_fee_yen));
  fact("送り先", fmt::format("〒{} {}", details.postal_code, details.address));
  fact("電話番号", details.telephone);
  return view;
}

}  // namespace portal::screenings_pages
