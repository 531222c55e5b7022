#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <source_location>
#include <string_view>
#include <type_traits>

#include "sql/statement_reader.hpp"

namespace portal::db {
namespace detail {

// Never defined: calling one stops the compiler, with the function's name as the reason.
void placeholders_and_parameters_differ_in_number();
void statement_does_not_name_its_society();
void sql_is_written_outside_sql();
void a_question_changes_or_locks();
void a_probe_could_touch_rows();

consteval std::string_view name_of(std::source_location place) {
  const std::string_view name = place.file_name();
  return name.starts_with("./") ? name.substr(2) : name;
}
// Whether it stands in that folder of ours; where ours are, this file's own name tells.
consteval bool is_in(std::string_view folder, std::source_location place) {
  const std::string_view here = name_of(std::source_location::current()), file = name_of(place);
  const std::string_view root = here.substr(0, here.size() - std::string_view("sql/statement.hpp").size());
  return file.starts_with(root) && file.substr(root.size()).starts_with(folder);
}

}  // namespace detail

// For a call that takes text made at run time: it compiles in sql/ and in tests/ alone.
struct CalledFromSql {
  consteval CalledFromSql(std::source_location call) {
    if (!detail::is_in("sql/", call) && !detail::is_in("tests/", call)) detail::sql_is_written_outside_sql();
  }
};

// A piece of SQL that several statements share, and how it is joined into one: still a literal that the compiler reads.
//   db.select(db::joined<"SELECT x.id FROM ", shared, " AS x WHERE x.id > ?">, …)
template <std::size_t N>
struct Piece {
  char text[N]{};
  static constexpr std::size_t length = N - 1;
  consteval Piece(const char (&literal)[N]) { std::copy_n(literal, N, text); }
};
template <Piece... pieces>
struct Joined {
  static constexpr std::size_t length = (pieces.length + ...);
  static constexpr std::array<char, length> text = [] {
    std::array<char, length> all{};
    auto end = all.begin();
    ((end = std::copy_n(pieces.text, pieces.length, end)), ...);
    return all;
  }();
};
template <Piece... pieces>
inline constexpr Joined<pieces...> joined{};

// A column's name, always a literal: where it stands is looked up by its text once, then by its address.
struct Column {
  template <std::size_t N>
  consteval Column(const char (&literal)[N]) : name(literal) {}
  const char* name;
};

// SQL that the compiler has read: a literal (so never built from input) that stands in sql/, has one parameter per '?',
// and touches the rows of its scope alone (sql/statement_reader.hpp).
template <Scope scope, class... Parameters>
class Checked {
 public:
  template <std::size_t N>
  consteval Checked(const char (&text)[N], std::source_location place = std::source_location::current())
      : text_(text, N - 1) {
    check(place);
  }
  template <Piece... pieces>
  consteval Checked(Joined<pieces...>, std::source_location place = std::source_location::current())
      : text_(Joined<pieces...>::text.data(), Joined<pieces...>::length) {
    check(place);
  }
  constexpr std::string_view text() const { return text_; }

 private:
  consteval void check(std::source_location place) const {
    const bool is_test = detail::is_in("tests/", place);
    if (!is_test && !detail::is_in("sql/", place)) detail::sql_is_written_outside_sql();
    if (scope == Scope::no_rows)
      check_probe();
    else if (is_test && !is_of_a_society(scope))  // tests fill all societies' tables, and look at them
      demand_parameters(std::ranges::count(text_, '?'));
    else
      check_rows();
  }
  consteval void check_rows() const {
    reading::Reader reader(text_, scope);
    reader.read();
    demand_parameters(reader.parameters());
    if (is_of_a_society(scope) && !reader.names_its_society()) detail::statement_does_not_name_its_society();
    if (only_reads(scope) && !reader.only_reads()) detail::a_question_changes_or_locks();
  }
  consteval void check_probe() const {
    reading::Tokens tokens(text_);
    int queries = 0;
    for (; !tokens.now().empty(); tokens.step()) queries += reading::is(tokens.now(), "WHERE", "UNION") ? 1 : 0;
    demand_parameters(tokens.parameters());
    if ((queries != 1 || !text_.ends_with(" WHERE 1 = 0")) && text_ != "DROP TABLE IF EXISTS a_table_that_is_not_there")
      detail::a_probe_could_touch_rows();
  }
  static consteval void demand_parameters(std::ptrdiff_t placeholders) {
    if (placeholders != sizeof...(Parameters)) detail::placeholders_and_parameters_differ_in_number();
  }

  std::string_view text_;
};

template <class... P>
using Statement = Checked<Scope::all, std::type_identity_t<P>...>;
template <class... P>
using Question = Checked<Scope::all_reading, std::type_identity_t<P>...>;
template <class... P>
using SocietyStatement = Checked<Scope::society, std::type_identity_t<P>...>;
template <class... P>
using SocietyQuestion = Checked<Scope::society_reading, std::type_identity_t<P>...>;
template <class... P>
using KeptQuestion = Checked<Scope::society_kept, std::type_identity_t<P>...>;
template <class... P>
using SocietyClockQuestion = Checked<Scope::society_with_clock, std::type_identity_t<P>...>;
template <class... P>
using ClockStatement = Checked<Scope::all_with_clock, std::type_identity_t<P>...>;
template <class... P>
using CountStatement = Checked<Scope::all_counted, std::type_identity_t<P>...>;
using Probe = Checked<Scope::no_rows>;

}  // namespace portal::db
