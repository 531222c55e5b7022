#include "handlers/parts/scene.hpp"

namespace portal {

AccountScene scene_on(db::SocietyDatabase& db, const Visit& visit) {
  const Installation& installation = visit.installation;
  const WebSecrets& secrets = installation.secrets;
  const Scene scene{.db = db, .society = visit.society, .origin = visit.origin(), .now = visit.now};
  return {{scene, {installation.renderer, secrets.mail_seal_public, installation.config.origin}},
          installation.passwords,
          secrets};
}

void record_on(db::SocietyDatabase& db, const SignedInVisit& visit, audit::Event event,
               std::optional<audit::Object> object) {
  record(scene_on(db, visit), event, {.account = visit.account.id, .member = visit.member.id, .object = object});
}

}  // namespace portal
