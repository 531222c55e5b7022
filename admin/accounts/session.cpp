#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/retried.hpp"
#include "admin/scene.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal::admin {

// One transaction: at one moment nobody is signed in any more, and one row says who did it.
Exit session_end_all(const Changing<SocietyCall>& call) {
  if (!call.applies) {
    fmt::print("would end {} sessions of {}: everybody signs in again\n", sessions::count_of_society(call.db, call.now),
               call.society.name);
    return Exit::good;
  }
  const std::uint64_t ended = retried([&call] {
    db::Transaction transaction(call.database);
    const std::uint64_t count = sessions::end_of_society(call.db, call.now);
    record(scene_of(call), audit::Event::staff_all_sessions_ended);
    transaction.commit();
    return count;
  });
  fmt::print("ended {} sessions of {}; what was typed and not yet sent is lost\n", ended, call.society.name);
  return Exit::good;
}

}  // namespace portal::admin
