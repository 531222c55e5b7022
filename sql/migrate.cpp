#include "sql/migrate.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "gen/migrations.hpp"

namespace portal::migrate {
namespace {

constexpr int lock_seconds_max = 5;

// Statements end with a semicolon at the end of a line; no statement of ours has one inside.
std::vector<std::string> statements(std::string_view text) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const auto end = text.find(";\n");
    found.emplace_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 2);
  }
  std::erase_if(found, [](const std::string& one) { return one.find_first_not_of(" \n") == one.npos; });
  return found;
}

// Of those two; the second came after the first migrations, which are all of the first generation.
int columns_of_schema_table(db::Database& database) {
  auto rows = database.select(
      "SELECT COUNT(*) AS there FROM information_schema.columns WHERE table_schema = DATABASE()"
      " AND table_name = 'schema_migrations' AND column_name IN ('number', 'generation')");
  rows.next();
  return rows.get<int>("there");
}

struct Recorded {
  int generation;
  std::string name, digest;
};

std::map<int, Recorded> recorded(db::Database& database) {
  std::map<int, Recorded> found;
  const int columns = columns_of_schema_table(database);
  if (columns == 0) return found;
  constexpr int with_generation = 2;
  auto rows =
      columns == with_generation
          ? database.select(
                "SELECT number, generation, name, digest FROM schema_migrations ORDER BY number LIMIT 10000")
          : database.select(
                "SELECT number, 1 AS generation, name, digest FROM schema_migrations ORDER BY number LIMIT 10000");
  while (rows.next())
    found[rows.get<int>("number")] = {rows.get<int>("generation"), rows.get<std::string>("name"),
                                      rows.get<std::string>("digest")};
  return found;
}

// What it adds, the release of `own` doesn't touch; what it takes away, that one has stopped using: a lint holds it.
// The first generation's migrations went out together, and are not made so.
bool may_be_unknown(int generation, int own) { return generation > 1 && (generation == own || generation == own + 1); }

void fill(std::string& text, std::string_view marker, std::string_view value) {
  for (auto at = text.find(marker); at != text.npos; at = text.find(marker, at + value.size()))
    text.replace(at, marker.size(), value);
}

// From where the programs' users come is told by the account that the migrating one of them came in by: localhost, or
// what database create was told of their machines.
std::string hosts_of_users(db::Database& database) {
  auto rows = database.select("SELECT CURRENT_USER() AS account");
  rows.next();
  const auto account = rows.get<std::string>("account");
  return account.substr(account.rfind('@') + 1);
}

std::vector<std::string> statements(db::Database& database, std::string_view text, const Names& names) {
  std::vector<std::string> found = statements(text);
  const std::string from = hosts_of_users(database);
  for (std::string& statement : found) {
    fill(statement, "{schema}", names.schema);
    for (const auto& [marker, name] : {std::pair{"{web}", names.web}, {"{mail}", names.mail}, {"{ctl}", names.ctl}})
      fill(statement, marker, fmt::format("'{}'@'{}'", name, from));
  }
  return found;
}

void apply_grants(db::Database& database, const Names& names) {
  for (const std::string& grant : statements(database, gen::grants, names)) database.run_script(grant);
}

// How far a run came that did not end. In doubt: it was cut off, maybe between the next statement and its count.
struct Reached {
  std::size_t statements = 0;
  bool in_doubt = false;
};

Reached reached(db::Database& database, const Migration& migration) {
  auto rows = database.select("SELECT digest, statements, in_doubt FROM schema_migrations_begun WHERE number = ?",
                              migration.number);
  if (!rows.next()) return {};
  const Reached found{rows.get<std::size_t>("statements"), rows.get<bool>("in_doubt")};
  if ((found.statements > 0 || found.in_doubt) && rows.get<std::string>("digest") != migration.digest)
    throw WrongSchema(
        fmt::format("{} was changed after {} of its statements were done", migration.name, found.statements));
  return found;
}

void note(db::Database& database, const Migration& migration, const Reached& reached) {
  database.execute("REPLACE INTO schema_migrations_begun (number, digest, statements, in_doubt) VALUES (?, ?, ?, ?)",
                   migration.number, migration.digest, reached.statements, reached.in_doubt);
}

// What changes rows is one with its count; what changes tables commits by itself, before it.
void run_and_count(db::Database& database, const Migration& migration, const std::string& statement, std::size_t number,
                   bool in_doubt) {
  db::Transaction transaction(database);
  try {
    database.run_script(statement);
  } catch (const db::AlreadyDone&) {
    if (!in_doubt) throw;
  }
  note(database, migration, {number, true});
  transaction.commit();
}

void record(db::Database& database, const Migration& migration) {
  db::Transaction transaction(database);
  database.execute(
      "INSERT INTO schema_migrations (number, generation, name, digest, applied_at) VALUES (?, ?, ?, ?, ?)",
      migration.number, migration.generation, migration.name, migration.digest, database.now());
  database.execute("DELETE FROM schema_migrations_begun WHERE number = ?", migration.number);
  transaction.commit();
}

void run_statements(db::Database& database, const Migration& migration, const Names& names) {
  const std::vector<std::string> texts = statements(database, migration.text, names);
  Reached at = reached(database, migration);
  note(database, migration, {at.statements, true});
  for (; at.statements < texts.size(); ++at.statements) {
    try {
      run_and_count(database, migration, texts[at.statements], at.statements + 1, at.in_doubt);
    } catch (const db::TryAgain&) {
      throw;  // stays in doubt
    } catch (const db::OutcomeUnknown&) {
      throw;
    } catch (const db::Unavailable&) {
      throw;
    } catch (const std::exception& error) {
      note(database, migration, {at.statements, false});
      throw Halted(fmt::format("{}: statement {} of {} was refused: {}", migration.name, at.statements + 1,
                               texts.size(), error.what()));
    }
    at.in_doubt = false;
  }
}

// Two operators at once on one server: the second waits, then finds nothing left to do.
void take_lock(db::Database& database) {
  auto rows = database.select("SELECT GET_LOCK('kenko_portal_schema', ?) AS taken", lock_seconds_max);
  rows.next();
  if (rows.get<std::optional<int>>("taken") != 1) throw db::TryAgain("another migration is running");
}

// GET_LOCK is known to its own server alone. A row goes to every node of a cluster: number 0 of what is begun is the
// run itself, and `digest` the server that it runs on. Of two nodes one gets the row; on one server the lock above says
// whose it is, so what a run that was cut off left there is taken over.
constexpr int the_run = 0;

// By its machine's name and its folder there.
std::string this_server(db::Database& database) {
  constexpr std::size_t column_characters = 64;
  auto rows = database.select("SELECT @@hostname AS machine, @@datadir AS folder");
  rows.next();
  return fmt::format("{}:{}", rows.get<std::string>("machine"), rows.get<std::string>("folder"))
      .substr(0, column_characters);
}

std::optional<std::string> server_at_work(db::Database& database) {
  auto rows = database.select("SELECT digest FROM schema_migrations_begun WHERE number = ?", the_run);
  if (!rows.next()) return {};
  return rows.get<std::string>("digest");
}

// Its own row alone: a run that was taken over meanwhile leaves the other's.
void end_run(db::Database& database, const std::string& here) {
  database.execute("DELETE FROM schema_migrations_begun WHERE number = ? AND digest = ?", the_run, here);
}

// The server that it runs on, which end_run() wants to know again.
std::string begin_run(db::Database& database) {
  const std::string here = this_server(database);
  if (!server_at_work(database)) try {
      database.execute(
          "INSERT INTO schema_migrations_begun (number, digest, statements, in_doubt) VALUES (?, ?, 0, FALSE)", the_run,
          here);
    } catch (const db::Conflict&) {  // another node was faster: whose it is stands below
    } catch (const db::TryAgain&) {
    }
  const auto there = server_at_work(database);
  if (!there) throw db::TryAgain("another migration ended just now");
  if (*there != here) throw AtWorkElsewhere(fmt::format("another migration is running on the server {}", *there));
  return here;
}

void create_own_tables(db::Database& database) {
  database.run_script(
      "CREATE TABLE IF NOT EXISTS schema_migrations (number INT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL,"
      " digest CHAR(64) NOT NULL, applied_at DATETIME(6) NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=ascii "
      "COLLATE=ascii_nopad_bin");
  database.run_script("ALTER TABLE schema_migrations ADD COLUMN IF NOT EXISTS generation INT NOT NULL DEFAULT 1");
  database.run_script(
      "CREATE TABLE IF NOT EXISTS schema_migrations_begun (number INT NOT NULL PRIMARY KEY, digest CHAR(64) NOT NULL,"
      " statements INT NOT NULL, in_doubt BOOLEAN NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=ascii "
      "COLLATE=ascii_nopad_bin");
}

// Whoever finds the last one recorded may use what it brought: the grants come before that.
void apply_pending(db::Database& database, const Names& names, void (*said)(std::string_view name),
                   std::span<const Migration> known) {
  const Status before = status(database, known);
  if (!before.faults.empty()) throw WrongSchema(before.faults.front());
  for (const Migration& migration : known) {
    if (std::ranges::find(before.pending, migration.name) == before.pending.end()) continue;
    run_statements(database, migration, names);
    if (migration.name == before.pending.back()) apply_grants(database, names);
    record(database, migration);
    said(migration.name);
  }
  if (before.pending.empty()) apply_grants(database, names);
}

}  // namespace

std::span<const Migration> all() { return gen::migrations; }

int generation(std::span<const Migration> known) { return known.empty() ? 0 : known.back().generation; }

Fit Status::fit() const {
  if (!faults.empty()) return Fit::wrong;
  if (!pending.empty()) return generation > 0 && generation == own_generation - 1 ? Fit::older : Fit::wrong;
  return newer.empty() ? Fit::same : Fit::newer;
}

std::string Status::said() const {
  if (!faults.empty()) return faults.front();
  if (generation == 0) return fmt::format("the database lacks {}", pending.front());
  switch (fit()) {
    case Fit::same:
      return fmt::format("the schema is current ({} migrations)", applied.size());
    case Fit::newer:
      return fmt::format("the tables are one release newer than this program (generation {}), which runs on them",
                         own_generation);
    case Fit::older:
      return fmt::format("the tables are one release older (generation {}) than this program ({}), which runs on them",
                         generation, own_generation);
    default:
      return fmt::format("the tables are of generation {}, too old for this program ({}): a release was left out",
                         generation, own_generation);
  }
}

std::string Status::remedy() const {
  if (!faults.empty())
    return "install the release that made these tables, or the one before it; or restore the backup from before";
  if (generation == 0) return "portalctl schema migrate --apply";
  switch (fit()) {
    case Fit::same:
    case Fit::newer:
      return "";
    case Fit::older:
      return "portalctl schema migrate --apply, when all hosts run this release";
    default:
      return "systemctl stop portal.target; portalctl backup create --apply; portalctl schema migrate --apply;"
             " systemctl start portal.target";
  }
}

std::string Status::words() const { return remedy().empty() ? said() : fmt::format("{}; next: {}", said(), remedy()); }

Status status(db::Database& database, std::span<const Migration> known) {
  Status result;
  result.own_generation = result.generation = generation(known);
  const auto there = recorded(database);
  for (const Migration& migration : known) {
    const auto found = there.find(migration.number);
    if (found == there.end()) {
      result.pending.emplace_back(migration.name);
      result.generation = std::min(result.generation, migration.generation - 1);
    } else if (found->second.digest != migration.digest)
      result.faults.push_back(std::string(migration.name) + " was changed after it was applied");
    else
      result.applied.emplace_back(migration.name);
  }
  for (const auto& [number, row] : there) {
    if (std::ranges::find(known, number, &Migration::number) != known.end()) continue;
    if (may_be_unknown(row.generation, result.own_generation))
      result.newer.push_back(row.name);
    else
      result.faults.push_back(fmt::format("{} (generation {}) is not known to this program (generation {})", row.name,
                                          row.generation, result.own_generation));
  }
  return result;
}

void apply(db::Database& database, const Names& names, void (*said)(std::string_view name),
           std::span<const Migration> known) {
  take_lock(database);
  create_own_tables(database);
  const std::string here = begin_run(database);
  try {
    apply_pending(database, names, said, known);
  } catch (const db::TryAgain&) {
    throw;  // after a lost connection the row stays: the server may be at that statement still
  } catch (const db::OutcomeUnknown&) {
    throw;
  } catch (const db::Unavailable&) {
    throw;
  } catch (const std::exception&) {
    end_run(database, here);
    throw;
  }
  end_run(database, here);
  database.select("SELECT RELEASE_LOCK('kenko_portal_schema') AS released");
}

void take_over(db::Database& database) {
  take_lock(database);
  create_own_tables(database);
  database.execute("DELETE FROM schema_migrations_begun WHERE number = ?", the_run);
}

Status demand_fitting(db::Database& database, std::span<const Migration> known) {
  Status found = status(database, known);
  if (found.fit() == Fit::wrong) throw WrongSchema(found.words());
  database.works_on_generation(found.generation);
  return found;
}

void look_again(db::Database& database, std::span<const Migration> known) {
  if (database.generation() == 0 || database.generation() == generation(known)) return;
  if (const Status found = status(database, known); found.fit() != Fit::wrong)
    database.works_on_generation(found.generation);
}

}  // namespace portal::migrate
