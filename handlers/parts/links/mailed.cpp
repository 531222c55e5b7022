#include "handlers/parts/links/mailed.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "domain/accounts/address_near_miss.hpp"
#include "gen/parts/mail_again.hpp"
#include "gen/parts/mailed.hpp"

namespace portal::mailed {
namespace {

constexpr const char* name = "mailed";

std::int64_t seconds_of(Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

std::string key_of(const Visit& visit) {
  return secret::from_base64url(secret::keyed_digest(visit.installation.secrets.form_key, "sent address")).value();
}

std::string purpose_of(const Visit& visit, const Way& way) {
  return fmt::format("sent address\n{}\n{}\n{}", visit.society.slug, way.form, way.account);
}

// "end address", sealed.
std::string address_of(const Visit& visit, const Way& way) {
  const std::string_view sealed = visit.request.cookies[name];
  if (sealed.empty()) return "";
  const auto text = secret::decrypt(key_of(visit), sealed, purpose_of(visit, way));
  if (!text) return "";
  std::int64_t end = 0;
  const auto space = text->find(' ');
  std::from_chars(text->data(), text->data() + std::min(space, text->size()), end);
  return space == text->npos || end <= seconds_of(visit.now) ? "" : text->substr(space + 1);
}

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

Cookie cookie(const Visit& visit, const Way& way, std::string_view address) {
  const std::string text = fmt::format("{} {}", seconds_of(visit.now + limits::step_life), address);
  return {name, secret::encrypt(key_of(visit), text, purpose_of(visit, way)), limits::step_life};
}

void show(const Visit& visit, const Way& way, const char* when_wrong, View& page, Places places) {
  namespace t = templates::parts::mail_again;
  const std::string address = address_of(visit, way);
  const std::string form_url = visit.url(way.form);
  View again(t::file);
  again.set(t::FORM_URL, form_url).set(t::WHEN_WRONG, when_wrong);
  if (!address.empty()) {
    again.add(t::WITH_ADDRESS).set(t::ADDRESS, address);
    page.put(places.address, about(address, form_url));
  }
  page.put(places.again, std::move(again));
}

}  // namespace portal::mailed
