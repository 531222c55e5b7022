#include "mailer/dialogue.hpp"

#include <algorithm>
#include <cctype>

namespace portal {
namespace {

constexpr std::size_t reply_characters_max = 200;
constexpr std::size_t reply_heard_max = 4096;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

int code_of(std::string_view line) {
  if (line.size() < 3 || !std::ranges::all_of(line.substr(0, 3), is_digit)) return 0;
  return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

bool demands_authentication(int code) { return code == 530 || code == 534 || code == 535 || code == 538; }

std::string printable(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, reply_heard_max))
    result += c >= ' ' && c < '\x7f' ? c : c == '\r' || c == '\n' ? ' ' : '?';
  return result;
}

// Whatever stands around an '@' up to the next space, with its brackets.
std::string without_at_words(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    result += word.find('@') == word.npos ? word : "***";
    if (end < text.size()) result += ' ';
    at = end + 1;
  }
  return result;
}

bool is_of_mask(char c) { return c == '*'; }

// One that is masked leaves another beside it that stands alone now, so it is looked through again.
std::string without_word(std::string text, std::string_view word) {
  if (std::ranges::all_of(word, is_of_mask)) return text;
  constexpr std::string_view mask = "***";
  const std::string wanted = lower_case(word);
  std::string lowered = lower_case(text);
  for (bool was_masked = true; was_masked;) {
    was_masked = false;
    for (auto at = lowered.find(wanted); at != lowered.npos; at = lowered.find(wanted, at)) {
      const bool begins = at == 0 || !is_word(lowered[at - 1]);
      const bool ends = at + word.size() >= lowered.size() || !is_word(lowered[at + word.size()]);
      if (begins && ends) {
        text.replace(at, word.size(), mask);
        lowered.replace(at, word.size(), mask);
        was_masked = true;
      }
      at += begins && ends ? mask.size() : 1;
    }
  }
  return text;
}

}  // namespace

void Dialogue::enter(Phase phase) {
  phase_ = phase;
  code_ = 0;
  reply_.clear();
}

void Dialogue::connected() {
  if (phase_ == Phase::connecting) enter(Phase::greeting);
}

// Everything else is said before the first mail: EHLO, STARTTLS, AUTH and its base64 lines.
void Dialogue::sent(std::string_view command) {
  if (command.starts_with("MAIL FROM:"))
    enter(Phase::sender);
  else if (command.starts_with("RCPT TO:"))
    enter(Phase::recipient);
  else if (command.starts_with("DATA\r"))
    enter(Phase::data);
  else
    enter(Phase::greeting);
}

void Dialogue::received(std::string_view line) {
  connected();
  const int code = code_of(line);
  if (code == 0) return;
  const bool more = line.size() > 3 && line[3] == '-';
  if (reply_.size() < reply_heard_max) reply_ += printable(line);
  if (!more) code_ = code;
}

void Dialogue::body_began() { enter(Phase::body); }
void Dialogue::body_ended() { enter(Phase::after_dot); }

Outcome Dialogue::outcome() const {
  if (phase_ <= Phase::greeting || demands_authentication(code_)) return Outcome::server_unusable;
  if (phase_ == Phase::after_dot && code_ == 0) return Outcome::unknown;
  if (phase_ == Phase::after_dot && code_ / 100 == 2) return Outcome::sent;
  if (code_ / 100 != 5) return Outcome::later;
  return phase_ == Phase::recipient ? Outcome::recipient_refused : Outcome::rejected;
}

const char* name_of(Phase phase) {
  constexpr const char* names[] = {"connecting", "greeting", "MAIL", "RCPT", "DATA", "body", "after the dot"};
  return names[static_cast<int>(phase)];
}

const char* name_of(Outcome outcome) {
  constexpr const char* names[] = {"sent",    "recipient_refused", "rejected",   "later",
                                   "unknown", "server_unusable",   "interrupted"};
  return names[static_cast<int>(outcome)];
}

std::string without_addresses(std::string_view reply, std::string_view recipient) {
  std::string text = without_at_words(printable(reply));
  text = without_word(std::move(text), recipient.substr(0, recipient.rfind('@')));
  text.erase(std::ranges::unique(text, [](char one, char next) { return one == ' ' && next == ' '; }).begin(),
             text.end());
  if (text.size() > reply_characters_max) text.resize(reply_characters_max);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace portal
