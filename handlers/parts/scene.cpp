#include "handlers/parts/scene.hpp"

namespace portal {

Means means_of(const Visit& visit) {
  const Installation& installation = visit.installation;
  return {installation.passwords,
          installation.secrets,
          {installation.renderer, installation.secrets.mail_seal_public, installation.config.origin}};
}

void record(const SignedInVisit& visit, audit::Event event, std::optional<audit::Object> object) {
  audit::write(visit.db, event, {.account = visit.account.id, .member = visit.member.id, .object = object},
               visit.origin(), visit.now);
}

}  // namespace portal
