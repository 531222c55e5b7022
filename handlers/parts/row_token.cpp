#include "handlers/parts/row_token.hpp"

#include <fmt/format.h>

#include "base/secret.hpp"

namespace portal {

std::string row_token(const Visit& visit, std::string_view kind, std::int64_t number) {
  return secret::keyed_digest(visit.installation.secrets.form_key, fmt::format("{}\n{}", kind, number));
}

void demand_row_token(const Visit& visit, const char* field, std::string_view token) {
  const Fields& typed = visit.request.form;
  if (typed.contains(field) && !secret::equal(typed[field], token)) throw HttpError{HttpStatus::conflict};
}

}  // namespace portal
