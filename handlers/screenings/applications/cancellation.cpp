// GET, POST /{s}/screenings/applications/{application}/cancellation: cancels an application until the closing date,
// which gives its place back.
#include "gen/screenings/applications/cancellation.hpp"

#include "base/calendar.hpp"
#include "domain/applications/receipt_number.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/procedure.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal {
namespace t = templates::screenings::applications::cancellation;
namespace pages = screenings_pages;
namespace {

using screenings::Applied;
using enum applications::Status;

bool is_too_late(const MemberVisit& visit, const Applied& one) {
  return calendar::date_in_japan(visit.now) > one.closes_on;
}

Response page(const MemberVisit& visit, const Applied& one, HttpStatus status) {
  View view(t::file);
  view.set(t::URL, pages::url_of(visit, one.id)).set(t::RECEIPT_NUMBER, receipt_number::of(pages::kind, one.id));
  if (is_too_late(visit, one))
    view.add(t::TOO_LATE).set(t::CLOSES_ON, calendar::japanese_date(one.closes_on));
  else
    view.add(t::IN_TIME).put(t::FACTS, procedure::facts(pages::facts(one.title, one.member_name, one.details)));
  return {Page{std::move(view), is_too_late(visit, one) ? "この画面では取り消せません" : "がん検診の申込みの取消",
               pages::help_topic, status}};
}

}  // namespace

Response screenings_cancellation_show(MemberVisit& visit) {
  const Applied one = pages::application_in_path(visit);
  return one.status == withdrawn ? redirect(pages::url_of(visit, one.id)) : page(visit, one, HttpStatus::ok);
}

Response screenings_cancellation_submit(Writing<MemberVisit>& visit) {
  const Applied one = pages::application_in_path(visit);
  if (one.status == withdrawn) return redirect(pages::url_of(visit, one.id));
  if (is_too_late(visit, one)) return page(visit, one, HttpStatus::conflict);
  screenings::lock(visit.db, one.programme.value());
  db::demand(applications::act(visit.db, visit.member.id, one, withdrawn, visit.now), "application_changed");
  screenings::give_back_place(visit.db, one.programme.value());
  procedure::acknowledge(visit, procedure::Act::withdrawn, pages::kind, one.id, one.member);
  return redirect(pages::url_of(visit, one.id));
}

}  // namespace portal
