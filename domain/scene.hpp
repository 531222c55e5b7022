#pragma once
#include "base/keys.hpp"
#include "base/password.hpp"
#include "sql/audit/audit.hpp"
#include "sql/database.hpp"
#include "sql/societies.hpp"
#include "templates/renderer.hpp"

// What an operation needs of its caller, as one value: it takes that first, then what it is about. What only reads
// takes the database instead. Like a page's visit, its kind says what has to be there. Borrowed: passed on, never kept.
namespace portal {

struct Scene {
  db::SocietyDatabase& db;
  const Society& society;  // whose database `db` is
  audit::Origin origin;    // whose wish it is: a member's request or an operator's command
  Timestamp now;           // the moment that all of it happens at
};

// Where, when and by whom stand in the scene: a call says what happened, and to whom.
inline void record(const Scene& scene, audit::Event event, const audit::About& about = {}) {
  audit::write(scene.db, event, about, scene.origin, scene.now);
}

namespace mails {
// What every mail is made with.
struct Desk {
  const Renderer& renderer;
  const std::string& seal_public_key;
  const std::string& origin;  // links begin with it: from the configuration, never from a request
};
}  // namespace mails

// Where mails are made: also by programs that hold no other secret than the key that seals them.
struct MailScene : Scene {
  mails::Desk mail_desk;
};

// Where passwords, codes and tries are judged.
struct AccountScene : MailScene {
  const PasswordHasher& passwords;
  const WebSecrets& secrets;
};

}  // namespace portal
