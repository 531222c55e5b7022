// What is typed into the form of がん検診, and what is wrong with it.
#include "domain/applications/contact.hpp"
#include "handlers/screenings/fields.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal {
using namespace screening_fields;

namespace screening_fields {

bool is_chosen(const screenings::Programme& programme, const Form& form, std::size_t place) {
  if (programme.items.size() == 1) return true;
  const std::string name = name_of(programme, place);
  return form.says(name, value_of(programme, place));
}

}  // namespace screening_fields

namespace screenings_pages {
namespace {

using screenings::Details;
using screenings::Programme;

std::string chosen_items(const Programme& programme, Form& form) {
  std::string chosen;
  for (std::size_t place = 0; place < programme.items.size(); ++place)
    if (is_chosen(programme, form, place)) chosen += (chosen.empty() ? "" : "、") + programme.items[place];
  if (chosen.empty()) form.fault(items, "受ける検査を選んでください");
  return chosen;
}

std::string kept(Form& form, const Field& field, contact::Judged judged) {
  if (!judged.fault.empty()) form.fault(field, std::move(judged.fault));
  return std::move(judged.kept);
}

}  // namespace

Form prefilled(const MemberVisit& visit, const screenings::Opened& opened) {
  Form form(visit.returned_input());
  form.prefill(postal_code, opened.postal_code);
  form.prefill(address, opened.address);
  return form;
}

Details judge(const Programme& programme, Form& form) {
  Details details{
      chosen_items(programme, form), "", "", "", programme.fee_yen, programme.no_show_fee_yen, programme.consent};
  details.postal_code = kept(form, postal_code, contact::judge_postal_code(form[postal_code]));
  details.address = kept(form, address, contact::judge_line(form[address], "住所", limits::address_characters_max));
  details.telephone = kept(form, telephone, contact::judge_telephone(form[telephone]));
  if (!form.says(consent, "yes")) form.fault(consent, "内容を読んで、同意するときは印を付けてください");
  return details;
}

}  // namespace screenings_pages
}  // namespace portal
