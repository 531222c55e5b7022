// The form of がん検診.
#include "domain/applications/screening_words.hpp"
#include "gen/screenings/programme.hpp"
#include "handlers/parts/article.hpp"
#include "handlers/parts/procedure.hpp"
#include "handlers/screenings/fields.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal::screenings_pages {
using namespace screening_fields;
namespace {

using screenings::Programme;

void show_items(View& view, const Programme& programme, const Form& form) {
  namespace t = templates::screenings::programme;
  if (programme.items.size() == 1) return;
  View& part = view.add(t::ITEMS);
  part.show(t::SEVERAL, programme.several_items);
  for (std::size_t place = 0; place < programme.items.size(); ++place)
    part.add(t::ITEM)
        .set(t::ITEM_TYPE, programme.several_items ? "checkbox" : "radio")
        .set(t::ITEM_NAME, name_of(programme, place))
        .set(t::ITEM_VALUE, value_of(programme, place))
        .set(t::ITEM_LABEL, programme.items[place])
        .show(t::ITEM_FIRST, place == 0)
        .show(t::ITEM_AT_ONCE, place == 0 && form.is_asked_first(items))
        .show(t::ITEM_CHOSEN, is_chosen(programme, form, place));
  if (const auto* words = form.fault_of(items))
    part.show(t::ITEMS_FAULTY).add(t::ITEMS_ERROR).set(t::ERROR_TEXT, *words);
}

void show_programme(View& view, const MemberVisit& visit, const Programme& programme) {
  namespace t = templates::screenings::programme;
  const std::string no_show = programme.no_show_fee_yen > 0 ? screening_words::fee(programme.no_show_fee_yen) : "";
  view.put(t::FACTS, procedure::facts({{"検査", programme.items.size() == 1 ? programme.items.front() : ""},
                                       {"対象", screening_words::whom(programme)},
                                       {"費用", screening_words::fee(programme.fee_yen)},
                                       {"連絡なく受けなかったとき", no_show},
                                       {"会場", programme.venue},
                                       {"受付", screening_words::window(programme)}}));
  put_markdown(view, t::DESCRIPTION, programme.description, visit.url(""));
  put_markdown(view, t::CONSENT_TEXT, programme.consent, visit.url(""));
}

}  // namespace

Response form_page(const MemberVisit& visit, const screenings::Opened& opened, const Form& form) {
  namespace t = templates::screenings::programme;
  const screenings::Stored& programme = opened.programme;
  const std::string list = folder(visit, programme.women_only);
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::STEPS, procedure::steps(1)).set(t::PROGRAMME_TITLE, programme.title).set(t::LIST_URL, list);
  view.set(t::FORM_URL, fmt::format("{}/{}", list, number(programme.id))).set(t::VERSION, programme.version);
  show_programme(view, visit, programme);
  show_items(view, programme, form);
  view.put(t::POSTAL_CODE, form.show(postal_code)).put(t::ADDRESS, form.show(address));
  view.put(t::TELEPHONE_NUMBER, form.show(telephone));
  view.show(t::CONSENT_CHOSEN, form.says(consent, "yes"));
  if (const auto* words = form.fault_of(consent))
    view.show(t::CONSENT_FAULTY).add(t::CONSENT_ERROR).set(t::CONSENT_ERROR_TEXT, *words);
  return {Page{std::move(view), programme.title + "の申込み", help_topic, form.status()}};
}

}  // namespace portal::screenings_pages
