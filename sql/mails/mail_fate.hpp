#pragma once
#include <optional>
#include <string_view>

#include "sql/database.hpp"

// What became of the mails that a browser's form asked for, for that browser alone (docs/decisions/0051). It reads when
// and how they ended, and nothing of whom they went to: pages may not.
namespace portal::mail_fate {

enum class State {
  waiting,  // for the mailer, or none went out: a form that asked too often is told nothing of it
  handed,   // the other side's mail server has them
  refused,  // by that server, for good
  late,     // they were of no use any more before they got through
};
struct Fate {
  State state = State::waiting;
  std::optional<Timestamp> at;  // when they ended; none while one waits
};
// Of the mails that went out together last: one that waits says so for all, and one that failed for those that didn't.
Fate of(db::SocietyReader& db, std::string_view asker_digest);

}  // namespace portal::mail_fate
