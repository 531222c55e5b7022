// GET, POST /{s}/limit-certificate/{application}/correction: an application that came back (差戻し), to be put right;
// once it is good, its check page.
#include "domain/applications/application_status.hpp"
#include "fcgi/visit.hpp"
#include "handlers/limit_certificate/pages.hpp"

namespace portal {
namespace pages = limit_certificate_pages;
namespace {

bool may_correct(const applications::Application& application) {
  return application_status::may_correct(pages::kind, application.status);
}

}  // namespace

Response limit_certificate_correction_show(MemberVisit& visit) {
  const auto application = pages::application_in_path(visit);
  if (!may_correct(application)) return redirect(pages::url_of(visit, application.id));
  const pages::Task task = pages::correction_task(visit, application);
  if (task.people.empty()) return pages::not_here_page(HttpStatus::ok);
  return pages::form_page(visit, task, pages::prefilled(visit, task));
}

Response limit_certificate_correction_submit(MemberVisit& visit) {
  const auto application = pages::application_in_path(visit);
  if (!may_correct(application)) return pages::changed_page(visit, application);
  const pages::Task task = pages::correction_task(visit, application);
  if (task.people.empty()) return pages::not_here_page(HttpStatus::conflict);
  Form form(visit.request.form);
  const auto judged = pages::judge(task, form);
  return form.good() ? pages::check_page(task, judged, form) : pages::form_page(visit, task, form);
}

}  // namespace portal
