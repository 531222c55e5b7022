#include "handlers/parts/links/mailed.hpp"

#include <algorithm>
#include <vector>

#include "domain/accounts/address_near_miss.hpp"
#include "gen/parts/mail_again.hpp"
#include "gen/parts/mailed.hpp"
#include "handlers/parts/links/code_entry.hpp"

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

View about(const std::string& address, const std::string& form_url) {
  namespace t = templates::parts::mailed;
  View view(t::file);
  for (const std::string_view part : parts_of(address)) view.add(t::TYPED).set(t::TYPED_PART, part);
  const auto likely = address_near_miss::meant(address);
  if (!likely) return view;
  View& asked = view.add(t::NEAR_MISS).set(t::FORM_URL, form_url).set(t::LIKELY_ADDRESS, *likely);
  for (const std::string_view part : parts_of(*likely)) asked.add(t::LIKELY).set(t::LIKELY_PART, part);
  return view;
}

}  // namespace

void show(const Visit& visit, const Way& way, const Form& form, View& page, Places places) {
  namespace t = templates::parts::mail_again;
  const auto asker = asker_before(visit, way);
  const std::string form_url = visit.url(way.form);
  View again(t::file);
  again.set(t::FORM_URL, form_url).set(t::WHEN_WRONG, way.when_wrong);
  if (asker && asker->is_address_shown) {
    again.add(t::WITH_ADDRESS).set(t::ADDRESS, asker->address);
    page.put(places.address, about(asker->address, form_url));
  }
  form.show_faults(page, places.summary);
  page.put(places.code, code_entry(visit, way, form, asker.has_value() || !form.good()));
  page.put(places.again, std::move(again));
}

}  // namespace portal::mailed
