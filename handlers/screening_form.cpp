// The form of がん検診 and its check page.
#include <array>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/contact.hpp"
#include "domain/screening_words.hpp"
#include "gen/parts_screening_facts.hpp"
#include "gen/screenings_check.hpp"
#include "gen/screenings_form.hpp"
#include "handlers/article.hpp"
#include "handlers/screening_pages.hpp"
#include "handlers/steps.hpp"

namespace portal::screening_pages {
namespace {

using screenings::Details;
using screenings::Opened;
using screenings::Programme;

const Field items{"item", "受ける検査"};
const Field consent{"consent", "同意"};
const Field postal_code{"postal_code", "受診券などの送り先の郵便番号", "text", "postal-code", "numeric",
                        Need::required};
const Field address{
    "address",
    "受診券などの送り先の住所",
    "text",
    "address-line1",
    "text",
    Need::required,
    "建物の名前や部屋番号まで入力してください。ここで直しても、健康保険組合に届け出た住所は変わりません。"};
const Field telephone{
    "telephone", "電話番号", "tel", "tel", "tel", Need::required, "日中に連絡できる番号を入力してください。"};
constexpr std::array<const char*, 3> step_labels{"入力", "確認", "受付"};

// One of several is a radio button `item`; several are check boxes, each with a name of its own.
std::string name_of(const Programme& programme, std::size_t place) {
  return programme.several_items ? fmt::format("item-{}", place + 1) : items.name;
}
std::string value_of(const Programme& programme, std::size_t place) {
  return programme.several_items ? "yes" : std::to_string(place + 1);
}

bool is_chosen(const Programme& programme, const Form& form, std::size_t place) {
  if (programme.items.size() == 1) return true;
  const std::string name = name_of(programme, place);
  return form[Field{name.c_str(), ""}] == value_of(programme, place);
}

std::string chosen_items(const Programme& programme, Form& form) {
  std::string chosen;
  for (std::size_t place = 0; place < programme.items.size(); ++place)
    if (is_chosen(programme, form, place)) chosen += (chosen.empty() ? "" : "、") + programme.items[place];
  if (chosen.empty()) form.fault(items, "受ける検査を選んでください");
  return chosen;
}

std::string judged_address(Form& form) {
  std::string line = text::trim(form[address]);
  if (line.empty())
    form.fault(address, "住所を入力してください");
  else if (text::has_control_or_bidi(line))
    form.fault(address, "住所に、使えない文字が入っています。入力し直してください");
  else if (text::code_points(line) > limits::address_characters_max)
    form.fault(address, fmt::format("住所は、{}文字までです", limits::address_characters_max));
  return line;
}

void show_items(View& view, const Programme& programme, const Form& form) {
  namespace t = templates::screenings_form;
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
        .show(t::ITEM_CHOSEN, is_chosen(programme, form, place));
  if (const auto* words = form.fault_of(items))
    part.show(t::ITEMS_FAULTY).add(t::ITEMS_ERROR).set(t::ERROR_TEXT, *words);
}

void show_programme(View& view, const MemberVisit& visit, const Programme& programme) {
  namespace f = templates::parts_screening_facts;
  namespace t = templates::screenings_form;
  View shown(f::file);
  const auto fact = [&shown](const char* label, const std::string& text) {
    if (!text.empty()) shown.add(f::FACT).set(f::FACT_LABEL, label).set(f::FACT_TEXT, text);
  };
  if (programme.items.size() == 1) fact("検査", programme.items.front());
  fact("対象", screening_words::whom(programme));
  fact("費用", screening_words::fee(programme.fee_yen));
  if (programme.no_show_fee_yen > 0) fact("連絡なく受けなかったとき", screening_words::fee(programme.no_show_fee_yen));
  fact("会場", programme.venue);
  fact("受付", screening_words::window(programme));
  view.put(t::FACTS, std::move(shown));
  put_markdown(view, t::DESCRIPTION, programme.description, visit.url(""));
  put_markdown(view, t::CONSENT_TEXT, programme.consent, visit.url(""));
}

}  // namespace

View steps(int current) { return step_list(step_labels, current); }

Form prefilled(const Opened& opened) {
  Form form;
  form.prefill(postal_code, opened.postal_code);
  form.prefill(address, opened.address);
  return form;
}

Details judge(const Programme& programme, Form& form) {
  Details details{
      chosen_items(programme, form), "", "", "", programme.fee_yen, programme.no_show_fee_yen, programme.consent};
  if (auto code = contact::postal_code(form[postal_code]))
    details.postal_code = *std::move(code);
  else
    form.fault(postal_code,
               text::trim(form[postal_code]).empty() ? "郵便番号を入力してください" : "郵便番号は7桁の数字です");
  details.address = judged_address(form);
  if (auto number = contact::telephone(form[telephone]))
    details.telephone = *std::move(number);
  else
    form.fault(telephone, text::trim(form[telephone]).empty() ? "電話番号を入力してください"
                                                              : "電話番号は、0から始まる10桁か11桁の数字です");
  if (form[consent] != "yes") form.fault(consent, "内容を読んで、同意するときは印を付けてください");
  return details;
}

bool is_to_be_revised(const Visit& visit) { return !visit.request.form["revise"].empty(); }

Response form_page(const MemberVisit& visit, const Opened& opened, const Form& form) {
  namespace t = templates::screenings_form;
  const screenings::Stored& programme = opened.programme;
  const std::string list = folder(visit, programme.women_only);
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::STEPS, steps(1)).set(t::PROGRAMME_TITLE, programme.title).set(t::LIST_URL, list);
  view.set(t::FORM_URL, fmt::format("{}/{}", list, number(programme.id))).set(t::VERSION, programme.version);
  show_programme(view, visit, programme);
  show_items(view, programme, form);
  view.put(t::POSTAL_CODE, form.show(postal_code)).put(t::ADDRESS, form.show(address));
  view.put(t::TELEPHONE_NUMBER, form.show(telephone));
  view.show(t::CONSENT_CHOSEN, form[consent] == "yes");
  if (const auto* words = form.fault_of(consent))
    view.show(t::CONSENT_FAULTY).add(t::CONSENT_ERROR).set(t::CONSENT_ERROR_TEXT, *words);
  return {Page{std::move(view), programme.women_only ? "がん検診 女性専用の申込み" : "がん検診の申込み", help_topic,
               form.status()}};
}

Response check_page(const MemberVisit& visit, const Opened& opened, const Details& details) {
  namespace t = templates::screenings_check;
  const screenings::Stored& programme = opened.programme;
  View view(t::file);
  view.put(t::STEPS, steps(2)).put(t::FACTS, facts(programme.title, visit.member.name, details));
  view.set(t::ACT_URL, folder(visit, programme.women_only));
  const auto keep = [&view](std::string_view name, std::string_view value) {
    view.add(t::TYPED).set(t::TYPED_NAME, name).set(t::TYPED_VALUE, value);
  };
  keep("programme", std::to_string(number(programme.id)));
  keep("version", std::to_string(programme.version));
  for (const auto& [name, value] : visit.request.form)
    if (name.starts_with(items.name) || name == postal_code.name || name == address.name || name == telephone.name ||
        name == consent.name)
      keep(name, value);
  return {Page{std::move(view), "申込みの内容の確認", help_topic}};
}

View facts(const std::string& title, const std::string& person, const Details& details) {
  namespace f = templates::parts_screening_facts;
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

}  // namespace portal::screening_pages
