// GET /{s}/session/left: how many seconds the session still lives, for the script; asking doesn't keep it alive.
#include <fmt/format.h>

#include "fcgi/visit.hpp"

namespace portal {

Response session_left(SignedInVisit& visit) {
  const Timestamp end = sessions::end_of(visit.session, visit.society.session_idle_minutes);
  return {Plain{fmt::format("{}\n", std::chrono::floor<std::chrono::seconds>(end - visit.now).count())}};
}

}  // namespace portal
