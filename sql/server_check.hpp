#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

// What portalctl doctor and /readyz ask the database server about itself. None of it changes a row.
namespace portal::server_check {

enum class User { web, mail, ctl };

// The grants tried out with that user's connection: what it may do but should not, and what it may not do but should.
struct Grants {
  std::vector<std::string_view> wrongly_allowed, wrongly_refused;
};
Grants try_grants(db::Database& database, User user);

// Throws db::Unavailable when the server takes no writes. Changes no row and waits for none.
void demand_writes(db::Database& database);

// What is left of a clock that ran ahead and has been put right since.
struct Ahead {
  std::int64_t mails;          // due, or leased, for longer than any is put off: the mailer brings them back
  std::int64_t counts;         // of tries: they block nobody
  std::int64_t two_step_apps;  // whose codes are refused until they reach the one that was used
};
Ahead written_ahead(db::Database& database, Timestamp now);

// What one of several servers is there for.
struct Standing {
  bool takes_writes;
  bool in_galera;           // its cluster has all that it acknowledged
  bool waits_for_replicas;  // so that one of them has all that it acknowledged (semi-sync)
};
Standing standing(db::Database& database);

struct BinaryLog {
  bool is_on;
  std::int64_t kept_seconds;  // 0: for ever
};
BinaryLog binary_log(db::Database& database);

std::string data_folder(db::Database& database);  // on the server's machine

}  // namespace portal::server_check
