// What is typed into the form of がん検診, and what is wrong with it.
#include "base/text.hpp"
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

std::string judged_address(Form& form) {
  std::string line(form[address]);
  if (line.empty())
    form.fault(address, "住所を入力してください");
  else if (text::has_control_or_bidi(line))
    form.fault(address, "住所に、使えない文字が入っています。入力し直してください");
  return line;
}

}  // namespace

Form prefilled(const screenings::Opened& opened) {
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
               form[postal_code].empty() ? "郵便番号を入力してください" : contact_fields::postal_code_rule);
  details.address = judged_address(form);
  if (auto number = contact::telephone(form[telephone]))
    details.telephone = *std::move(number);
  else
    form.fault(telephone, form[telephone].empty() ? "電話番号を入力してください" : contact_fields::telephone_rule);
  if (!form.says(consent, "yes")) form.fault(consent, "内容を読んで、同意するときは印を付けてください");
  return details;
}

bool is_to_be_revised(const Visit& visit) { return !visit.request.form["revise"].empty(); }

}  // namespace screenings_pages
}  // namespace portal
