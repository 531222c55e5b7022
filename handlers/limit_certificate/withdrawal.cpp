// GET, POST /{s}/limit-certificate/{application}/withdrawal: takes an application back, until the society checks it.
#include "gen/limit_certificate/withdrawal.hpp"

#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "fcgi/visit.hpp"
#include "gen/limit_certificate/refused.hpp"
#include "handlers/limit_certificate/pages.hpp"
#include "handlers/parts/procedure.hpp"

namespace portal {
namespace pages = limit_certificate_pages;
namespace {

using applications::Application;
using enum applications::Status;

Response too_late(const MemberVisit& visit, const Application& application, HttpStatus status) {
  namespace t = templates::limit_certificate::refused;
  View view(t::file);
  view.add(t::TOO_LATE)
      .set(t::RECEIPT_NUMBER, receipt_number::of(pages::kind, application.id))
      .set(t::URL, pages::url_of(visit, application.id));
  return {Page{std::move(view), "取下げはできません", pages::help_topic, status}};
}

}  // namespace

Response limit_certificate_withdrawal_show(MemberVisit& visit) {
  namespace t = templates::limit_certificate::withdrawal;
  const Application application = pages::application_in_path(visit);
  if (application.status == withdrawn) return redirect(pages::url_of(visit, application.id));
  if (!application_status::may_withdraw(pages::kind, application.status))
    return too_late(visit, application, HttpStatus::ok);
  const auto details = or_not_found(limit_applications::find(visit.db, visit.member.id, application.id));
  View view(t::file);
  view.set(t::URL, pages::url_of(visit, application.id));
  view.put(t::FACTS, procedure::facts(pages::facts(application.member_name, details)));
  view.set(t::RECEIPT_NUMBER, receipt_number::of(pages::kind, application.id));
  return {Page{std::move(view), "限度額申請の取下げ", pages::help_topic}};
}

Response limit_certificate_withdrawal_submit(Writing<MemberVisit>& visit) {
  const Application application = pages::application_in_path(visit);
  if (application.status == withdrawn) return redirect(pages::url_of(visit, application.id));
  if (!application_status::may_withdraw(pages::kind, application.status) ||
      !applications::act(visit.db, visit.member.id, application, withdrawn, visit.now))
    return too_late(visit, pages::application_in_path(visit), HttpStatus::conflict);
  procedure::acknowledge(visit, procedure::Act::withdrawn, pages::kind, application.id, application.member);
  return redirect(pages::url_of(visit, application.id));
}

}  // namespace portal
