// GET, POST /{s}/limit-certificate/{application}: one application as it stands, its receipt to be printed; the check
// page's form corrects it.
#include "gen/limit_certificate/application.hpp"

#include <array>

#include "base/calendar.hpp"
#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "fcgi/kept.hpp"
#include "fcgi/visit.hpp"
#include "handlers/limit_certificate/pages.hpp"
#include "handlers/limit_certificate/table.hpp"
#include "handlers/parts/procedure.hpp"

namespace portal {
namespace t = templates::limit_certificate::application;
namespace pages = limit_certificate_pages;
namespace {

using applications::Application;
using enum applications::Status;

const char* what_it_means(applications::Status status) {
  switch (status) {
    case received:
      return "健康保険組合が確認を始めるまで、お待ちください。";
    case checking:
      return "健康保険組合が内容を確認しています。";
    case returned:
      return "内容を直して、もう一度送ってください。";
    case approved:
      return "申請を認めました。認定証の発送まで、お待ちください。";
    case sent:
      return "認定証を発送しました。";
    case withdrawn:
      return "必要になったら、もう一度申請できます。";
  }
  return "";
}

const char* heading_of(applications::Status status) {
  switch (status) {
    case received:
      return "限度額申請を受け付けました";
    case withdrawn:
      return "限度額申請を取り下げました";
    default:
      return "限度額申請の内容";
  }
}

void show_status(View& view, const MemberVisit& visit, const Application& application) {
  const applications::Status status = application.status;
  view.set(t::STATUS, application_status::words(pages::kind, status)).set(t::STATUS_TEXT, what_it_means(status));
  view.show(t::DUE, status == returned).show(t::NOT_DUE, status != returned);
  view.show(t::WITHDRAWN, status == withdrawn).show(t::MAILED, status == received);
  view.show(t::IN_BETWEEN, status != received && status != withdrawn);
  procedure::tell_by_when(visit, application, view, t::BY_WHEN);
  if (status == received) view.add(t::RECEIVED).put(t::STEPS, procedure::steps(3));
  view.show(t::MAY_CORRECT, application_status::may_correct(pages::kind, status));
  view.show(t::MAY_WITHDRAW, application_status::may_withdraw(pages::kind, status));
  view.show(t::IN_HASTE, status == received || status == checking || status == approved);
  if (!application.message.empty()) view.add(t::WITH_MESSAGE).set(t::MESSAGE, application.message);
}

}  // namespace

Response limit_certificate_application_show(MemberVisit& visit) {
  const Application application = pages::application_in_path(visit);
  const auto details = or_not_found(limit_applications::find(visit.db, visit.member.id, application.id));
  View view(t::file);
  view.set(t::RECEIPT_NUMBER, receipt_number::of(pages::kind, application.id));
  view.set(t::APPLIED_AT, calendar::japanese_date_time(application.applied_at));
  view.set(t::URL, pages::url_of(visit, application.id));
  show_status(view, visit, application);
  view.put(t::FACTS, procedure::facts(pages::facts(application.member_name, details)));
  const std::array birth_dates{application.birth_date};
  if (auto table = limit_table_part(kept::limit_schedules(visit), details.from, details.to, birth_dates))
    view.put(t::LIMIT_TABLE, *std::move(table));
  return {Page{std::move(view), heading_of(application.status), pages::help_topic}};
}

Response limit_certificate_application_submit(Writing<MemberVisit>& visit) {
  const Application application = pages::application_in_path(visit);
  if (!application_status::may_correct(pages::kind, application.status)) return pages::changed_page(visit, application);
  const pages::Task task = pages::correction_task(visit, application);
  if (task.people.empty()) return pages::not_here_page(HttpStatus::conflict);
  const auto judge = [&](Form& form) { return pages::judge(task, form); };
  const auto form_page = [&](const Form& form) { return pages::form_page(visit, task, form); };
  return procedure::submit(visit, judge, form_page, [&](const limit_application::Judged& judged) {
    if (!applications::act(visit.db, visit.member.id, application, received, visit.now))
      return pages::changed_page(visit, pages::application_in_path(visit));
    limit_applications::change(visit.db, application.id, judged.details);
    procedure::acknowledge(visit, procedure::Act::corrected, pages::kind, application.id, application.member);
    return redirect(pages::url_of(visit, application.id));
  });
}

}  // namespace portal
