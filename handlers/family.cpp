// GET, POST /{s}/family: whose expenses a principal sees; an adult dependent chooses whether to be among them.
#include "gen/family.hpp"

#include <array>

#include "base/calendar.hpp"
#include "domain/household/household.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/scene.hpp"

namespace portal {
namespace t = templates::family;
namespace {

using household::Standing;

constexpr Field principal_sees = choice("principal_sees", "被保険者の方への表示",
                                        "被保険者とは、お勤め先などを通じて健康保険に加入しているご本人のことです。");
const std::array<Option, 2> yes_or_no{{{"yes", "表示する"}, {"no", "表示しない"}}};
constexpr const char* neither = "「表示する」か「表示しない」を選んでください";

calendar::Date today(const MemberVisit& visit) { return calendar::date_in_japan(visit.now); }

Page page(View view, HttpStatus status) { return {std::move(view), "家族の医療費の表示", "family", status}; }

void show_choice(View& view, const Form& form) {
  view.add(t::CHOOSES).put(t::PRINCIPAL_SEES, form.show_radios(principal_sees, yes_or_no));
}

void show_others(View& view, const MemberVisit& visit) {
  View& part = view.add(t::PRINCIPAL);
  const auto others = household::others_seen(visit.db, visit.member.id, today(visit));
  part.show(t::NO_OTHERS, others.empty());
  for (const household::Seen& other : others) part.show_once(t::OTHERS).add(t::OTHER).set(t::OTHER_NAME, other.name);
}

// What can be said to this member; a protected one, and whoever doesn't see them, reads what all others read.
View standing_view(const MemberVisit& visit, const Form& form) {
  View view(t::file);
  const Standing standing = household::standing(visit.member, visit.society, today(visit));
  if (standing == Standing::chooses) show_choice(view, form);
  if (standing == Standing::principal) show_others(view, visit);
  view.show(t::SOCIETY_SHOWS_NONE, standing == Standing::society_shows_none);
  if (standing == Standing::too_young)
    view.add(t::TOO_YOUNG).set(t::ADULT_FROM, calendar::japanese_date(household::adult_from(visit.member.birth_date)));
  return view;
}

}  // namespace

Response family_show(MemberVisit& visit) {
  Form form(visit.returned_input());
  if (household::standing(visit.member, visit.society, today(visit)) == Standing::chooses)
    form.prefill(principal_sees, household::hides_expenses(visit.db, visit.member.id) ? "no" : "yes");
  return {page(standing_view(visit, form), HttpStatus::ok)};
}

// No mail tells of it: it changes nothing about how the account is entered, and is undone on the same page.
Response family_submit(Writing<MemberVisit>& visit) {
  Form form(visit.request.form);
  if (household::standing(visit.member, visit.society, today(visit)) != Standing::chooses) {
    Page refused = page(standing_view(visit, form), HttpStatus::conflict);
    refused.banners.emplace_back().text = "選んだ内容は保存していません。いまは、この設定を変えられません。";
    return {std::move(refused)};
  }
  const bool hides = form[principal_sees] == "no";
  if (!hides && form[principal_sees] != "yes") {
    form.fault(principal_sees, neither);
    View view = standing_view(visit, form);
    form.show_faults(view, t::ERROR_SUMMARY);
    return {page(std::move(view), form.status())};
  }
  if (household::choose(visit.db, visit.member.id, hides, visit.now))
    record(visit, hides ? audit::Event::expenses_hidden : audit::Event::expenses_shown);
  return redirect(visit.url("/family/done"));
}

}  // namespace portal
