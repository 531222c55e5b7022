#pragma once
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

namespace portal::migrate {

// One file of sql/migrations, compiled in, so that a program knows exactly which schema it was built for.
struct Migration {
  int number;
  std::string_view name;    // 0001_societies_members_accounts
  std::string_view digest;  // SHA-256 of the file, hex
  std::string_view text;    // {schema}, {web}, {mail} and {ctl} stand for Names
};
std::span<const Migration> all();

struct Status {
  std::vector<std::string> applied, pending;
  std::vector<std::string> faults;  // a file that changed after it was applied, or one that only the database knows
  bool current() const { return pending.empty() && faults.empty(); }
};
Status status(db::Database& database);

// Applies what is pending, under GET_LOCK, then the grants; `said` hears each name. Forward only: a fault stops it
// before any change. A run that was cut off is gone on with at the statement that it had come to. Throws db::TryAgain
// while another one is at work on the same server, AtWorkElsewhere while one is on another node of the cluster, or was
// when it was cut off.
struct Names {
  std::string schema, web, mail, ctl;
};
void apply(db::Database& database, const Names& names, void (*said)(std::string_view name));

// Whoever knows that the run on the other server is dead says so; then apply() goes on with it.
void take_over(db::Database& database);

struct AtWorkElsewhere : std::runtime_error {
  using runtime_error::runtime_error;
};
// The schema is not the one the program was built for; what() says what to run.
struct WrongSchema : std::runtime_error {
  using runtime_error::runtime_error;
};
// The database refused a statement of a migration; those before it are done and counted.
struct Halted : std::runtime_error {
  using runtime_error::runtime_error;
};
void demand_current(db::Database& database);

}  // namespace portal::migrate
