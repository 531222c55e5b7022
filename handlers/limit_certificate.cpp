// GET, POST /{s}/limit-certificate: 限度額申請: the member's own applications; the check page's form makes one.
#include "gen/limit_certificate.hpp"

#include "base/calendar.hpp"
#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "fcgi/visit.hpp"
#include "handlers/limit_certificate/pages.hpp"
#include "handlers/parts/leaving.hpp"
#include "handlers/parts/procedure.hpp"

namespace portal {
namespace t = templates::limit_certificate;
namespace pages = limit_certificate_pages;
namespace {

void show(View& list, const MemberVisit& visit, const applications::Application& one) {
  const bool is_due = application_status::may_correct(pages::kind, one.status);
  View& line = list.add(t::APPLICATION);
  line.set(t::APPLIED_ON, calendar::japanese_date(calendar::date_in_japan(one.applied_at)))
      .set(t::APPLIED_ON_ISO, to_sql(calendar::date_in_japan(one.applied_at)))
      .set(t::STATUS, application_status::words(pages::kind, one.status))
      .show(t::DUE, is_due)
      .show(t::NOT_DUE, !is_due)
      .set(t::URL, pages::url_of(visit, one.id))
      .set(t::NAME, one.member_name)
      .set(t::RECEIPT_NUMBER, receipt_number::of(pages::kind, one.id));
  if (!one.message.empty()) line.add(t::WITH_MESSAGE).set(t::MESSAGE, one.message);
}

// Who has nobody to apply for is told so, and not invited.
void show_what_is_open(View& view, const MemberVisit& visit) {
  if (tell_of_leaving(visit, view, t::LEFT)) return;
  const bool may_apply = !pages::new_task(visit).people.empty();
  view.show(t::OPEN, may_apply).show(t::CLOSED, !may_apply);
}

// All of an application: its row, what it says, the audit row, the mail.
ApplicationId apply(const Writing<MemberVisit>& visit, const limit_application::Judged& judged) {
  const ApplicationId id =
      applications::create(visit.db, {pages::kind, {}, visit.member.id, judged.person->id}, visit.now);
  limit_applications::add(visit.db, id, judged.details);
  procedure::acknowledge(visit, procedure::Act::received, pages::kind, id, judged.person->id);
  return id;
}

}  // namespace

Response limit_certificate_list(MemberVisit& visit) {
  const auto list = applications::list(visit.db, visit.member.id, pages::kind);
  View view(t::file);
  view.show(t::NONE, list.empty());
  show_what_is_open(view, visit);
  for (const auto& one : list) show(view.show_once(t::LIST), visit, one);
  return {Page{std::move(view), "限度額申請", pages::help_topic}};
}

Response limit_certificate_submit(Writing<MemberVisit>& visit) {
  const pages::Task task = pages::new_task(visit);
  if (task.people.empty()) return pages::not_insured_page(visit, HttpStatus::conflict);
  const auto judge = [&](Form& form) { return pages::judge(task, form); };
  const auto form_page = [&](const Form& form) { return pages::form_page(visit, task, form); };
  return procedure::submit(visit, judge, form_page, [&](const limit_application::Judged& judged) {
    try {
      return redirect(pages::url_of(visit, apply(visit, judged)));
    } catch (const db::Conflict&) {
      const auto open = applications::find_open(visit.db, visit.member.id, pages::kind, {}, judged.person->id);
      if (!open) throw;
      return pages::open_page(visit, *judged.person, *open, HttpStatus::conflict);
    }
  });
}

}  // namespace portal
