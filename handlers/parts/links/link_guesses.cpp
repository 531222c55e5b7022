#include "handlers/parts/links/link_guesses.hpp"

#include "base/limits.hpp"
#include "base/network.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::link_guesses {
namespace {

std::string key(const Visit& visit) {
  return throttles::key(visit.installation.secrets.throttle_key, "link guess", client_of(visit.request.client_address));
}

}  // namespace

void demand_few(const Visit& visit) {
  if (throttles::look(visit.db, key(visit), visit.now).count >= limits::link_guesses_max)
    throw HttpError{HttpStatus::too_many_requests};
}

void count(const Visit& visit, db::SocietyDatabase& marks) {
  throttles::add(marks, key(visit), visit.now, limits::link_guesses_window);
}

}  // namespace portal::link_guesses
