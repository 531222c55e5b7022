// GET, POST /{s}/limit-certificate/new: the form of 限度額申請; once it is good, its check page.
#include "fcgi/visit.hpp"
#include "handlers/limit_certificate/pages.hpp"

namespace portal {
namespace pages = limit_certificate_pages;
Response limit_certificate_new_show(MemberVisit& visit) {
  const pages::Task task = pages::new_task(visit);
  if (task.people.empty()) return pages::not_insured_page(visit, HttpStatus::ok);
  if (task.people.size() == 1)
    if (const auto open = applications::find_open(visit.db, visit.member.id, pages::kind, {}, task.people.front().id))
      return pages::open_page(visit, task.people.front(), *open, HttpStatus::ok);
  return pages::form_page(visit, task, pages::prefilled(visit, task));
}

Response limit_certificate_new_submit(MemberVisit& visit) {
  const pages::Task task = pages::new_task(visit);
  if (task.people.empty()) return pages::not_insured_page(visit, HttpStatus::conflict);
  Form form(visit.request.form);
  const auto judged = pages::judge(task, form);
  if (judged.person != nullptr)
    if (const auto open = applications::find_open(visit.db, visit.member.id, pages::kind, {}, judged.person->id))
      return pages::open_page(visit, *judged.person, *open, HttpStatus::conflict);
  return form.good() ? pages::check_page(task, judged, form) : pages::form_page(visit, task, form);
}

}  // namespace portal
