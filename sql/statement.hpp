#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace portal::db {
namespace detail {

// Not text.find(what): under the sanitizers, g++ 12 doesn't know while compiling that a joined text isn't at null.
consteval bool contains(std::string_view text, std::string_view what) {
  for (std::size_t at = 0; at + what.size() <= text.size(); ++at)
    if (text[at] == what[0] && text.substr(at, what.size()) == what) return true;
  return false;
}

consteval std::size_t count(std::string_view text, char what) {
  std::size_t found = 0;
  for (const char c : text) found += c == what ? 1 : 0;
  return found;
}

consteval bool reads_server_clock(std::string_view text) {
  return contains(text, "NOW(") || contains(text, "SYSDATE") || contains(text, "CURRENT_") ||
         contains(text, "CURDATE") || contains(text, "UTC_");
}

// Never defined: naming one of these in a constant expression stops the compiler with the function's name as the
// reason.
void placeholders_and_parameters_differ_in_number();
void statement_does_not_name_its_society();
void statement_names_a_society_but_is_not_scoped();
void statement_reads_the_server_clock();
void statement_selects_columns_it_does_not_name();

template <class... Parameters>
consteval void check(std::string_view text) {
  if (count(text, '?') != sizeof...(Parameters)) placeholders_and_parameters_differ_in_number();
  if (contains(text, "SELECT *")) statement_selects_columns_it_does_not_name();
}

template <class... Parameters>
consteval void check_of_society(std::string_view text) {
  check<Parameters...>(text);
  if (reads_server_clock(text)) statement_reads_the_server_clock();
  if (!contains(text, ":society")) statement_does_not_name_its_society();
}

}  // namespace detail

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

// SQL text that the compiler has read: a literal (so never built from input), with one parameter per '?'.
template <class... Parameters>
class CheckedStatement {
 public:
  template <std::size_t N>
  consteval CheckedStatement(const char (&text)[N]) : text_(text, N - 1) {
    check();
  }
  template <Piece... pieces>
  consteval CheckedStatement(Joined<pieces...>) : text_(Joined<pieces...>::text.data(), Joined<pieces...>::length) {
    check();
  }
  constexpr std::string_view text() const { return text_; }

 private:
  consteval void check() const {
    detail::check<Parameters...>(text_);
    if (detail::reads_server_clock(text_)) detail::statement_reads_the_server_clock();
    if (detail::contains(text_, ":society")) detail::statement_names_a_society_but_is_not_scoped();
  }

  std::string_view text_;
};

// The same, for a table that belongs to societies: it must say ":society", which the connection fills in.
template <class... Parameters>
class CheckedSocietyStatement {
 public:
  template <std::size_t N>
  consteval CheckedSocietyStatement(const char (&text)[N]) : text_(text, N - 1) {
    detail::check_of_society<Parameters...>(text_);
  }
  template <Piece... pieces>
  consteval CheckedSocietyStatement(Joined<pieces...>)
      : text_(Joined<pieces...>::text.data(), Joined<pieces...>::length) {
    detail::check_of_society<Parameters...>(text_);
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// The few that ask the database what time it is: a program's first statement of a request or of a round.
template <class... Parameters>
class CheckedClockStatement {
 public:
  template <std::size_t N>
  consteval CheckedClockStatement(const char (&text)[N]) : text_(text, N - 1) {
    detail::check<Parameters...>(text_);
  }
  template <Piece... pieces>
  consteval CheckedClockStatement(Joined<pieces...>)
      : text_(Joined<pieces...>::text.data(), Joined<pieces...>::length) {
    detail::check<Parameters...>(text_);
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

template <class... P>
using Statement = CheckedStatement<std::type_identity_t<P>...>;
template <class... P>
using SocietyStatement = CheckedSocietyStatement<std::type_identity_t<P>...>;
template <class... P>
using ClockStatement = CheckedClockStatement<std::type_identity_t<P>...>;

}  // namespace portal::db
