// The form of 限度額申請 and its check page, for a new application and for a correction alike.
#include <array>

#include "base/calendar.hpp"
#include "domain/applications/receipt_number.hpp"
#include "fcgi/kept.hpp"
#include "gen/limit_certificate/new.hpp"
#include "handlers/limit_certificate/fields.hpp"
#include "handlers/limit_certificate/pages.hpp"
#include "handlers/limit_certificate/table.hpp"
#include "handlers/parts/procedure.hpp"
#include "sql/household/members.hpp"

namespace portal::limit_certificate_pages {
using namespace limit_fields;
namespace {

// By limit_application::Item.
const std::array<const Field*, 10> fields{&person,    &from,       &to,         &postal_code,    &address,
                                          &telephone, &applied_by, &proxy_name, &proxy_relation, &proxy_reason};
const std::array<Option, 2> appliers{{{"self", "本人が申請する"}, {"other", "代わりに申請する"}}};

std::vector<Option> months_to_choose(const Task& task) {
  std::vector<Option> options;
  for (const auto month : limit_application::months(task.opening))
    options.push_back({limit_application::value_of(month), calendar::japanese_month(month)});
  return options;
}

void show_person(View& view, const Task& task, const Form& form) {
  namespace t = templates::limit_certificate::new_;
  if (task.people.size() == 1) {
    const household::Insured& only = task.people.front();
    view.add(t::ONE_PERSON).set(t::PERSON_BRANCH, only.branch).set(t::PERSON_NAME, only.name);
    return;
  }
  std::vector<Option> people;
  people.reserve(task.people.size());
  for (const household::Insured& one : task.people) people.push_back({one.branch, one.name + " 様"});
  view.put(t::PERSON, form.show_radios(person, people));
}

}  // namespace

Form prefilled(const MemberVisit& visit, const Task& task) {
  Form form(visit.returned_input());
  if (!task.corrected) {
    const auto home = members::postal_address(visit.db, visit.member.id);
    form.prefill(from, limit_application::value_of(limit_application::months(task.opening).front()));
    form.prefill(postal_code, home.postal_code);
    form.prefill(address, home.address);
    form.prefill(applied_by, "self");
    return form;
  }
  const auto details = or_not_found(limit_applications::find(visit.db, visit.member.id, task.corrected->id));
  form.prefill(from, limit_application::value_of(details.from));
  form.prefill(to, limit_application::value_of(details.to));
  form.prefill(postal_code, details.postal_code);
  form.prefill(address, details.address);
  form.prefill(telephone, details.telephone);
  form.prefill(applied_by, details.proxy_name.empty() ? "self" : "other");
  form.prefill(proxy_name, details.proxy_name);
  form.prefill(proxy_relation, details.proxy_relation);
  form.prefill(proxy_reason, details.proxy_reason);
  return form;
}

limit_application::Judged judge(const Task& task, Form& form) {
  const auto judged =
      limit_application::judge({form[person], form[from], form[to], form[postal_code], form[address], form[telephone],
                                form[applied_by], form[proxy_name], form[proxy_relation], form[proxy_reason]},
                               task.opening, task.people);
  for (const auto& [item, words] : judged.faults) form.fault(*fields.at(static_cast<std::size_t>(item)), words);
  return judged;
}

Response form_page(const MemberVisit& visit, const Task& task, const Form& form) {
  namespace t = templates::limit_certificate::new_;
  View view(t::file);
  view.put(t::STEPS, procedure::steps(1)).set(t::FORM_URL, task.form_url).show(t::IS_NEW, !task.corrected);
  view.set(t::BACK_URL, task.corrected ? url_of(visit, task.corrected->id) : visit.url("/limit-certificate"));
  view.set(t::BACK_LABEL, task.corrected ? "申請の内容" : "限度額申請");
  if (task.corrected) {
    View& correction = view.add(t::IS_CORRECTION);
    correction.set(t::RECEIPT_NUMBER, receipt_number::of(kind, task.corrected->id));
    if (!task.corrected->message.empty()) correction.add(t::WITH_MESSAGE).set(t::MESSAGE, task.corrected->message);
  }
  form.show_faults(view, t::ERROR_SUMMARY);
  show_person(view, task, form);
  const auto months = months_to_choose(task);
  view.put(t::FROM, form.show_select(from, months)).put(t::TO, form.show_select(to, months));
  view.put(t::POSTAL_CODE, form.show(postal_code)).put(t::ADDRESS, form.show(address));
  view.put(t::TELEPHONE_NUMBER, form.show(telephone)).put(t::APPLIED_BY, form.show_radios(applied_by, appliers));
  view.put(t::PROXY_NAME, form.show(proxy_name)).put(t::PROXY_RELATION, form.show(proxy_relation));
  view.put(t::PROXY_REASON, form.show_area(proxy_reason));
  const auto open = limit_application::months(task.opening);
  std::vector<calendar::Date> birth_dates;
  for (const household::Insured& one : task.people) birth_dates.push_back(one.birth_date);
  if (auto table = limit_table_part(kept::limit_schedules(visit), open.front(), open.back(), birth_dates))
    view.put(t::LIMIT_TABLE, *std::move(table));
  return {Page{std::move(view), task.corrected ? "限度額申請の訂正" : "限度額申請の入力", help_topic, form.status()}};
}

Response check_page(const Task& task, const limit_application::Judged& judged, Form& form) {
  procedure::Check check{.title = task.corrected ? "限度額申請の訂正の確認" : "限度額申請の内容の確認",
                         .help_topic = help_topic,
                         .what = "申請",
                         .do_it = "申請する",
                         .act_url = task.act_url,
                         .typed = {}};
  for (const Field* field : fields) check.typed.emplace_back(field->name, form[*field]);
  auto lines = facts(judged.person->name, judged.details);
  if (task.people.size() == 1) lines.front().field = {};  // nobody else to choose
  return procedure::check_page(check, lines);
}

}  // namespace portal::limit_certificate_pages
