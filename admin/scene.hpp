#pragma once
#include "admin/call.hpp"
#include "base/password.hpp"
#include "domain/scene.hpp"

// What operations of domain/ need of the command that asks for them.
namespace portal::admin {

Scene scene_of(const SocietyCall& call);
Scene scene_of(const DatabaseCall& call, const Society& society, db::SocietyDatabase& db);

// What mails are made with, owned for a command's time.
class MailDesk {
 public:
  explicit MailDesk(const Config& config);
  mails::Desk desk() const { return {renderer_, seal_public_key_, origin_}; }
  MailScene scene(const Scene& scene) const { return {scene, desk()}; }

 private:
  Renderer renderer_;
  std::string seal_public_key_;
  const std::string& origin_;
};

// The same with all of the web's secrets, for commands that only who may read those runs.
class AccountDesk {
 public:
  explicit AccountDesk(const Config& config);
  AccountScene scene(const Scene& scene) const { return {mail_desk_.scene(scene), passwords_, secrets_}; }

 private:
  MailDesk mail_desk_;
  WebSecrets secrets_;
  PasswordHasher passwords_;
};

}  // namespace portal::admin
