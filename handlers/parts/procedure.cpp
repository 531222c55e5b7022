#include "handlers/parts/procedure.hpp"

#include <array>

#include "base/calendar.hpp"
#include "domain/mails/mails.hpp"
#include "gen/parts/by_when.hpp"
#include "gen/parts/check.hpp"
#include "gen/parts/facts.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/step_bar.hpp"

namespace portal::procedure {
namespace {

audit::Event event_of(Act act) {
  switch (act) {
    case Act::received:
      return audit::Event::application_received;
    case Act::corrected:
      return audit::Event::application_corrected;
    case Act::withdrawn:
      break;
  }
  return audit::Event::application_withdrawn;
}

View lines(const Facts& facts, bool may_change) {
  namespace t = templates::parts::facts;
  View view(t::file);
  for (const auto& [label, text, field] : facts) {
    if (text.empty()) continue;
    View& line = view.add(t::FACT).set(t::FACT_LABEL, label).set(t::FACT_TEXT, text);
    if (may_change && !field.empty()) line.add(t::FACT_CHANGE).set(t::CHANGE_FIELD, field);
  }
  return view;
}

}  // namespace

View steps(int current) {
  constexpr std::array<const char*, 3> labels{"入力", "確認", "受付"};
  return step_list(labels, current);
}

View facts(const Facts& facts) { return lines(facts, false); }

void tell_by_when(const Visit& visit, const applications::Application& application, View& page, Part place) {
  using enum applications::Status;
  namespace t = templates::parts::by_when;
  const int days = visit.society.handling_days;
  if (days == 0 || (application.status != received && application.status != checking)) return;
  const Timestamp since = application.status == received ? application.changed_at : application.applied_at;
  const auto last = std::chrono::sys_days{calendar::date_in_japan(since)} + std::chrono::days{days};
  page.put(place, View(t::file).set(t::LAST_DAY, calendar::japanese_date(calendar::Date{last})));
}

Response check_page(const Check& check, const Facts& facts) {
  namespace t = templates::parts::check;
  View view(t::file);
  view.put(t::STEPS, steps(2)).put(t::FACTS, lines(facts, true)).set(t::ACT_URL, check.act_url);
  view.set(t::HEADING, check.title).set(t::WHAT, check.what).set(t::DO_IT, check.do_it);
  for (const auto& [name, value] : check.typed) view.add(t::TYPED).set(t::TYPED_NAME, name).set(t::TYPED_VALUE, value);
  return {Page{std::move(view), check.title, check.help_topic}};
}

void acknowledge(const Writing<MemberVisit>& visit, Act act, applications::Kind kind, ApplicationId id,
                 MemberId member) {
  record(visit, event_of(act), id);
  const auto mail = act == Act::withdrawn ? mails::application_withdrawn : mails::application_received;
  mail(scene_of(visit), visit.account.id, {kind, id, member});
}

}  // namespace portal::procedure
