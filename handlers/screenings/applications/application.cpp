// GET /{s}/screenings/applications/{application}: one application for a がん検診 as it stands, its receipt to be
// printed.
#include "gen/screenings/applications/application.hpp"

#include "base/calendar.hpp"
#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/article.hpp"
#include "handlers/parts/procedure.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal {
namespace t = templates::screenings::applications::application;
namespace pages = screenings_pages;
namespace {

using enum applications::Status;

const char* what_it_means(applications::Status status) {
  switch (status) {
    case received:
      return "健康保険組合からの案内をお待ちください。";
    case checking:
      return "健康保険組合が内容を確認しています。";
    case returned:
      return "このままでは受診できません。健康保険組合からの連絡をご確認ください。";
    case approved:
      return "申込みを認めました。案内の発送まで、お待ちください。";
    case sent:
      return "受診の案内を発送しました。";
    case withdrawn:
      return "受付中で空きがあれば、もう一度申し込めます。";
  }
  return "";
}

const char* heading_of(applications::Status status) {
  switch (status) {
    case received:
      return "がん検診の申込みを受け付けました";
    case withdrawn:
      return "がん検診の申込みを取り消しました";
    default:
      return "がん検診の申込みの内容";
  }
}

void show_status(View& view, const MemberVisit& visit, const screenings::Applied& one) {
  view.set(t::STATUS, application_status::words(pages::kind, one.status))
      .set(t::STATUS_TEXT, what_it_means(one.status));
  if (one.status == received) view.add(t::RECEIVED).put(t::STEPS, procedure::steps(3));
  view.show(t::WITHDRAWN, one.status == withdrawn).show(t::MAILED, one.status == received);
  view.show(t::IN_BETWEEN, one.status != received && one.status != withdrawn);
  procedure::tell_by_when(visit, one, view, t::BY_WHEN);
  if (!one.message.empty()) view.add(t::WITH_MESSAGE).set(t::MESSAGE, one.message);
  if (!application_status::may_withdraw(pages::kind, one.status)) return;
  const bool in_time = calendar::date_in_japan(visit.now) <= one.closes_on;
  View& cancelling = view.add(in_time ? t::MAY_CANCEL : t::TOO_LATE);
  cancelling.set(t::CLOSES_ON, calendar::japanese_date(one.closes_on)).set(t::URL, pages::url_of(visit, one.id));
}

}  // namespace

Response screenings_application_show(MemberVisit& visit) {
  const screenings::Applied one = pages::application_in_path(visit);
  View view(t::file);
  view.set(t::RECEIPT_NUMBER, receipt_number::of(pages::kind, one.id));
  view.set(t::LIST_URL, pages::folder(visit, one.women_only));
  view.set(t::APPLIED_AT, calendar::japanese_date_time(one.applied_at));
  show_status(view, visit, one);
  view.put(t::FACTS, procedure::facts(pages::facts(one.title, one.member_name, one.details)));
  put_markdown(view, t::CONSENT_TEXT, one.details.consent, visit.url(""));
  return {Page{std::move(view), heading_of(one.status), pages::help_topic}};
}

}  // namespace portal
