// What the pages of 限度額申請 say beside the form.
#include "handlers/limit_certificate/pages.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "domain/applications/receipt_number.hpp"
#include "gen/limit_certificate/refused.hpp"
#include "handlers/limit_certificate/fields.hpp"
#include "handlers/parts/paging.hpp"

namespace portal::limit_certificate_pages {
namespace {

namespace t = templates::limit_certificate::refused;

std::string period_in_words(const limit_applications::Details& details) {
  const auto months = (details.to - details.from).count() + 1;
  return fmt::format("{}から{}まで（{}か月）", calendar::japanese_month(details.from),
                     calendar::japanese_month(details.to), months);
}

Response refusal(View view, const char* title, HttpStatus status) {
  return {Page{std::move(view), title, help_topic, status}};
}

}  // namespace

Task new_task(const MemberVisit& visit) {
  const calendar::Date today = calendar::date_in_japan(visit.now);
  auto people = household::applies_for(visit.db, visit.member.id, today);
  std::erase_if(people, [today](const household::Insured& one) {
    return limit_application::is_late_elder(one.birth_date, today);
  });
  return {visit.url("/limit-certificate/new"), visit.url("/limit-certificate"), today, std::move(people), {}};
}

Task correction_task(const MemberVisit& visit, applications::Application application) {
  Task task = new_task(visit);
  task.act_url = url_of(visit, application.id);
  task.form_url = task.act_url + "/correction";
  task.opening = calendar::date_in_japan(application.applied_at);
  std::erase_if(task.people, [&](const household::Insured& one) { return one.id != application.member; });
  task.corrected = std::move(application);
  return task;
}

applications::Application application_in_path(const MemberVisit& visit) {
  const ApplicationId id{number_in_path(visit.names.front())};
  return or_not_found(applications::find(visit.db, visit.member.id, kind, id));
}

std::string url_of(const MemberVisit& visit, ApplicationId id) {
  return visit.url(fmt::format("/limit-certificate/{}", number(id)));
}

procedure::Facts facts(std::string_view person_name, const limit_applications::Details& details) {
  const bool by_proxy = !details.proxy_name.empty();
  const std::string proxy = fmt::format("{} 様（{}）が代わりに申請する", details.proxy_name, details.proxy_relation);
  return {{"認定証を使う方", fmt::format("{} 様", person_name), limit_fields::person.name},
          {"必要期間", period_in_words(details), limit_fields::from.name},
          {"送り先", fmt::format("〒{} {}", details.postal_code, details.address), limit_fields::postal_code.name},
          {"電話番号", details.telephone, limit_fields::telephone.name},
          {"申請する方", by_proxy ? proxy : "本人が申請する", limit_fields::applied_by.name},
          {"代わりに申請する理由", by_proxy ? details.proxy_reason : "", limit_fields::proxy_reason.name}};
}

Response not_insured_page(const MemberVisit& visit, HttpStatus status) {
  const bool elder = limit_application::is_late_elder(visit.member.birth_date, calendar::date_in_japan(visit.now));
  View view(t::file);
  view.show(t::LATE_ELDER, elder).show(t::LEFT, !elder);
  return refusal(std::move(view), "申請はできません", status);
}

Response changed_page(const MemberVisit& visit, const applications::Application& application) {
  View view(t::file);
  view.add(t::CHANGED)
      .set(t::RECEIPT_NUMBER, receipt_number::of(kind, application.id))
      .set(t::URL, url_of(visit, application.id));
  return refusal(std::move(view), "訂正はできません", HttpStatus::conflict);
}

Response not_here_page(HttpStatus status) {
  View view(t::file);
  view.show(t::NOT_HERE);
  return refusal(std::move(view), "この画面では受け付けられません", status);
}

Response open_page(const MemberVisit& visit, const household::Insured& person, ApplicationId open, HttpStatus status) {
  View view(t::file);
  view.add(t::OPEN)
      .set(t::NAME, person.name)
      .set(t::RECEIPT_NUMBER, receipt_number::of(kind, open))
      .set(t::URL, url_of(visit, open));
  return refusal(std::move(view), "この方の申請は、受付済みです", status);
}

}  // namespace portal::limit_certificate_pages
