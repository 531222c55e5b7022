#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sql/database.hpp"

// The mark of a database that was restored from a backup: while it is there, no mail is sent (mail_queue::look).
namespace portal::restored_copies {

inline constexpr std::string_view table = "restored_copies";

std::string mark(Timestamp made_at);  // the statements with which a backup begins

std::optional<Timestamp> latest(db::Database& database);  // when the backup was made; nothing: it is no copy
void resume(db::Database& database);                      // mails go from now on

}  // namespace portal::restored_copies
