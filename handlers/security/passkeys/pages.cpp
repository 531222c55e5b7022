#include "handlers/security/passkeys/pages.hpp"

#include <charconv>

namespace portal::passkey_pages {

std::string_view said(const Visit& visit) {
  const std::string* credential = visit.request.form.find("credential");
  return credential == nullptr ? std::string_view() : *credential;
}

passkeys::Place place(const Visit& visit) {
  return {visit.society, visit.installation.config.origin, visit.installation.secrets.form_key, visit.form_binding,
          visit.now};
}

passkeys::Passkey named_passkey(const MemberVisit& visit) {
  const std::string& number = visit.names.front();
  std::int64_t id = 0;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), id);
  if (fault != std::errc{} || end != number.data() + number.size()) not_found();
  return or_not_found(passkey_rows::find(visit.db, visit.account.id, static_cast<PasskeyId>(id)));
}

}  // namespace portal::passkey_pages
