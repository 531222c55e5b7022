#pragma once
#include <string>

#include "domain/scene.hpp"
#include "fcgi/visit.hpp"

namespace portal::testing {

// What an operator's command brings to operations of domain/, on a connection of its own.
struct Operator {
  Operator(db::Database& database, const std::string& slug)
      : society(societies::find(database, slug).value()), db(database, society.id) {}

  Scene scene(Timestamp now) {
    return {.db = db, .society = society, .origin = {.operator_name = "os:tester"}, .now = now};
  }
  AccountScene scene(const Installation& installation, Timestamp now) {
    const WebSecrets& secrets = installation.secrets;
    return {{scene(now), {installation.renderer, secrets.mail_seal_public, installation.config.origin}},
            installation.passwords,
            secrets};
  }

  Society society;
  db::SocietyDatabase db;
};

}  // namespace portal::testing
