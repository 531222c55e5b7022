#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/scene.hpp"
#include "domain/accounts/two_step.hpp"
#include "sql/accounts/phone_desk.hpp"

namespace portal::admin {

Exit member_reset_two_step(const Changing<SocietyCall>& call) {
  const std::string name = call.arguments.text("MEMBER");
  const MemberId member = find_member(call.db, name);
  const auto account = phone_desk::account(call.db, member, call.now);
  if (!account || (!account->two_step_since && account->passkeys == 0))
    throw Failure(Exit::bad_data, fmt::format("{} has no two-step sign-in and no passkey to reset", name),
                  "member show tells how an account stands");
  if (!call.applies) {
    fmt::print(
        "would switch two-step sign-in off, remove all passkeys, sign the member out everywhere and tell all their "
        "addresses\n");
    return Exit::good;
  }
  const AccountDesk desk(call.config);
  db::Transaction transaction(call.database);
  const bool done = two_step::reset(desk.scene(scene_of(call)), {account->id, member});
  transaction.commit();
  fmt::print("{}\n", done ? "two-step sign-in is off, no passkey is left; the member signs in with the password alone "
                            "and was told by mail"
                          : "it was switched off in the meantime");
  return Exit::good;
}

}  // namespace portal::admin
