// Who may come to a programme of がん検診, and what the others are told.
#include "handlers/screenings/pages.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "domain/applications/screening_words.hpp"
#include "gen/screenings/refused.hpp"
#include "handlers/parts/paging.hpp"

namespace portal::screenings_pages {
namespace {

namespace t = templates::screenings::refused;
using eligibility::Reason;

Response page(View view, std::string title, HttpStatus status) {
  return {Page{std::move(view), std::move(title), help_topic, status}};
}

HttpStatus status_of_refusal(const Visit& visit) {
  return visit.request.method == Method::post ? HttpStatus::conflict : HttpStatus::ok;
}

Response refused(const MemberVisit& visit, const screenings::Opened& opened, const eligibility::Verdict& verdict) {
  const screenings::Offer& offer = opened.offer;
  View view(t::file);
  View& told = view.add(t::NOT_ELIGIBLE);
  told.set(t::TITLE_OF, offer.title).set(t::WHY, screening_words::why_not(offer, verdict));
  told.set(t::WHOM, screening_words::whom(offer.rule)).set(t::WINDOW, screening_words::window(offer.rule));
  told.show(t::NOTHING_DONE, visit.request.method == Method::post);
  told.show(t::MAY_COME, verdict.reason == Reason::full || verdict.reason == Reason::not_open);
  told.show(t::FACTS_WRONG, verdict.reason >= Reason::for_women && verdict.reason <= Reason::interval);
  told.show(t::NOT_APPLIED, !offer.applied);
  if (offer.applied) told.add(t::APPLIED).set(t::URL, url_of(visit, *offer.applied));
  view.set(t::LIST_URL, folder(visit, offer.rule.women_only));
  return page(std::move(view), offer.title + (offer.applied ? "は、申込み済みです" : "は、いまは申し込めません"),
              status_of_refusal(visit));
}

Response changed(const Visit& visit, const screenings::Opened& opened) {
  View view(t::file);
  const std::string list = folder(visit, opened.programme.women_only);
  view.add(t::CHANGED)
      .set(t::TITLE_OF, opened.programme.title)
      .set(t::URL, fmt::format("{}/{}", list, number(opened.programme.id)));
  view.set(t::LIST_URL, list);
  return page(std::move(view), "検診の内容が変わりました", HttpStatus::conflict);
}

Response gone(const Visit& visit, const screenings::Stored& programme) {
  View view(t::file);
  view.add(t::GONE).set(t::TITLE_OF, programme.title);
  view.set(t::LIST_URL, folder(visit, programme.women_only));
  return page(std::move(view), "この検診の案内は終わりました", HttpStatus::conflict);
}

}  // namespace

bool is_womens(const Visit& visit) { return visit.request.path.starts_with(folder(visit, true)); }

std::string folder(const Visit& visit, bool of_women) {
  return visit.url(of_women ? "/screenings/women" : "/screenings");
}

std::string url_of(const Visit& visit, ApplicationId id) {
  return visit.url(fmt::format("/screenings/applications/{}", number(id)));
}

std::optional<Response> refused_to_men(const MemberVisit& visit) {
  if (!is_womens(visit) || visit.member.sex == 'f') return {};
  View view(t::file);
  view.show(t::FOR_WOMEN).set(t::LIST_URL, folder(visit, false));
  return page(std::move(view), "女性専用のがん検診です", HttpStatus::forbidden);
}

Found find_open(const MemberVisit& visit, ProgrammeId id) {
  if (auto refusal = refused_to_men(visit)) return {{}, std::move(refusal)};
  const auto today = calendar::date_in_japan(visit.now);
  auto opened = screenings::find(visit.db, visit.member.id, id, eligibility::fiscal_year_of(today));
  if (!opened && visit.request.method == Method::post)
    if (const auto former = screenings::find_stored(visit.db, id)) return {{}, gone(visit, *former)};
  if (!opened || opened->programme.women_only != is_womens(visit)) not_found();
  const auto person = eligibility::person_of(visit.member);
  const auto verdict = eligibility::judge(person, opened->offer, today);
  if (!verdict.may_apply()) return {{}, refused(visit, *opened, verdict)};
  const bool posted = visit.request.method == Method::post;
  if (posted && visit.request.form["version"] != std::to_string(opened->programme.version))
    return {{}, changed(visit, *opened)};
  return {std::move(opened), {}};
}

Response full_page(const MemberVisit& visit, const screenings::Opened& opened) {
  return refused(visit, opened, {Reason::full});
}

screenings::Applied application_in_path(const MemberVisit& visit) {
  const ApplicationId id{number_in_path(visit.names.front())};
  return or_not_found(screenings::find_applied(visit.db, visit.member.id, id));
}

}  // namespace portal::screenings_pages
