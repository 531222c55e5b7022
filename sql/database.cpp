#include "sql/database.hpp"

#include <algorithm>
#include <unordered_map>

#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>
#include <fmt/format.h>
#include <mysql_connection.h>

#include "base/json.hpp"

namespace portal::db {
namespace {

constexpr int connect_seconds_max = 2;
constexpr int read_seconds_max = 12;
constexpr int write_seconds_max = 10;
constexpr std::chrono::seconds hung_after{1};
constexpr std::chrono::seconds hung_pause{1};
constexpr std::chrono::minutes first_server_again_after{1};

// 1053 and 1927 are the last words of a server that shuts down or was told to end this connection; one that ends in the
// middle of TLS says 2026.
bool lost(int code) {
  return code == 2026 || code == 2002 || code == 2003 || code == 2006 || code == 2013 || code == 2055 || code == 1053 ||
         code == 1927;
}
bool worth_another_try(int code) { return code == 1205 || code == 1213 || code == 1020 || lost(code); }
bool conflicting(int code) { return code == 1062 || code == 1451 || code == 1452; }
bool not_granted(int code) { return code == 1044 || code == 1142 || code == 1143 || code == 1227; }
// A table, a column, a key or a trigger is there, or what is dropped or taken back isn't.
bool already_done(int code) {
  return code == 1050 || code == 1060 || code == 1061 || code == 1091 || code == 1141 || code == 1147 || code == 1359;
}

// read_only (a primary before a planned switch, a replica), innodb_read_only or a high innodb_force_recovery, a node of
// Galera outside its cluster.
bool takes_no_writes(int code) { return code == 1290 || code == 1836 || code == 1036 || code == 1874 || code == 1047; }
// In its tables' files or, for what a SELECT sorts and groups, in its tmpdir.
bool out_of_disk(int code) {
  return code == 1114 || code == 1021 || code == 1026 || code == 1030 || code == 1878 || code == 3;
}
bool out_of_memory(int code) { return code == 1037 || code == 1038 || code == 1041 || code == 1135; }
bool out_of_time(int code) { return code == 1969; }

// What a server that answers can't do now, and another one may, or this one later. Empty: it is none of that.
std::string_view why_unable(int code) {
  if (takes_no_writes(code)) return "the database takes no writes: its server is read-only or outside its cluster";
  if (out_of_disk(code)) return "the database's server has no room on a disk, or can't write to it";
  if (out_of_memory(code)) return "the database's server is out of memory";
  if (out_of_time(code)) return "the database took longer than a statement may";
  return {};
}

// The server answered COMMIT, and it was no: nothing of the transaction is there.
bool refused_at_commit(int code) { return code == 1290 || code == 1836 || code == 1047; }

// The server's messages quote values ("Duplicate entry 'x'"), so only its number goes on.
[[noreturn]] void raise(int code, std::string_view statement) {
  const std::string text = fmt::format("database error {} in \"{}\"", code, statement.substr(0, 80));
  if (const auto why = why_unable(code); !why.empty()) throw Unavailable(fmt::format("{} ({})", why, text));
  if (conflicting(code)) throw Conflict(text);
  if (worth_another_try(code)) throw TryAgain(text);
  if (not_granted(code)) throw NotGranted(text);
  throw std::runtime_error(text);
}

constexpr std::string_view society_marker = ":society";

// Turns ":society" into '?' and remembers at which of the placeholders the society's number goes.
struct Translated {
  std::string text;
  std::vector<bool> is_society;
};

Translated translate(std::string_view text) {
  Translated result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool society = text.substr(at).starts_with(society_marker);
    if (society || text[at] == '?') result.is_society.push_back(society);
    result.text += society ? '?' : text[at];
    if (society) at += society_marker.size() - 1;
  }
  return result;
}

// Where a statement's columns stand, as far as they were asked for: the connector folds and searches all names anew for
// each cell, which was a fifth of a page with many rows.
using Places = std::vector<std::pair<const char*, std::uint32_t>>;

struct Prepared {
  std::unique_ptr<::sql::PreparedStatement> statement;
  std::vector<bool> is_society;
  std::shared_ptr<Places> places = std::make_shared<Places>();
};

std::string json_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return json::quoted(*text);
  return "null";
}

void bind_parameter(::sql::PreparedStatement& statement, unsigned position, const Parameter& parameter) {
  const auto value = parameter.value();
  if (const auto* number = std::get_if<std::int64_t>(&value))
    statement.setInt64(position, *number);
  else if (const auto* text = std::get_if<std::string>(&value))
    statement.setString(position, *text);
  else
    statement.setNull(position, 0);
}

}  // namespace

Value Parameter::value() const {
  switch (kind_) {
    case Kind::null:
      return {};
    case Kind::number:
      return number_;
    case Kind::text:
      return std::string(text_);
    case Kind::moment:
      return to_sql(Timestamp{std::chrono::microseconds{number_}});
    case Kind::day:
      return to_sql(day_);
  }
  return {};
}

void JsonRows::add(Parameters cells) {
  std::string row;
  for (const Parameter& cell : cells) row += (row.empty() ? "" : ",") + json_of(cell.value());
  rows_ += (rows_.empty() ? "[" : ",[") + row + "]";
}

struct Rows::Answer {
  std::unique_ptr<::sql::ResultSet> set;
  std::shared_ptr<Places> places;
};

Rows::Rows(std::unique_ptr<Answer> answer) : answer_(std::move(answer)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::next() { return answer_->set->next(); }
std::uint32_t Rows::place_of(Column column) const {
  for (const auto& [name, place] : *answer_->places)
    if (name == column.name) return place;
  try {
    return answer_->places->emplace_back(column.name, answer_->set->findColumn(column.name)).second;
  } catch (const ::sql::SQLException&) {
    throw std::runtime_error(std::string("no column ") + column.name);  // the connector's own text lacks the name
  }
}
bool Rows::null(std::uint32_t place) const { return answer_->set->isNull(place); }
void Rows::refuse_null(Column column) { throw std::runtime_error(std::string("NULL in column ") + column.name); }
std::int64_t Rows::integer(std::uint32_t place) const { return answer_->set->getInt64(place); }
std::string Rows::text(std::uint32_t place) const { return answer_->set->getString(place); }

struct Database::Connection {
  std::unique_ptr<::sql::Connection> link;
  std::size_t server = 0;
  bool takes_writes = true;  // when it was made
  std::optional<std::chrono::steady_clock::time_point> give_up_at = {};
  std::unordered_map<std::string_view, Prepared> kept;  // by the literal's text, which lives as long as the program

  void run(const std::string& text) { std::unique_ptr<::sql::Statement>(link->createStatement())->execute(text); }

  Prepared& prepare(std::string_view text) {
    const auto found = kept.find(text);
    if (found != kept.end()) return found->second;
    Translated translated = translate(text);
    Prepared prepared{std::unique_ptr<::sql::PreparedStatement>(link->prepareStatement(translated.text)),
                      std::move(translated.is_society)};
    return kept.emplace(text, std::move(prepared)).first->second;
  }

  Prepared& bound(std::string_view text, Parameters parameters, std::optional<SocietyId> society) {
    Prepared& prepared = prepare(text);
    unsigned position = 0;
    const Parameter* next = parameters.begin();  // as many as the literal has: the compiler has counted
    for (const bool is_society : prepared.is_society)
      bind_parameter(*prepared.statement, ++position, is_society ? Parameter(society.value()) : *next++);
    return prepared;
  }
};

namespace {

struct Found {
  bool takes_writes, in_galera;
};

// Settings without which an acknowledged write could be lost or a name be changed (security.md, "MariaDB"), and what
// the server is there for.
Found demand_safe_server(::sql::Connection& link) {
  std::unique_ptr<::sql::Statement> statement(link.createStatement());
  std::unique_ptr<::sql::ResultSet> rows(statement->executeQuery(
      "SELECT @@innodb_flush_log_at_trx_commit AS flush_log, @@log_bin AS has_binlog, @@sync_binlog AS sync_binlog,"
      " @@innodb_snapshot_isolation AS snapshot_isolation, @@local_infile AS local_infile,"
      " @@character_set_server AS charset, @@read_only OR @@innodb_read_only AS only_reads, @@wsrep_on AS in_galera"));
  rows->next();
  std::string wrong;
  const auto demand = [&wrong](bool good, const char* setting) {
    if (!good) wrong += fmt::format(" {}", setting);
  };
  demand(rows->getInt64("flush_log") == 1, "innodb_flush_log_at_trx_commit=1");
  demand(rows->getInt64("has_binlog") == 0 || rows->getInt64("sync_binlog") == 1, "sync_binlog=1");
  demand(rows->getInt64("snapshot_isolation") == 1, "innodb_snapshot_isolation=ON");
  demand(rows->getInt64("local_infile") == 0, "local_infile=0");
  demand(rows->getString("charset") == "utf8mb4", "character_set_server=utf8mb4");
  if (!wrong.empty()) throw Unavailable("the database server must be set to:" + wrong);
  return {rows->getInt64("only_reads") == 0, rows->getInt64("in_galera") == 1};
}

// Outside its cluster a node of Galera answers what touches no table, and refuses the rest.
void demand_node_in_cluster(::sql::Connection& link) {
  std::unique_ptr<::sql::Statement> statement(link.createStatement());
  std::unique_ptr<::sql::ResultSet> rows(statement->executeQuery("SHOW GLOBAL STATUS LIKE 'wsrep_ready'"));
  if (!rows->next() || rows->getString(2) != "ON") throw Unavailable("the database's node is outside its cluster");
}

// What usually lies behind a refused connection, and what to do; for the sysadmin's eyes.
std::string why_no_connection(int code, const Settings& settings) {
  switch (code) {
    case 2002:
    case 2003:
      return settings.servers.hosts.empty()
                 ? ": MariaDB doesn't run, or its socket is elsewhere (systemctl status mariadb)"
                 : ": MariaDB doesn't run there, or can't be reached (bind_address, firewall, our unit's "
                   "IPAddressAllow=)";
    case 2026:
      return ": it speaks no TLS, or its certificate is another name's or not signed by ca_file's authority";
    case 2013:
    case 2006:
      return ": MariaDB broke off while it was greeted (journalctl -u mariadb)";
    case 1040:
      return ": MariaDB has as many connections as it may have (max_connections)";
    case 1044:
      return fmt::format(": {} may do nothing in {} yet (portalctl schema migrate --apply)", settings.user,
                         settings.schema);
    case 1045:
      if (!settings.password.empty())
        return fmt::format(
            ": MariaDB doesn't know {}, or by another password than the password_file's"
            " (ALTER USER {}@localhost IDENTIFIED BY …, as MariaDB's root)",
            settings.user, settings.user);
      [[fallthrough]];
    case 1698:
      return fmt::format(
          ": MariaDB doesn't know {}, or lets in the system user of that name alone"
          " (portalctl database create --apply)",
          settings.user);
    case 1049:
      return fmt::format(
          ": there is no database {} (portalctl database create --apply, then portalctl schema migrate --apply)",
          settings.schema);
    default:
      return "";
  }
}

std::vector<std::string> session_settings(const Settings& settings) {
  std::vector<std::string> texts{
      "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
      "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', innodb_lock_wait_timeout = 5,"
      " autocommit = 1",
      "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
      fmt::format("SET SESSION max_statement_time = {}", settings.statement_seconds_max)};
  if (settings.access == Access::read_only) texts.emplace_back("SET SESSION TRANSACTION READ ONLY");
  return texts;
}

std::string name_of(const DatabaseServers& servers, std::size_t server) {
  return servers.hosts.empty() ? servers.socket : fmt::format("{}:{}", servers.hosts.at(server), servers.port);
}

std::string address_of(const DatabaseServers& servers, std::size_t server) {
  return (servers.hosts.empty() ? "unix://" : "tcp://") + name_of(servers, server);
}

::sql::ConnectOptionsMap connect_options(const Settings& settings, std::size_t server) {
  ::sql::ConnectOptionsMap options;
  options["hostName"] = ::sql::SQLString(address_of(settings.servers, server));
  options["userName"] = ::sql::SQLString(settings.user);
  options["password"] = ::sql::SQLString(settings.password);
  options["schema"] = ::sql::SQLString(settings.schema);
  options["OPT_CHARSET_NAME"] = ::sql::SQLString("utf8mb4");
  options["OPT_CONNECT_TIMEOUT"] = connect_seconds_max;
  options["OPT_READ_TIMEOUT"] = settings.statement_seconds_max == 0 ? 0 : read_seconds_max;
  options["OPT_WRITE_TIMEOUT"] = write_seconds_max;
  options["OPT_LOCAL_INFILE"] = 0;
  options["OPT_RECONNECT"] = false;
  options["CLIENT_FOUND_ROWS"] = true;
  if (!settings.servers.ca_file.empty()) {
    options["sslCA"] = ::sql::SQLString(settings.servers.ca_file);
    options["sslEnforce"] = true;
    options["sslVerify"] = true;
  }
  return options;
}

}  // namespace

Database::Database(Settings settings)
    : settings_(std::move(settings)), refuse_until_(std::max<std::size_t>(1, settings_.servers.hosts.size())) {}
Database::~Database() = default;

// What a replica says while nobody takes writes may lag behind; pages go on with it (docs/decisions/0024).
void Database::connect() {
  if (connection_) return;
  std::unique_ptr<Connection> only_reads;
  std::string why_not;
  for (std::size_t server = 0; server < refuse_until_.size() && !connection_; ++server) {
    auto fresh = connect_to(server, why_not);
    if (fresh && fresh->takes_writes)
      connection_ = std::move(fresh);
    else if (!only_reads)
      only_reads = std::move(fresh);
  }
  if (!connection_) connection_ = std::move(only_reads);
  if (!connection_) throw Unavailable(why_not);
}

// Nothing, and one reason more, when it can't be used.
std::unique_ptr<Database::Connection> Database::connect_to(std::size_t server, std::string& why_not) {
  const std::string name = name_of(settings_.servers, server);
  const auto began = std::chrono::steady_clock::now();
  const auto say = [&why_not](const std::string& why) { why_not += (why_not.empty() ? "" : "; ") + why; };
  if (began < refuse_until_[server]) {
    say(fmt::format("the database at {} hangs", name));
    return nullptr;
  }
  try {
    auto fresh = std::make_unique<Connection>();
    ::sql::ConnectOptionsMap options = connect_options(settings_, server);
    fresh->link.reset(get_driver_instance()->connect(options));
    for (const std::string& text : session_settings(settings_)) fresh->run(text);
    const Found found = demand_safe_server(*fresh->link);
    if (found.in_galera) {
      demand_node_in_cluster(*fresh->link);
      fresh->run("SET SESSION wsrep_sync_wait = 1");  // what another node has acknowledged is there before this answers
    }
    if (found.in_galera && server > 0) fresh->give_up_at = began + first_server_again_after;
    fresh->server = server;
    fresh->takes_writes = found.takes_writes;
    return fresh;
  } catch (const ::sql::SQLException& error) {
    const auto failed = std::chrono::steady_clock::now();
    if (failed - began > hung_after) refuse_until_[server] = failed + hung_pause;
    say(fmt::format("no connection to the database at {}: error {}{}", name, error.getErrorCode(),
                    why_no_connection(error.getErrorCode(), settings_)));
  } catch (const Unavailable& unsafe) {
    say(settings_.servers.hosts.empty() ? unsafe.what() : fmt::format("{}: {}", name, unsafe.what()));
  }
  return nullptr;
}

void Database::prefer_first_server() noexcept {
  const auto now = std::chrono::steady_clock::now();
  if (connection_ && connection_->give_up_at && now >= *connection_->give_up_at && !in_transaction_) disconnect();
}

Settings Database::at_this_server() {
  connect();
  Settings here = settings_;
  if (!here.servers.hosts.empty()) here.servers.hosts = {settings_.servers.hosts.at(connection_->server)};
  return here;
}

void Database::disconnect() noexcept {
  connection_.reset();
  in_transaction_ = false;
}

// A connection that was lost inside a transaction is not replaced there: what was done before would be missing.
Database::Connection& Database::connected() {
  if (!connection_ && in_transaction_) throw TryAgain("the connection was lost inside a transaction");
  connect();
  return *connection_;
}

// A connection is not used again when the next one may lead to a server that can: whoever stays with the primary of
// before a planned switch is refused for ever.
void Database::drop_if_useless(int code) {
  const bool unable = !why_unable(code).empty();
  if (unable && !takes_no_writes(code)) short_at_ = std::chrono::steady_clock::now();
  if (unable || lost(code)) connection_.reset();
}

// Of several servers, the one that took writes doesn't any more: a switch, or it was cut off from its cluster.
bool Database::was_replaced(int code) const {
  return takes_no_writes(code) && refuse_until_.size() > 1 && connection_ && connection_->takes_writes;
}

void Database::fail(int code, std::string_view statement) {
  const bool replaced = was_replaced(code);
  drop_if_useless(code);
  if (replaced) throw TryAgain(fmt::format("database error {}: its server takes no writes any more", code));
  raise(code, statement);
}

bool Database::was_short_within(std::chrono::seconds time) const {
  return short_at_ && std::chrono::steady_clock::now() - *short_at_ < time;
}

Rows Database::run_select(std::string_view text, Parameters parameters, std::optional<SocietyId> society) {
  Connection& connection = connected();
  try {
    auto answer = std::make_unique<Rows::Answer>();
    const Prepared& prepared = connection.bound(text, parameters, society);
    answer->set.reset(prepared.statement->executeQuery());
    answer->places = prepared.places;
    return Rows(std::move(answer));
  } catch (const ::sql::SQLException& error) {
    fail(error.getErrorCode(), text);
  }
}

std::uint64_t Database::run_execute(std::string_view text, Parameters parameters, std::optional<SocietyId> society) {
  Connection& connection = connected();
  try {
    return static_cast<std::uint64_t>(connection.bound(text, parameters, society).statement->executeUpdate());
  } catch (const ::sql::SQLException& error) {
    fail(error.getErrorCode(), text);
  }
}

std::int64_t Database::last_insert_id() {
  Rows rows = select("SELECT LAST_INSERT_ID() AS id");
  rows.next();
  return rows.get<std::int64_t>("id");
}

Timestamp Database::now() {
  Rows rows = select_with_clock("SELECT UTC_TIMESTAMP(6) AS now");
  rows.next();
  return rows.get<Timestamp>("now");
}

std::string KeptReader::revision() const {
  Rows rows = db_.select("SELECT revision FROM society_revisions WHERE society_id = :society");
  return rows.next() ? rows.get<std::string>("revision") : "";
}

void Database::try_out(Probe probe) {
  if (probe.text().starts_with("SELECT"))
    run_select(probe.text(), {});
  else
    run_execute(probe.text(), {});
}

void Database::run_script(std::string_view statement, CalledFromSql) {
  Connection& connection = connected();
  try {
    connection.run(std::string(statement));
  } catch (const ::sql::SQLException& error) {
    const int code = error.getErrorCode();
    const std::string text = fmt::format("database error {}: {} in \"{}\"", code, error.what(), statement);
    drop_if_useless(code);
    if (const auto why = why_unable(code); !why.empty()) throw Unavailable(fmt::format("{} ({})", why, text));
    if (worth_another_try(code)) throw TryAgain(text);
    if (already_done(code)) throw AlreadyDone(text);
    if (not_granted(code)) throw NotGranted(text);
    throw std::runtime_error(text);
  }
}

void Database::run_begin() {
  Connection& connection = connected();
  try {
    connection.run("START TRANSACTION");
    in_transaction_ = true;
  } catch (const ::sql::SQLException& error) {
    const bool replaced = was_replaced(error.getErrorCode());
    connection_.reset();
    if (replaced) throw TryAgain("START TRANSACTION: its server takes no writes any more");
    fail(error.getErrorCode(), "START TRANSACTION");
  }
}

// Never the connector's own commit(): it swallows the failure of a lost connection.
void Database::run_commit() {
  if (!connection_) throw TryAgain("the connection was lost before COMMIT");
  try {
    connection_->run("COMMIT");
    in_transaction_ = false;
  } catch (const ::sql::SQLException& error) {
    const int code = error.getErrorCode();
    const bool replaced = was_replaced(code);
    drop_if_useless(code);
    disconnect();
    if (refused_at_commit(code) && !replaced) raise(code, "COMMIT");
    if (refused_at_commit(code) || code == 1213 || code == 1205 || code == 1020)
      throw TryAgain(fmt::format("COMMIT refused: {}", code));
    throw OutcomeUnknown(fmt::format("COMMIT: database error {}", code));
  }
}

void Database::run_rollback() noexcept {
  in_transaction_ = false;
  if (!connection_) return;
  try {
    connection_->run("ROLLBACK");
  } catch (const ::sql::SQLException&) {
    connection_.reset();  // the server undoes what a vanished connection began
  }
}

Transaction::Transaction(Database& database) : database_(database) { database_.run_begin(); }
Transaction::~Transaction() {
  if (open_) database_.run_rollback();
}
void Transaction::commit() {
  open_ = false;
  database_.run_commit();
}

}  // namespace portal::db
