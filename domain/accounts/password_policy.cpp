#include "domain/accounts/password_policy.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <zxcvbn.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/accounts/listed_passwords.hpp"

namespace portal::password_policy {
namespace {

// log2 of 10^8 guesses: zxcvbn's score 3. Below it lie 29,475 of the 30,000 most used passwords, and the rest is
// listed.
constexpr double bits_min = 26.6;

constexpr std::array service_words = {"kenko",  "kenkou", "kenpo",  "kempo", "hoken",   "hokensho",
                                      "portal", "mypage", "member", "login", "password"};

bool is_printable_ascii(unsigned char c) { return c >= 0x20 && c <= 0x7E; }
bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(unsigned char c) { return std::isalnum(c) != 0; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

std::string local_part(std::string_view email) { return std::string(email.substr(0, email.find('@'))); }

std::optional<std::string> form_fault(std::string_view password) {
  if (password.empty()) return "新しいパスワードを入力してください";
  if (!std::ranges::all_of(password, is_printable_ascii))
    return "新しいパスワードは、半角で入力してください。使えるのは半角の英字、数字、記号です";
  if (password.size() < limits::password_characters_min)
    return fmt::format("新しいパスワードは、{}文字以上にしてください", limits::password_characters_min);
  if (password.size() > limits::password_characters_max)
    return fmt::format("新しいパスワードは、{}文字以内にしてください", limits::password_characters_max);
  if (std::ranges::none_of(password, is_lower)) return "新しいパスワードは、英小文字を1文字以上入れてください";
  if (std::ranges::none_of(password, is_digit)) return "新しいパスワードは、数字を1文字以上入れてください";
  return {};
}

std::optional<std::string> sameness_fault(const std::string& lowered, const Context& context) {
  if (lowered == lower(context.login_id)) return "ログインIDと同じパスワードは使えません";
  if (std::ranges::any_of(context.emails, [&lowered](const std::string& email) {
        return lowered == lower(email) || lowered == lower(local_part(email));
      }))
    return "メールアドレスと同じパスワードは使えません";
  if (lowered == lower(context.nickname)) return "ニックネームと同じパスワードは使えません";
  return {};
}

// The runs of characters of one kind in the text.
void add_runs(std::vector<std::string>& words, const std::string& text, bool (*is_part)(unsigned char)) {
  for (auto from = text.begin(); from != text.end();) {
    from = std::find_if(from, text.end(), is_part);
    const auto to = std::find_if_not(from, text.end(), is_part);
    words.emplace_back(from, to);
    from = to;
  }
}

// The word itself and what it is made of: hanako.takasaki85 gives hanako, takasaki85 and takasaki too. A text that no
// field takes is a fault of its own and gives none: 16 KB of it cost zxcvbn ten seconds.
void add_words(std::vector<std::string>& words, std::string_view text) {
  constexpr std::size_t characters_min = 3;
  if (text.size() > limits::email_bytes_max) return;
  const std::string lowered = lower(text);
  words.push_back(lowered);
  add_runs(words, lowered, is_alphanumeric);
  add_runs(words, lowered, is_lower);
  std::erase_if(words, [](const std::string& word) { return word.size() < characters_min; });
}

// 19850401, 850401, 0401 and, as on Japanese forms, 600401 of 昭和60年.
void add_birth_date(std::vector<std::string>& words, calendar::Date birth) {
  const int year = static_cast<int>(birth.year());
  const std::string month_and_day =
      fmt::format("{:02}{:02}", static_cast<unsigned>(birth.month()), static_cast<unsigned>(birth.day()));
  words.insert(words.end(),
               {fmt::format("{:04}{}", year, month_and_day), fmt::format("{:02}{}", year % 100, month_and_day),
                month_and_day, fmt::format("{:04}", year)});
  for (const calendar::Era& era : calendar::eras)
    if (birth >= era.first && birth <= era.last)
      words.push_back(fmt::format("{:02}{}", year - static_cast<int>(era.first.year()) + 1, month_and_day));
}

// Each word once, as each costs, and those alone that fit into a password of this length.
std::vector<const char*> dictionary_of(const std::vector<std::string>& words, std::size_t characters_max) {
  std::vector<const char*> dictionary;
  std::set<std::string_view> seen;
  for (const std::string& word : words)
    if (word.size() <= characters_max && seen.insert(word).second) dictionary.push_back(word.c_str());
  dictionary.push_back(nullptr);
  return dictionary;
}

std::vector<std::string> words_of(const Context& context) {
  std::vector<std::string> words(service_words.begin(), service_words.end());
  for (const std::string& text : {context.login_id, context.nickname, context.symbol, context.number,
                                  context.symbol + context.number, context.society_slug})
    add_words(words, text);
  for (const std::string& email : context.emails) {
    add_words(words, email);
    add_words(words, local_part(email));
  }
  add_birth_date(words, context.birth_date);
  return words;
}

bool is_listed(const std::string& lowered) {
  for (auto at = listed_passwords.find(lowered); at != listed_passwords.npos;
       at = listed_passwords.find(lowered, at + 1)) {
    const auto is_space = [](char c) { return c == ' ' || c == '\n'; };
    if (is_space(listed_passwords[at - 1]) && is_space(listed_passwords[at + lowered.size()])) return true;
  }
  return false;
}

bool is_guessable(const std::string& password, const Context& context) {
  const std::vector<std::string> words = words_of(context);
  std::vector<const char*> dictionary = dictionary_of(words, password.size());
  return ZxcvbnMatch(password.c_str(), dictionary.data(), nullptr) < bits_min || is_listed(lower(password));
}

}  // namespace

std::optional<std::string> fault(std::string_view password, const Context& context) {
  if (auto found = form_fault(password)) return found;
  if (auto found = sameness_fault(lower(password), context)) return found;
  if (is_guessable(std::string(password), context))
    return "推測されやすいパスワードは使えません。別の言葉を組み合わせて、長くしてください";
  return {};
}

}  // namespace portal::password_policy
