// GET, POST /{s}/limit-certificate/guide, GET /{s}/limit-certificate/guide/{advice}: three questions before 限度額申請,
// and what to do.
#include "gen/limit_certificate/guide.hpp"

#include "domain/applications/limit_guide.hpp"
#include "fcgi/visit.hpp"
#include "gen/limit_certificate/guide/advice.hpp"
#include "handlers/limit_certificate/pages.hpp"
#include "handlers/parts/form.hpp"

namespace portal {
namespace {

using limit_guide::Advice;

constexpr Field card = choice("card", "受診のとき、マイナ保険証を使いますか",
                              "マイナ保険証とは、健康保険証として使えるようにしたマイナンバーカードのことです。");
constexpr Field place =
    choice("place", "受診先は、マイナ保険証で資格を確かめられますか",
           "ほとんどの医療機関や薬局で確かめられます。受付に、カードを読み取る機械があるかどうかが目安です。");
constexpr Field tax = choice("tax", "被保険者の方の住民税は、課税されていますか",
                             "被保険者とは、お勤め先などを通じて健康保険に加入しているご本人のことです。");
const std::array<Option, 2> cards{{{"yes", "使う"}, {"no", "使わない・持っていない"}}};
const std::array<Option, 3> places{{{"yes", "確かめられる"}, {"no", "確かめられない"}, {"unknown", "わからない"}}};
const std::array<Option, 4> taxes{{{"taxed", "課税されている"},
                                   {"exempt", "非課税で、過去12か月の入院は90日以内"},
                                   {"exempt_long", "非課税で、過去12か月の入院が90日を超える"},
                                   {"unknown", "わからない"}}};

Response show(const Form& form) {
  namespace t = templates::limit_certificate::guide;
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::CARD, form.show_radios(card, cards)).put(t::PLACE, form.show_radios(place, places));
  view.put(t::TAX, form.show_radios(tax, taxes));
  return {Page{std::move(view), "申請が必要かどうかの確認", limit_certificate_pages::help_topic, form.status()}};
}

template <std::size_t n>
void demand_answer(Form& form, const Field& field, const std::array<std::string_view, n>& known, const char* words) {
  if (std::ranges::find(known, form[field]) == known.end()) form.fault(field, words);
}

const char* heading_of(Advice advice, bool tax_unknown) {
  switch (advice) {
    case Advice::not_needed:
      return tax_unknown ? "多くの場合、申請はいりません" : "申請はいりません";
    case Advice::place_first:
      return "受診先に確かめてください";
    case Advice::form:
      return "この画面から申請できます";
    case Advice::long_stay:
      return "入院が長い方は、紙の申請書が必要です";
    case Advice::paper_form:
      break;
  }
  return "紙の申請書が必要です";
}

}  // namespace

Response limit_certificate_guide_show(MemberVisit& visit) {
  namespace pages = limit_certificate_pages;
  return pages::new_task(visit).people.empty() ? pages::not_insured_page(visit, HttpStatus::ok)
                                               : show(Form(visit.returned_input()));
}

Response limit_certificate_guide_submit(MemberVisit& visit) {
  Form form(visit.request.form);
  demand_answer(form, card, limit_guide::cards, "マイナ保険証を使うかどうかを選んでください");
  demand_answer(form, place, limit_guide::places, "受診先で確かめられるかどうかを選んでください");
  demand_answer(form, tax, limit_guide::taxes, "住民税が課税されているかどうかを選んでください");
  const auto advice = limit_guide::advise({form[card], form[place], form[tax]});
  if (!advice) return show(form);
  const std::string note = form[tax] == "unknown" ? "?tax=unknown" : "";
  return redirect(visit.url("/limit-certificate/guide/" + std::string(limit_guide::name_of(*advice)) + note));
}

Response limit_certificate_guide_advice(MemberVisit& visit) {
  namespace t = templates::limit_certificate::guide::advice;
  const Advice advice = or_not_found(limit_guide::advice_named(visit.names.front()));
  const bool calls = advice == Advice::paper_form || advice == Advice::long_stay;
  const bool tax_unknown = !calls && visit.request.query["tax"] == "unknown";
  View view(t::file);
  if (advice == Advice::not_needed)
    view.add(t::NOT_NEEDED).show(t::SURE, !tax_unknown).show(t::TAX_UNKNOWN, tax_unknown);
  view.show(t::PLACE_FIRST, advice == Advice::place_first);
  view.show(t::FORM, advice == Advice::form).show(t::PAPER_FORM, advice == Advice::paper_form);
  view.show(t::LONG_STAY, advice == Advice::long_stay).show(t::CALL, calls);
  view.show(t::TAX_UNKNOWN, tax_unknown);
  view.show(t::NO_NEED, advice == Advice::not_needed);
  view.show(t::GO_ON, advice == Advice::form || advice == Advice::place_first);
  return {Page{std::move(view), heading_of(advice, tax_unknown), limit_certificate_pages::help_topic}};
}

}  // namespace portal
