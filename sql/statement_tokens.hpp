#pragma once
#include <array>
#include <cstddef>
#include <string_view>

// A statement's words, one after the other, while it is compiled. A name with its table is one token (m.society_id),
// and so is a text ('…'). Keywords and functions are written in capitals, names in small letters. What is neither
// (Join), or is another way to write something (quoted names, comments, escapes), is refused.
namespace portal::db::reading {

// Never defined: calling one stops the compiler, with the function's name as the reason.
void the_statement_is_beyond_what_is_understood();
void statement_selects_columns_it_does_not_name();

consteval void understand(bool it) {
  if (!it) the_statement_is_beyond_what_is_understood();
}

using Token = std::string_view;

// Not token == word: that would count the word's letters each time, which costs the compiler more than all else here.
template <std::size_t N>
consteval bool is_word(Token token, const char (&word)[N]) {
  if (token.size() != N - 1) return false;
  for (std::size_t at = 0; at < N - 1; ++at)
    if (token[at] != word[at]) return false;
  return true;
}
template <std::size_t... N>
consteval bool is(Token token, const char (&... words)[N]) {
  return (is_word(token, words) || ...);
}

consteval bool is_small(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
consteval bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
consteval bool is_digit(char c) { return c >= '0' && c <= '9'; }
consteval bool is_name(Token token) { return !token.empty() && is_small(token[0]); }
consteval bool is_keyword(Token token) { return !token.empty() && is_capital(token[0]); }

// m.society_id: m and society_id. Without a dot, the first is empty.
consteval std::size_t dot_of(Token name) {
  std::size_t at = 0;
  while (at < name.size() && name[at] != '.') ++at;
  return at;
}
consteval Token table_of(Token name) { return dot_of(name) == name.size() ? "" : name.substr(0, dot_of(name)); }
consteval Token column_of(Token name) { return dot_of(name) == name.size() ? name : name.substr(dot_of(name) + 1); }

class Tokens {
 public:
  consteval explicit Tokens(std::string_view text) : text_(text) { step(); }

  consteval Token now() const { return window_[steps_ % window_.size()]; }  // "" at the end
  consteval Token before(std::size_t tokens) const { return window_[(steps_ - tokens) % window_.size()]; }  // up to 3
  consteval std::size_t steps() const { return steps_; }
  consteval std::ptrdiff_t parameters() const { return parameters_; }

  consteval void step() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    const std::size_t begin = at_;
    if (at_ < text_.size()) read();
    window_[++steps_ % window_.size()] = text_.substr(begin, at_ - begin);
  }
  template <std::size_t N>
  consteval bool take(const char (&word)[N]) {
    if (!is(now(), word)) return false;
    step();
    return true;
  }
  template <std::size_t N>
  consteval void demand(const char (&word)[N]) {
    understand(take(word));
  }
  consteval Token name() {
    understand(is_name(now()));
    step();
    return before(1);
  }

 private:
  consteval void read() {
    const char first = text_[at_];
    if (first == '\'')
      read_text();
    else if (is_small(first) || is_capital(first) || is_digit(first))
      read_word();
    else if (first == ':')
      read_society();
    else if (is_comparison(first))
      while (at_ < text_.size() && is_comparison(text_[at_])) ++at_;
    else
      read_symbol();
  }
  consteval void read_text() {
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      // The connector doesn't look where a placeholder stands, and a \' would not end the text.
      understand(text_[at_] != '\\' && text_[at_] != '?' && text_[at_] != ':');
    }
    understand(at_ < text_.size());
    ++at_;
  }
  consteval void read_word() {
    const std::size_t begin = at_;
    bool smalls = false, capitals = false;
    int dots = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (is_capital(c))
        capitals = true;
      else if (is_small(c))
        smalls = smalls || c != '_';
      else if (c == '.')
        ++dots;
      else if (!is_digit(c))
        break;
    }
    if (text_[at_ - 1] == '.') statement_selects_columns_it_does_not_name();  // m.*
    understand(dots <= 1 && !(smalls && capitals) && !(capitals && dots > 0));
    understand(!is_digit(text_[begin]) || (!smalls && !capitals));
  }
  consteval void read_society() {
    constexpr std::size_t length = 8;
    understand(is(text_.substr(at_, length), ":society"));
    at_ += length;
    understand(at_ == text_.size() || !(is_small(text_[at_]) || is_capital(text_[at_]) || is_digit(text_[at_])));
  }
  consteval void read_symbol() {
    const char symbol = text_[at_++];
    understand(is(Token(&symbol, 1), "(", ")", ",", "?", "+", "-", "*", "/", "@"));
    const char next = at_ < text_.size() ? text_[at_] : ' ';
    understand(!(symbol == '-' && next == '-') && !(symbol == '/' && next == '*'));
    if (symbol == '?') ++parameters_;
  }
  static consteval bool is_comparison(char c) { return c == '=' || c == '<' || c == '>'; }

  std::string_view text_;
  std::size_t at_ = 0, steps_ = 0;
  std::ptrdiff_t parameters_ = 0;
  std::array<Token, 4> window_{};
};

}  // namespace portal::db::reading
