#include "domain/accounts/provisional_sign_in.hpp"

#include "base/random.hpp"

namespace portal::provisional_sign_in {

std::string open_step(const Scene& scene, const step_tickets::NewTicket& step, const audit::About& about) {
  std::string token = random::token();
  step_tickets::open(scene.db, step, token, scene.now);
  record(scene, audit::Event::provisional_sign_in, about);
  return token;
}

}  // namespace portal::provisional_sign_in
