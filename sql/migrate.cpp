#include "sql/migrate.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <sys/utsname.h>

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

bool has_schema_table(db::Database& database) {
  auto rows = database.select(
      "SELECT COUNT(*) AS tables FROM information_schema.tables"
      " WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'");
  rows.next();
  return rows.get<int>("tables") == 1;
}

std::map<int, std::pair<std::string, std::string>> recorded(db::Database& database) {
  std::map<int, std::pair<std::string, std::string>> found;
  if (!has_schema_table(database)) return found;
  auto rows = database.select("SELECT number, name, digest FROM schema_migrations ORDER BY number LIMIT 10000");
  while (rows.next()) found[rows.get<int>("number")] = {rows.get<std::string>("name"), rows.get<std::string>("digest")};
  return found;
}

void fill(std::string& text, std::string_view marker, std::string_view value) {
  for (auto at = text.find(marker); at != text.npos; at = text.find(marker, at + value.size()))
    text.replace(at, marker.size(), value);
}

std::vector<std::string> statements(std::string_view text, const Names& names) {
  std::vector<std::string> found = statements(text);
  for (std::string& statement : found) {
    fill(statement, "{schema}", names.schema);
    fill(statement, "{web}", "'" + names.web + "'@'localhost'");
    fill(statement, "{mail}", "'" + names.mail + "'@'localhost'");
    fill(statement, "{ctl}", "'" + names.ctl + "'@'localhost'");
  }
  return found;
}

void apply_grants(db::Database& database, const Names& names) {
  for (const std::string& grant : statements(gen::grants, names)) database.run_script(grant);
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
  database.execute("INSERT INTO schema_migrations (number, name, digest, applied_at) VALUES (?, ?, ?, ?)",
                   migration.number, migration.name, migration.digest, database.now());
  database.execute("DELETE FROM schema_migrations_begun WHERE number = ?", migration.number);
  transaction.commit();
}

void apply_one(db::Database& database, const Migration& migration, const Names& names) {
  const std::vector<std::string> texts = statements(migration.text, names);
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
  record(database, migration);
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

// By the machine's name, which is ours too (a database is reached by its socket alone), and its folder there.
std::string this_server(db::Database& database) {
  constexpr std::size_t column_characters = 64;
  utsname machine{};
  uname(&machine);
  auto rows = database.select("SELECT @@datadir AS folder");
  rows.next();
  return fmt::format("{}:{}", machine.nodename, rows.get<std::string>("folder")).substr(0, column_characters);
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
  database.run_script(
      "CREATE TABLE IF NOT EXISTS schema_migrations_begun (number INT NOT NULL PRIMARY KEY, digest CHAR(64) NOT NULL,"
      " statements INT NOT NULL, in_doubt BOOLEAN NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=ascii "
      "COLLATE=ascii_nopad_bin");
}

void apply_pending(db::Database& database, const Names& names, void (*said)(std::string_view name)) {
  const Status before = status(database);
  if (!before.faults.empty()) throw WrongSchema(before.faults.front());
  for (const Migration& migration : all()) {
    if (std::ranges::find(before.pending, migration.name) == before.pending.end()) continue;
    apply_one(database, migration, names);
    said(migration.name);
  }
}

}  // namespace

std::span<const Migration> all() { return gen::migrations; }

Status status(db::Database& database) {
  Status result;
  const auto known = recorded(database);
  for (const Migration& migration : all()) {
    const auto found = known.find(migration.number);
    if (found == known.end())
      result.pending.emplace_back(migration.name);
    else if (found->second.second != migration.digest)
      result.faults.push_back(std::string(migration.name) + " was changed after it was applied");
    else
      result.applied.emplace_back(migration.name);
  }
  for (const auto& [number, row] : known) {
    const auto same = [wanted = number](const Migration& migration) { return migration.number == wanted; };
    if (std::ranges::none_of(all(), same)) result.faults.push_back(row.first + " is not known to this program");
  }
  return result;
}

void apply(db::Database& database, const Names& names, void (*said)(std::string_view name)) {
  take_lock(database);
  create_own_tables(database);
  const std::string here = begin_run(database);
  try {
    apply_pending(database, names, said);
    apply_grants(database, names);
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

void demand_current(db::Database& database) {
  const Status found = status(database);
  if (!found.faults.empty())
    throw WrongSchema("the database's schema does not fit this program: " + found.faults.front());
  if (!found.pending.empty())
    throw WrongSchema("the database lacks " + found.pending.front() + "; run: portalctl schema migrate --apply");
}

}  // namespace portal::migrate
