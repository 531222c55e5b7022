#include "handlers/parts/links/mailed.hpp"

#include <algorithm>
#include <vector>

#include "base/calendar.hpp"
#include "domain/accounts/address_near_miss.hpp"
#include "domain/accounts/mail_code.hpp"
#include "gen/parts/mail_again.hpp"
#include "gen/parts/mailed.hpp"
#include "handlers/parts/links/code_entry.hpp"
#include "sql/mails/mail_fate.hpp"

namespace portal::mailed {
namespace {

// hanako@, mail, .example, .jp: where a line may end.
std::vector<std::string_view> parts_of(std::string_view address) {
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; !address.empty(); address.remove_prefix(end)) {
    const auto at = address.find('@');
    end = at == address.npos ? std::min(address.find('.', 1), address.size()) : at + 1;
    parts.push_back(address.substr(0, end));
  }
  return parts;
}

void show_fate(const Visit& visit, const Asker& asker, View& view) {
  namespace t = templates::parts::mailed;
  using enum mail_fate::State;
  const auto [state, at] = mail_fate::of(visit.db, mail_code::asker_digest(asker.browser_secret));
  View& fate = view.add(t::FATE);
  fate.show(t::WAITING, state == waiting).show(t::REFUSED, state == refused).show(t::LATE, state == late);
  if (state == handed && at) fate.add(t::HANDED).set(t::HANDED_AT, calendar::japanese_date_time(*at));
}

View about(const Visit& visit, const Way& way, const Asker& asker) {
  namespace t = templates::parts::mailed;
  const std::string& address = asker.address;
  const std::string form_url = visit.url(way.form);
  View view(t::file);
  if (tells_fate(visit.society, way)) show_fate(visit, asker, view);
  for (const std::string_view part : parts_of(address)) view.add(t::TYPED).set(t::TYPED_PART, part);
  const auto likely = address_near_miss::meant(address);
  if (!likely) return view;
  View& asked = view.add(t::NEAR_MISS).set(t::FORM_URL, form_url).set(t::LIKELY_ADDRESS, *likely);
  for (const std::string_view part : parts_of(*likely)) asked.add(t::LIKELY).set(t::LIKELY_PART, part);
  return view;
}

}  // namespace

bool tells_fate(const Society& society, const Way& way) {
  return way.purpose != LinkPurpose::reissue || society.tells_unregistered;
}

void show(const Visit& visit, const Way& way, const Form& form, View& page, Places places) {
  namespace t = templates::parts::mail_again;
  const auto asker = asker_before(visit, way);
  View again(t::file);
  again.set(t::FORM_URL, visit.url(way.form)).set(t::WHEN_WRONG, way.when_wrong);
  if (asker && asker->is_address_shown) {
    again.add(t::WITH_ADDRESS).set(t::ADDRESS, asker->address);
    page.put(places.address, about(visit, way, *asker));
  }
  form.show_faults(page, places.summary);
  page.put(places.code, code_entry(visit, way, form, asker.has_value() || !form.good()));
  page.put(places.again, std::move(again));
}

}  // namespace portal::mailed
