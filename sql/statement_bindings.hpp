#pragma once
#include <algorithm>
#include <array>
#include <cstddef>

#include "sql/statement_tokens.hpp"

// Which tables a statement names, and which of them its conditions bind to the society.
namespace portal::db {

// Whose rows a statement may touch.
enum class Scope {
  society,             // one society's
  society_reading,     // one society's, without changing or locking them
  society_kept,        // of them what is nobody's own: what a worker may keep (sql/kept_society.hpp)
  society_with_clock,  // one society's, by the server's clock: the first statement of a request
  all,                 // all societies': the mailer's, the schema's, portalctl's
  all_reading,         // those, without changing or locking them
  all_counted,         // those, and how many rows there are in any table: what portalctl tells of a whole database
  all_with_clock,      // those, by the server's clock: the first statement of a round
  no_rows              // none: whether the server lets a user do what the statement does (sql/server_check.cpp)
};
consteval bool is_of_a_society(Scope scope) { return scope <= Scope::society_with_clock; }
consteval bool only_reads(Scope scope) {
  return scope == Scope::all_reading || (is_of_a_society(scope) && scope != Scope::society);
}
consteval bool may_ask_the_clock(Scope scope) {
  return scope == Scope::society_with_clock || scope == Scope::all_with_clock;
}

namespace reading {

void a_table_is_not_bound_to_the_society();
void an_inserted_row_does_not_begin_with_its_society();

// Tables without a society, and those that the mailer and portalctl see of all societies at once. Only these may a
// statement without a society name; a new table is a society's unless it is put here. A test compares with the schema.
inline constexpr std::array<Token, 6> nobodys{"information_schema.columns", "information_schema.tables",
                                              "key_fingerprints",           "restored_copies",
                                              "schema_migrations",          "schema_migrations_begun"};
inline constexpr std::array<Token, 2> seen_across{"mail_queue", "societies"};
// A society's tables of which no row is about a member. What changes one changes the society's revision (migration
// 0029), so that a worker may keep its rows; a test compares with the triggers and columns of the schema.
inline constexpr std::array<Token, 9> kept{"expense_months",       "front_items",     "imports",
                                           "limit_bands",          "limit_schedules", "notices",
                                           "screening_programmes", "societies",       "topics"};

template <std::size_t count>
consteval bool among(const std::array<Token, count>& words, Token word) {
  return std::ranges::find(words, word) != words.end();
}

using Index = std::size_t;
inline constexpr Index none = ~Index{0};

template <class T, std::size_t capacity>
class List {
 public:
  consteval Index add(const T& value) {
    understand(size_ < capacity);
    values_[size_] = value;
    return size_++;
  }
  consteval Index size() const { return size_; }
  consteval T& operator[](Index at) { return values_[at]; }
  consteval const T& operator[](Index at) const { return values_[at]; }
  consteval const T* begin() const { return values_.data(); }
  consteval const T* end() const { return values_.data() + size_; }

 private:
  std::array<T, capacity> values_{};
  Index size_ = 0;
};

class Bindings {
 public:
  consteval explicit Bindings(Scope scope) : scope_(scope) {}

  // A table, every row of which that is touched must be the society's.
  consteval bool is_owned(Token table) const {
    return !among(nobodys, table) && (is_of_a_society(scope_) || !among(seen_across, table));
  }

  // `outer`: the query in whose parentheses the new one stands, and whose tables it may name, too.
  consteval Index add_query(Index outer) { return outer_.add(outer); }
  // Rows of a derived table, or to be inserted, whose first column is to be the society's number.
  consteval Index add_rows() { return rows_++; }
  // The first column of one SELECT that makes such rows: a name, :society, or "" for anything else.
  consteval void add_first_column(Index rows, Token column, Index query) {
    if (rows != none) first_columns_.add({column, query, rows});
  }
  // `rows`: what a derived table with a society_id is made of; none for others.
  consteval Index add_table(Token name, Token alias, Index query, Index rows, bool is_stored) {
    for (const Table& table : tables_) understand(table.query != query || table.alias != alias);
    return tables_.add({alias, is(name, "societies") ? "id" : "society_id", query, rows, is_stored && is_owned(name)});
  }
  // The query shows nothing of its rows but their number.
  consteval void count_only(Index query) { counted_.add(query); }
  // left = right, which holds for every row of that query; said in a LEFT JOIN's ON, for `only` that table's rows.
  consteval void add_link(Token left, Token right, Index query, Index only) { links_.add({left, right, query, only}); }
  consteval Index links() const { return links_.size(); }
  // Those of that query since then; what a query within it says of its own tables still holds.
  consteval void forget_links_since(Index count, Index query) {
    for (Index at = count; at < links_.size(); ++at)
      if (links_[at].query == query) links_[at] = {};
  }
  consteval void demand_society_first(Index rows) { inserted_ = rows; }

  // Whether the column says whose a row is.
  consteval bool is_key(Token column, Index query) const {
    const Index table = find(column, query);
    return is(column_of(column), "society_id") || (table != none && column_of(column) == tables_[table].key);
  }

  consteval void demand_all_bound() {
    while (bind_more()) {
    }
    for (const Table& table : tables_)
      if (table.is_owned && !table.is_bound && !is_counted(table.query)) a_table_is_not_bound_to_the_society();
    if (inserted_ != none && !begin_with_society(inserted_)) an_inserted_row_does_not_begin_with_its_society();
  }

 private:
  struct Table {
    Token alias, key;
    Index query = none, rows = none;
    bool is_owned = false, is_bound = false;
  };
  struct Link {
    Token left, right;
    Index query = none, only = none;
  };
  struct FirstColumn {
    Token name;
    Index query = none, rows = none;
  };

  consteval bool is_counted(Index query) const {
    return scope_ == Scope::all_counted && std::find(counted_.begin(), counted_.end(), query) != counted_.end();
  }
  // As SQL finds it: by its alias in the query or in those around it. A bare column is that of the query's only table;
  // where there are several, nobody's.
  consteval Index find(Token column, Index query) const {
    const Token alias = table_of(column);
    for (; query != none; query = alias.empty() ? none : outer_[query]) {
      Index found = none, candidates = 0;
      for (Index at = 0; at < tables_.size(); ++at) {
        if (tables_[at].query != query || (!alias.empty() && tables_[at].alias != alias)) continue;
        found = at;
        ++candidates;
      }
      if (candidates > 0) return candidates == 1 ? found : none;
    }
    return none;
  }
  // Whether the value can only be the society's number.
  consteval bool is_society(Token value, Index query) const {
    if (is(value, ":society")) return true;
    const Index table = is_name(value) ? find(value, query) : none;
    return table != none && tables_[table].is_bound && column_of(value) == tables_[table].key;
  }
  consteval bool begin_with_society(Index rows) const {
    bool any = false;
    for (const FirstColumn& column : first_columns_) {
      if (column.rows != rows) continue;
      if (!is_society(column.name, column.query)) return false;
      any = true;
    }
    return any;
  }
  consteval bool bind(const Link& link, Token column, Token value) {
    const Index at = is_name(column) ? find(column, link.query) : none;
    if (at == none || (link.only != none && link.only != at)) return false;
    Table& table = tables_[at];
    if (table.is_bound || table.query != link.query) return false;
    table.is_bound = column_of(column) == table.key && is_society(value, link.query);
    return table.is_bound;
  }
  consteval bool bind_more() {
    bool more = false;
    for (const Link& link : links_)
      more = bind(link, link.left, link.right) || bind(link, link.right, link.left) || more;
    for (Index at = 0; at < tables_.size(); ++at) {
      Table& table = tables_[at];
      if (table.is_bound || table.rows == none || !begin_with_society(table.rows)) continue;
      table.is_bound = more = true;
    }
    return more;
  }

  Scope scope_;
  List<Table, 40> tables_;
  List<Link, 80> links_;
  List<FirstColumn, 40> first_columns_;
  List<Index, 40> outer_, counted_;
  Index rows_ = 0, inserted_ = none;
};

}  // namespace reading
}  // namespace portal::db
