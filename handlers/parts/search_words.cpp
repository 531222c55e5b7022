#include "handlers/parts/search_words.hpp"

#include <fmt/format.h>

#include "base/secret.hpp"

namespace portal {

std::string mark_of(const Visit& visit, std::string_view kind, std::int64_t number) {
  return secret::keyed_digest(visit.installation.secrets.form_key, fmt::format("{}\n{}", kind, number));
}

void demand_mark(const Visit& visit, const char* field, std::string_view mark) {
  const Fields& typed = visit.request.form;
  if (typed.contains(field) && !secret::equal(typed[field], mark)) throw HttpError{409};
}

}  // namespace portal
