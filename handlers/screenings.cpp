// GET, POST /{s}/screenings, /{s}/screenings/women: がん検診: what this member may apply for, what not and why; the
// check page's form applies.
#include "gen/screenings.hpp"

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "domain/applications/screening_words.hpp"
#include "fcgi/kept.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/leaving.hpp"
#include "handlers/parts/paging.hpp"
#include "handlers/parts/procedure.hpp"
#include "handlers/screenings/pages.hpp"

namespace portal {
namespace t = templates::screenings;
namespace pages = screenings_pages;
namespace {

using screenings::Applied;
using screenings::Offer;

void show_applied(View& list, const MemberVisit& visit, const Applied& one) {
  const auto applied_on = calendar::date_in_japan(one.applied_at);
  View& line = list.add(t::APPLICATION);
  line.set(t::APPLIED_ON, calendar::japanese_date(applied_on)).set(t::APPLIED_ON_ISO, to_sql(applied_on));
  line.set(t::STATUS, application_status::words(pages::kind, one.status)).set(t::URL, pages::url_of(visit, one.id));
  line.set(t::TITLE_OF, one.title).set(t::RECEIPT_NUMBER, receipt_number::of(pages::kind, one.id));
  if (!one.message.empty()) line.add(t::WITH_MESSAGE).set(t::MESSAGE, one.message);
}

void show_facts(View& line, const Offer& offer) {
  line.set(t::TITLE_OF, offer.title).set(t::YEAR, screening_words::fiscal_year(offer.rule.fiscal_year));
  line.set(t::WHOM, screening_words::whom(offer.rule)).set(t::FEE, screening_words::fee(offer.fee_yen));
}

void show_offers(View& view, const MemberVisit& visit, const std::vector<Offer>& offers) {
  const auto today = calendar::date_in_japan(visit.now);
  const std::string folder = pages::folder(visit, pages::is_womens(visit));
  for (const Offer& offer : offers) {
    if (offer.applied || offer.rule.women_only != pages::is_womens(visit)) continue;
    const auto verdict = eligibility::judge(eligibility::person_of(visit.member), offer, today);
    View& line =
        verdict.may_apply() ? view.show_once(t::OPEN_LIST).add(t::OPEN) : view.show_once(t::CLOSED_LIST).add(t::CLOSED);
    show_facts(line, offer);
    if (verdict.may_apply())
      line.set(t::URL, fmt::format("{}/{}", folder, number(offer.id)))
          .set(t::CLOSES_ON, calendar::japanese_date(offer.rule.closes_on));
    else
      line.set(t::WHY, screening_words::why_not(offer, verdict));
  }
}

// All of an application: its place, its row, what it says, the audit row, the mail. Nothing: there is no place left.
std::optional<ApplicationId> apply(const Writing<MemberVisit>& visit, const screenings::Stored& programme,
                                   const screenings::Details& details) {
  if (!screenings::take_place(visit.db, programme.id, programme.version)) return {};
  const ApplicationId id =
      applications::create(visit.db, {pages::kind, programme.id, visit.member.id, visit.member.id}, visit.now);
  screenings::add_details(visit.db, id, details);
  procedure::acknowledge(visit, procedure::Act::received, pages::kind, id, visit.member.id);
  return id;
}

}  // namespace

Response screenings_list(MemberVisit& visit) {
  if (auto refusal = pages::refused_to_men(visit)) return *std::move(refusal);
  const bool of_women = pages::is_womens(visit);
  const int fiscal_year = eligibility::fiscal_year_of(calendar::date_in_japan(visit.now));
  View view(t::file);
  view.show(t::GENERAL, !of_women).show(t::OF_WOMEN, of_women);
  const char* title = of_women ? "がん検診 女性専用" : "がん検診";
  view.show(t::TO_WOMEN, !of_women && visit.member.sex == 'f');
  for (const Applied& one : screenings::applied(visit.db, visit.member.id))
    if (one.women_only == of_women) show_applied(view.show_once(t::APPLIED_LIST), visit, one);
  if (tell_of_leaving(visit, view, t::LEFT)) return {Page{std::move(view), title, pages::help_topic}};
  view.add(t::INVITES)
      .set(t::LEAD,
           of_women ? "女性のためのがん検診と、その申込みです。" : "あなたが受けられるがん検診と、その申込みです。");
  const auto offers = screenings::offers(visit.db, kept::programmes(visit, fiscal_year), visit.member.id,
                                         applications::standing(visit.db, visit.member.id));
  show_offers(view, visit, offers);
  view.show(t::NONE,
            std::ranges::none_of(offers, [of_women](const Offer& one) { return one.rule.women_only == of_women; }));
  return {Page{std::move(view), title, pages::help_topic}};
}

Response screenings_submit(Writing<MemberVisit>& visit) {
  screenings::take_turns(visit.db, visit.account.id);
  const ProgrammeId id{number_in_path(std::string(visit.request.form["programme"]))};
  auto [opened, refused] = pages::find_open(visit, id);
  if (refused) return *std::move(refused);
  const auto judge = [&programme = opened->programme](Form& form) { return pages::judge(programme, form); };
  const auto form_page = [&open = *opened, &visit](const Form& form) { return pages::form_page(visit, open, form); };
  return procedure::submit(visit, judge, form_page, [&, &open = *opened](const screenings::Details& details) {
    if (const auto made = apply(visit, open.programme, details)) return redirect(pages::url_of(visit, *made));
    auto again = pages::find_open(visit, id);  // filled, changed or withdrawn in between
    return again.refused ? *std::move(again.refused) : pages::full_page(visit, open);
  });
}

}  // namespace portal
