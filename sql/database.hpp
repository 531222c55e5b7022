#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/database_servers.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "sql/statement.hpp"

namespace portal::db {

// What a caller can do something about; everything else the database says is a std::runtime_error, with no value in its
// text.
struct Conflict : std::runtime_error {
  using runtime_error::runtime_error;
};  // a unique or foreign key said no
struct TryAgain : std::runtime_error {
  using runtime_error::runtime_error;
};  // deadlock, lock wait, lost before COMMIT
struct OutcomeUnknown : std::runtime_error {
  using runtime_error::runtime_error;
};  // COMMIT itself failed: never just retried
struct Unavailable : std::runtime_error {
  using runtime_error::runtime_error;
};  // no connection can be made, or its server can't do this now: it takes no writes, has no room, no memory, no time
struct NotGranted : std::runtime_error {
  using runtime_error::runtime_error;
};  // this user may not do that (sql/grants.sql)
struct AlreadyDone : std::runtime_error {
  using runtime_error::runtime_error;
};  // a script creates what is there, or drops what isn't

// For what one request alone may do, by the row count of a conditional change: throws Conflict when another was faster.
inline void demand(bool first, const char* what) {
  if (!first) throw Conflict(what);
}

using Value = std::variant<std::monostate, std::int64_t, std::string>;

// What stands for one '?', or in one cell of JsonRows: NULL, a number, text, a moment or a day. It borrows: text must
// live as long as the call. Small and without a destructor, so that a statement's call costs the compiler little.
class Parameter {
 public:
  Parameter(std::nullopt_t) {}
  Parameter(std::string_view text) : kind_(Kind::text), text_(text) {}
  Parameter(const std::string& text) : kind_(Kind::text), text_(text) {}
  Parameter(const char* text) : kind_(Kind::text), text_(text) {}
  Parameter(Timestamp at) : kind_(Kind::moment), number_(at.time_since_epoch().count()) {}
  Parameter(std::chrono::year_month_day day) : kind_(Kind::day), day_(day) {}
  template <std::integral T>
  Parameter(T number) : kind_(Kind::number), number_(static_cast<std::int64_t>(number)) {}
  template <class T>
    requires std::is_enum_v<T>
  Parameter(T id) : kind_(Kind::number), number_(static_cast<std::int64_t>(id)) {}
  template <class T>
  Parameter(const std::optional<T>& value) : Parameter(value ? Parameter(*value) : Parameter(std::nullopt)) {}

  Value value() const;  // moments and days as the server writes them

 private:
  enum class Kind : std::uint8_t { null, number, text, moment, day };
  Kind kind_ = Kind::null;
  std::int64_t number_ = 0;
  std::string_view text_;
  std::chrono::year_month_day day_;
};
using Parameters = std::initializer_list<Parameter>;

// Rows that a statement reads by JSON_TABLE(?, '$[*]' COLUMNS (… PATH '$[0]', … PATH '$[1]')): cells in that order.
class JsonRows {
 public:
  void add(Parameters cells);
  std::string text() const { return "[" + rows_ + "]"; }

 private:
  std::string rows_;
};

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

// The rows of one answer, all in memory, walked once: while (rows.next()) rows.get<T>("column").
class Rows {
 public:
  struct Answer;
  explicit Rows(std::unique_ptr<Answer> answer);
  Rows(Rows&&) noexcept;
  ~Rows();

  bool next();
  // NULL may be read only into an optional; a column that isn't there, or another kind of value, throws.
  template <class T>
  T get(Column column) const;

 private:
  template <class T>
  T read(std::uint32_t place) const;
  std::uint32_t place_of(Column column) const;
  bool null(std::uint32_t place) const;
  [[noreturn]] static void refuse_null(Column column);
  std::int64_t integer(std::uint32_t place) const;
  std::string text(std::uint32_t place) const;

  std::unique_ptr<Answer> answer_;
};

template <class T>
T Rows::get(Column column) const {
  const std::uint32_t place = place_of(column);
  if constexpr (is_optional<T>::value) {
    return null(place) ? T{} : T{read<typename T::value_type>(place)};
  } else {
    if (null(place)) refuse_null(column);
    return read<T>(place);
  }
}

template <class T>
T Rows::read(std::uint32_t place) const {
  if constexpr (std::is_same_v<T, std::string>)
    return text(place);
  else if constexpr (std::is_same_v<T, Timestamp>)
    return timestamp_from_sql(text(place));
  else if constexpr (std::is_same_v<T, std::chrono::year_month_day>)
    return date_from_sql(text(place));
  else if constexpr (std::is_same_v<T, bool>)
    return integer(place) != 0;
  else
    return static_cast<T>(integer(place));
}

enum class Access { read_only, read_write };

struct Settings {
  DatabaseServers servers;
  std::string user, password, schema;
  Access access = Access::read_write;
  int statement_seconds_max = 10;  // 0: no limit (imports, migrations)
};

// One connection, owned by a process and lent to a request. Made on first use and again after it was lost, never inside
// a transaction; a new one sets everything and refuses a server whose settings could lose an acknowledged write. When a
// server let an attempt run into its timeout, the next second's attempts fail at once: who waits behind it need not
// too. A connection whose server said that it is unable (Unavailable) is not used again. Of several servers the first
// that takes writes is connected to or, where none does, the first that answers; when one that took writes ceases to,
// that is TryAgain: another may have taken its place (docs/decisions/0062).
class Database {
 public:
  explicit Database(Settings settings);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  template <class... P>
  Rows select(Statement<P...> statement, const P&... parameters) {
    return run_select(statement.text(), {Parameter(parameters)...});
  }
  template <class... P>
  Rows select_with_clock(ClockStatement<P...> statement, const P&... parameters) {
    return run_select(statement.text(), {Parameter(parameters)...});
  }
  // How many rows it changed or found unchanged (UPDATE counts the rows that matched).
  template <class... P>
  std::uint64_t execute(Statement<P...> statement, const P&... parameters) {
    return run_execute(statement.text(), {Parameter(parameters)...});
  }
  std::int64_t last_insert_id();
  Timestamp now();  // the database's clock

  template <class... P>
  Rows select_counts(CountStatement<P...> statement, const P&... parameters) {
    return run_select(statement.text(), {Parameter(parameters)...});
  }
  // Asks whether the server would do it: NotGranted, Unavailable, … when not. Touches no row and waits for none.
  void try_out(Probe probe);

  // Migrations and grants only: text from our own files.
  void run_script(std::string_view statement, CalledFromSql = std::source_location::current());

  // For the programs' start: the server's answer, or Unavailable with the reason.
  void connect();
  void disconnect() noexcept;
  // For whoever is between two requests and has nothing on the connection: in a cluster whose nodes all take writes,
  // one to a later node is given up now and then, so that all programs come back to the first.
  void prefer_first_server() noexcept;
  Settings at_this_server();  // the same, for the one server that is connected to; throws as connect()

  // Of the tables, as the program found them (sql/migrate.hpp): its own release's, or that before it, whose tables lack
  // what the program's newest migrations bring. What needs those asks here, and answers as if there were none; 0 before
  // the first look.
  int generation() const { return generation_; }
  void works_on_generation(int generation) { generation_ = generation; }

  // Whether the server was short of disk, memory or time lately, whatever it was asked. Nothing that costs little finds
  // it out: a full disk still takes a few bytes.
  bool was_short_within(std::chrono::seconds time) const;

 private:
  friend class SiteReader;
  friend class SocietyReader;
  friend class KeptReader;
  friend class SocietyDatabase;
  friend class Transaction;
  Rows run_select(std::string_view text, Parameters parameters, std::optional<SocietyId> society = {});
  std::uint64_t run_execute(std::string_view text, Parameters parameters, std::optional<SocietyId> society = {});
  void run_begin();
  void run_commit();
  void run_rollback() noexcept;
  [[noreturn]] void fail(int code, std::string_view statement);
  void drop_if_useless(int code);

  struct Connection;
  Connection& connected();
  std::unique_ptr<Connection> connect_to(std::size_t server, std::string& why_not);
  bool was_replaced(int code) const;
  Settings settings_;
  std::unique_ptr<Connection> connection_;
  bool in_transaction_ = false;
  std::vector<std::chrono::steady_clock::time_point> refuse_until_;  // of each server
  std::optional<std::chrono::steady_clock::time_point> short_at_;
  int generation_ = 0;
};

// Return = COMMIT, throw = ROLLBACK: undone when it goes out of scope without commit(). At most one at a time.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  // Throws OutcomeUnknown when the server's answer did not come; with any other exception nothing of it is there.
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

// The database, as a page outside every society sees it: what no society owns, to be read only.
class SiteReader {
 public:
  SiteReader(Database& database) : database_(database) {}

  template <class... P>
  Rows select(Question<P...> question, const P&... parameters) const {
    return database_.run_select(question.text(), {Parameter(parameters)...});
  }

 private:
  Database& database_;
};

// The same connection seen by one society: every statement binds its tables to ":society", and only these two classes
// know the number. A SocietyReader asks; a SocietyDatabase, which is one too, also changes. What only reads takes a
// SocietyReader&, so that it serves both; whoever holds a reader can't change anything, and learns it from the
// compiler.
class SocietyReader {
 public:
  SocietyReader(Database& database, SocietyId society) : database_(database), society_(society) {}
  SocietyReader(const SocietyReader&) = delete;  // a copy would be a reader that outlives its request
  SocietyReader& operator=(const SocietyReader&) = delete;

  template <class... P>
  Rows select(SocietyQuestion<P...> question, const P&... parameters) {
    return database_.run_select(question.text(), {Parameter(parameters)...}, society_);
  }
  int generation() const { return database_.generation(); }
  template <class... P>
  Rows select_with_clock(SocietyClockQuestion<P...> question, const P&... parameters) {
    return database_.run_select(question.text(), {Parameter(parameters)...}, society_);
  }

 protected:
  friend class KeptReader;
  Database& database_;
  SocietyId society_;
};

// The same, to ask for what is nobody's own alone: the compiler lets no statement name a table with a member's rows.
// What a worker keeps is read by functions that take this one.
class KeptReader {
 public:
  KeptReader(SocietyReader& db) : db_(db) {}

  template <class... P>
  Rows select(KeptQuestion<P...> question, const P&... parameters) const {
    return db_.database_.run_select(question.text(), {Parameter(parameters)...}, db_.society_);
  }
  int generation() const { return db_.generation(); }
  // The society's number of now: another one after each COMMIT that changes what may be kept. Empty: no such society.
  std::string revision() const;

 private:
  SocietyReader& db_;
};

class SocietyDatabase : public SocietyReader {
 public:
  using SocietyReader::SocietyReader;

  // Hides the reader's: here rows may be locked, too.
  template <class... P>
  Rows select(SocietyStatement<P...> statement, const P&... parameters) {
    return database_.run_select(statement.text(), {Parameter(parameters)...}, society_);
  }
  template <class... P>
  std::uint64_t execute(SocietyStatement<P...> statement, const P&... parameters) {
    return database_.run_execute(statement.text(), {Parameter(parameters)...}, society_);
  }
  // For tables with a number of their own: the number of the new row.
  template <class Id, class... P>
  Id insert(SocietyStatement<P...> statement, const P&... parameters) {
    execute(statement, parameters...);
    return static_cast<Id>(database_.last_insert_id());
  }
};

}  // namespace portal::db
