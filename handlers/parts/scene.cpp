#include "handlers/parts/scene.hpp"

namespace portal {

Means means_of(const Visit& visit) {
  const Installation& installation = visit.installation;
  return {installation.passwords,
          installation.secrets,
          {installation.renderer, installation.secrets.mail_seal_public, installation.config.origin}};
}

void record(const SignedInVisit& visit, const char* event, const Object& object) {
  audit::write(visit.db, {event, visit.account.id, visit.member.id, object.kind, object.number, visit.origin()},
               visit.now);
}

}  // namespace portal
