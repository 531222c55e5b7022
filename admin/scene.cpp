#include "admin/scene.hpp"

namespace portal::admin {

Scene scene_of(const DatabaseCall& call, const Society& society, db::SocietyDatabase& db) {
  return {.db = db, .society = society, .origin = {.operator_name = operator_name()}, .now = call.now};
}

Scene scene_of(const SocietyCall& call) { return scene_of(call, call.society, call.db); }

MailDesk::MailDesk(const Config& config)
    : renderer_(config.paths.templates, Missing::is_empty),
      seal_public_key_(read_mail_seal_public(config.secrets_directory)),
      origin_(config.origin) {}

AccountDesk::AccountDesk(const Config& config)
    : mail_desk_(config),
      secrets_(read_web_secrets(config.secrets_directory)),
      passwords_(config.hash_cost, secrets_.peppers, secrets_.current_pepper_id) {}

}  // namespace portal::admin
