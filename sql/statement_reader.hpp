#pragma once
#include "sql/statement_bindings.hpp"

// Reads a statement while it is compiled, by the grammar of what we write: does it *use* :society for each table that
// it names?
//   FROM, JOIN, UPDATE, DELETE t    t.society_id = :society, or = a bound table's, as an AND-term of WHERE or ON that
//                                   holds for every row: not beside OR, under NOT, in a CASE, or within a larger term
//   INSERT INTO t (society_id, …)   VALUES (:society, …), or SELECT :society, …, or SELECT x.society_id, … of a bound x
// What it does not understand it refuses: that costs a rewrite, never a leak. Who teaches it a word, a function or a
// clause asks first whether a table could be named, or a condition loosened, by it, and says so in tests/refused/.
namespace portal::db::reading {

void a_row_would_change_its_society();
void a_row_of_another_society_could_be_overwritten();
void a_statement_without_a_society_names_one();
void statement_reads_the_server_clock();
void a_keyword_or_function_is_not_known();
void a_row_that_is_kept_could_be_a_member_s();

// What they answer depends on nothing but their arguments and the rows, or on whose connection it is.
inline constexpr std::array<Token, 20> functions{
    "CAST",        "COALESCE",    "CONCAT",   "COUNT", "CURRENT_USER",  "DATABASE", "DATE",
    "DATE_FORMAT", "FIND_IN_SET", "GREATEST", "IF",    "JSON_OBJECT",   "LEAST",    "LENGTH",
    "LOCATE",      "MAX",         "MIN",      "SUM",   "TIMESTAMPDIFF", "VALUES"};
inline constexpr std::array<Token, 8> variables{
    "binlog_expire_logs_seconds",  // what the server says of itself: all of these are settings
    "datadir",
    "hostname",
    "innodb_read_only",
    "log_bin",
    "read_only",
    "rpl_semi_sync_master_enabled",
    "wsrep_on"};
// These change something: who only reads may not call them.
inline constexpr std::array<Token, 3> acting_functions{"GET_LOCK", "LAST_INSERT_ID", "RELEASE_LOCK"};
inline constexpr std::array<Token, 13> clocks{
    "CURDATE", "CURRENT_DATE", "CURRENT_TIME",   "CURRENT_TIMESTAMP", "CURTIME",  "LOCALTIME",    "LOCALTIMESTAMP",
    "NOW",     "SYSDATE",      "UNIX_TIMESTAMP", "UTC_DATE",          "UTC_TIME", "UTC_TIMESTAMP"};
inline constexpr std::array<Token, 8> clocks_as_names{"current_date", "current_time",   "current_timestamp",
                                                      "localtime",    "localtimestamp", "utc_date",
                                                      "utc_time",     "utc_timestamp"};

class Reader : Tokens {
 public:
  consteval Reader(std::string_view text, Scope scope) : Tokens(text), scope_(scope), bindings_(scope) {}

  consteval void read() {
    if (is(now(), "SELECT"))
      query(none, none);
    else
      change();
    understand(now().empty());
    bindings_.demand_all_bound();
  }
  using Tokens::parameters;
  consteval bool names_its_society() const { return names_its_society_; }
  consteval bool only_reads() const { return only_reads_; }

 private:
  enum class Until { the_end_of_the_expression, and_or };

  consteval void change() {
    only_reads_ = false;
    if (take("INSERT")) {
      take("IGNORE");
      insert(false);
    } else if (take("REPLACE")) {
      insert(true);
    } else if (take("UPDATE")) {
      update();
    } else {
      demand("DELETE");
      remove();
    }
  }

  // Whether its first column is named society_id. `rows`: of what they are the first columns.
  consteval bool query(Index outer, Index rows) {
    const bool says_society = select(outer, rows);
    while (take("UNION")) {
      take("ALL");
      select(outer, rows);
    }
    return says_society;
  }
  consteval bool select(Index outer, Index rows) {
    demand("SELECT");
    take("DISTINCT");
    const Index self = bindings_.add_query(outer);
    const std::size_t begin = steps();
    const bool says_society = columns(self, rows);
    if (steps() - begin == 4 && is(before(2), "*") && is(before(1), ")")) bindings_.count_only(self);  // COUNT(*)
    if (take("FROM")) tables(self);
    if (take("WHERE")) condition(self, none);
    if (take("GROUP")) {
      demand("BY");
      list(self);
    }
    if (take("HAVING")) expression(self);
    order_and_limit(self);
    locks();
    return says_society;
  }
  consteval bool columns(Index self, Index rows) {
    bool says_society = false;
    for (bool first = true; first || take(","); first = false) {
      const Token value = whole_expression(self);
      Token called = column_of(value);
      if (take("AS")) called = name();
      if (!first) continue;
      bindings_.add_first_column(rows, value, self);
      says_society = is(called, "society_id");
    }
    return says_society;
  }
  consteval void locks() {
    if (take("FOR")) {
      only_reads_ = false;
      demand("UPDATE");
      if (take("SKIP")) demand("LOCKED");
    } else if (take("LOCK")) {
      only_reads_ = false;
      demand("IN");
      demand("SHARE");
      demand("MODE");
    }
  }

  // Each JOIN has its ON behind it: the reader must know whose rows a LEFT JOIN's ON leaves out.
  consteval void tables(Index self) {
    table(self);
    for (;;) {
      if (take("LEFT")) {
        take("OUTER");
        demand("JOIN");
        const Index joined = table(self);
        demand("ON");
        condition(self, joined);
      } else if (take("JOIN") || take("STRAIGHT_JOIN") || inner_join()) {
        table(self);
        if (take("ON")) condition(self, none);
      } else if (take(",")) {
        table(self);
      } else {
        return;
      }
    }
  }
  consteval bool inner_join() {
    if (!take("INNER") && !take("CROSS")) return false;
    demand("JOIN");
    return true;
  }
  consteval Index table(Index self) {
    const Token name = now();
    const bool is_stored = is_name(name);
    if (scope_ == Scope::society_kept && !among(kept, name)) a_row_that_is_kept_could_be_a_member_s();
    Index rows = none;
    step();
    if (is(name, "(")) {
      rows = derived_rows();
    } else if (is(name, "JSON_TABLE")) {
      json_table(self);
    } else {
      understand(is_stored && (table_of(name).empty() || among(nobodys, name)));
    }
    take("AS");
    const Token alias = is_name(now()) ? Tokens::name() : column_of(name);
    understand(is_name(alias) && table_of(alias).empty());
    if (take("FORCE")) {
      demand("INDEX");
      demand("(");
      Tokens::name();
      demand(")");
    }
    return bindings_.add_table(name, alias, self, rows, is_stored);
  }
  // A derived table sees no table around it.
  consteval Index derived_rows() {
    const Index rows = bindings_.add_rows();
    const bool says_society = query(none, rows);
    demand(")");
    return says_society ? rows : none;
  }
  consteval void json_table(Index self) {
    demand("(");
    expression(self);
    demand(",");
    understand(!now().empty() && now()[0] == '\'');
    step();
    demand("COLUMNS");
    demand("(");
    for (int open = 1; open > 0; step()) {
      understand(!is(now(), "", "SELECT"));
      open += is(now(), "(") ? 1 : is(now(), ")") ? -1 : 0;
    }
    demand(")");
  }

  consteval void insert(bool replaces) {
    demand("INTO");
    const Token table = name();
    understand(table_of(table).empty());
    const bool is_owned = bindings_.is_owned(table);
    demand("(");
    if (is_owned && !is(now(), "society_id")) an_inserted_row_does_not_begin_with_its_society();
    do name();
    while (take(","));
    demand(")");
    if (take("VALUES")) {
      do row(is_owned);
      while (take(","));
    } else {
      const Index rows = bindings_.add_rows();
      query(none, rows);
      if (is_owned) bindings_.demand_society_first(rows);
    }
    const bool updates = take("ON");
    // Every key of an owned table begins with its society; a test compares with the schema.
    if ((replaces || updates) && is_owned && among(seen_across, table)) a_row_of_another_society_could_be_overwritten();
    if (!updates) return;
    demand("DUPLICATE");
    demand("KEY");
    demand("UPDATE");
    assignments(none);
  }
  consteval void row(bool is_owned) {
    demand("(");
    if (!is(whole_expression(none), ":society") && is_owned) an_inserted_row_does_not_begin_with_its_society();
    if (take(",")) list(none);
    demand(")");
  }
  consteval void update() {
    const Index self = bindings_.add_query(none);
    tables(self);
    demand("SET");
    assignments(self);
    if (take("WHERE")) condition(self, none);
    order_and_limit(self);
  }
  consteval void remove() {
    const Index self = bindings_.add_query(none);
    if (!is(now(), "FROM")) name();  // of the joined tables, the one that loses rows
    demand("FROM");
    tables(self);
    if (take("WHERE")) condition(self, none);
    order_and_limit(self);
  }
  consteval void assignments(Index self) {
    do {
      if (bindings_.is_key(name(), self)) a_row_would_change_its_society();
      demand("=");
      expression(self);
    } while (take(","));
  }
  consteval void order_and_limit(Index self) {
    if (take("ORDER")) {
      demand("BY");
      order(self);
    }
    if (!take("LIMIT")) return;
    operand(self);
    if (take("OFFSET")) operand(self);
  }
  consteval void order(Index self) {
    do {
      expression(self);
      if (!take("ASC")) take("DESC");
    } while (take(","));
  }

  // What stands behind WHERE or ON. `only`: of a LEFT JOIN's ON, whose rows it chooses.
  consteval void condition(Index self, Index only) {
    const Index links_before = bindings_.links();
    bool holds_for_every_row = true;
    for (;;) {
      const std::size_t begin = steps();
      expression(self, Until::and_or);
      if (steps() - begin == 3 && is(before(2), "=")) bindings_.add_link(before(3), before(1), self, only);
      if (take("OR"))
        holds_for_every_row = false;
      else if (!take("AND"))
        break;
    }
    if (!holds_for_every_row) bindings_.forget_links_since(links_before, self);
  }

  // Operands and operators in turn. Words in small letters are names, so that a small `and` is one name too many.
  consteval void expression(Index self, Until until = Until::the_end_of_the_expression) {
    for (;;) {
      operand(self);
      while (test(self)) {
      }
      if (take("BETWEEN")) {
        expression(self, Until::and_or);
        demand("AND");
      } else if (is_operator(now()) && !(until == Until::and_or && is(now(), "AND", "OR"))) {
        step();
      } else {
        return;
      }
    }
  }
  static consteval bool is_operator(Token token) {
    return is(token, "=", "<>", "<", ">", "<=", ">=", "<=>") || is(token, "+", "-", "*", "/", "DIV", "MOD") ||
           is(token, "AND", "OR", "LIKE");
  }
  // IS NULL, IN (…): what stands behind an operand and takes none itself.
  consteval bool test(Index self) {
    if (take("IS")) {
      take("NOT");
      understand(is(now(), "NULL", "TRUE", "FALSE"));
      step();
      return true;
    }
    const bool negated = take("NOT");
    if (take("IN")) {
      parentheses(self);
      return true;
    }
    understand(!negated || is(now(), "BETWEEN", "LIKE"));
    return false;
  }
  consteval void list(Index self) {
    do expression(self);
    while (take(","));
  }
  // Its only token, or "" when there are more.
  consteval Token whole_expression(Index self) {
    const std::size_t begin = steps();
    expression(self);
    return steps() - begin == 1 ? before(1) : "";
  }
  consteval void parentheses(Index self) {
    demand("(");
    if (is(now(), "SELECT"))
      query(self, none);
    else
      list(self);
    demand(")");
  }

  consteval void operand(Index self) {
    while (is(now(), "NOT", "-")) step();
    if (is_keyword(now())) return keyword(self);
    if (is(now(), "(")) return parentheses(self);
    if (is(now(), "*")) statement_selects_columns_it_does_not_name();
    if (is(now(), ":society")) {
      if (!is_of_a_society(scope_)) a_statement_without_a_society_names_one();
      names_its_society_ = true;
    } else if (take("@")) {  // @@datadir; @found would be what a statement before it found
      understand(!is_of_a_society(scope_) || scope_ == Scope::society_with_clock);
      demand("@");
      understand(among(variables, now()));
    } else if (is_name(now())) {
      if (among(clocks_as_names, now())) statement_reads_the_server_clock();
    } else {
      understand(is(now(), "?") || (!now().empty() && (is_digit(now()[0]) || now()[0] == '\'')));
    }
    step();
  }
  consteval void keyword(Index self) {
    if (is(now(), "NULL", "TRUE", "FALSE", "YEAR")) return step();
    if (take("CASE")) return choice(self);
    if (take("INTERVAL")) {
      operand(self);
      if (!is(now(), "MONTH", "DAY", "HOUR", "MINUTE", "SECOND")) a_keyword_or_function_is_not_known();
      return step();
    }
    if (take("EXISTS")) {
      understand(is(now(), "("));
      return parentheses(self);
    }
    function(self);
  }
  consteval void choice(Index self) {
    if (!is(now(), "WHEN")) expression(self);
    while (take("WHEN")) {
      expression(self);
      demand("THEN");
      expression(self);
    }
    if (take("ELSE")) expression(self);
    demand("END");
  }
  consteval void function(Index self) {
    const Token name = now();
    if (among(clocks, name)) {
      if (!may_ask_the_clock(scope_)) statement_reads_the_server_clock();
    } else if (among(acting_functions, name)) {
      only_reads_ = false;
    } else if (!among(functions, name)) {
      a_keyword_or_function_is_not_known();
    }
    step();
    demand("(");
    if (!is(now(), ")")) arguments(self, name);
    demand(")");
    if (!take("OVER")) return;
    demand("(");
    if (take("ORDER")) {
      demand("BY");
      order(self);
    }
    demand(")");
  }
  consteval void arguments(Index self, Token function) {
    take("DISTINCT");
    if (is(function, "COUNT") && take("*")) return;
    list(self);
    if (!is(function, "CAST")) return;
    demand("AS");
    understand(is_keyword(now()));
    step();
    if (is(now(), "(")) parentheses(self);
  }

  Scope scope_;
  Bindings bindings_;
  bool names_its_society_ = false, only_reads_ = true;
};

}  // namespace portal::db::reading
