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
  int generation;           // of the tables: one for all migrations that a release brings (docs/decisions/0037)
  std::string_view name;    // 0001_societies_members_accounts
  std::string_view digest;  // SHA-256 of the file, hex
  std::string_view text;    // {schema}, {web}, {mail} and {ctl} stand for Names
};
std::span<const Migration> all();
int generation(std::span<const Migration> known = all());  // the newest, which is the program's own

// A program runs on tables of its own generation, of the one before (its release is there, `schema migrate` was not run
// yet), and of the one after (who goes back to it, or another host, finds them).
enum class Fit { same, older, newer, wrong };

struct Status {
  std::vector<std::string> applied, pending;
  std::vector<std::string> newer;   // of the generation after; the program runs without knowing them
  std::vector<std::string> faults;  // a file that changed after it was applied, or one that only the database knows
  int own_generation = 0;
  int generation = 0;  // the newest one that the program knows and all of whose migrations are there; 0: none

  Fit fit() const;
  std::string said() const;    // what holds, in one line
  std::string remedy() const;  // what to run; empty when there is nothing
  std::string words() const;   // both
};
Status status(db::Database& database, std::span<const Migration> known = all());

// Applies what is pending, under GET_LOCK, then the grants; `said` hears each name. Forward only: a fault stops it
// before any change. A run that was cut off is gone on with at the statement that it had come to. Throws db::TryAgain
// while another one is at work on the same server, AtWorkElsewhere while one is on another node of the cluster, or was
// when it was cut off.
struct Names {
  std::string schema, web, mail, ctl;
};
void apply(db::Database& database, const Names& names, void (*said)(std::string_view name),
           std::span<const Migration> known = all());

// Whoever knows that the run on the other server is dead says so; then apply() goes on with it.
void take_over(db::Database& database);

struct AtWorkElsewhere : std::runtime_error {
  using runtime_error::runtime_error;
};
// No schema that the program runs on; what() says what to run.
struct WrongSchema : std::runtime_error {
  using runtime_error::runtime_error;
};
// The database refused a statement of a migration; those before it are done and counted.
struct Halted : std::runtime_error {
  using runtime_error::runtime_error;
};
// Throws WrongSchema, or tells the connection on which generation it works (db::Database::generation()).
Status demand_fitting(db::Database& database, std::span<const Migration> known = all());

// What a running program asks every now and then, once demand_fitting() let it begin; one that has its own generation's
// tables asks nothing. It goes on with whatever it finds: nothing throws but a database that is away.
void look_again(db::Database& database, std::span<const Migration> known = all());

}  // namespace portal::migrate
