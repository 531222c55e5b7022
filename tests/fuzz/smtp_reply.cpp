// Whatever a mail server answers: a mail is sent only by its word after the dot, and what is kept of its words names
// nobody. (The conversation itself is libcurl's; ours is what its lines mean.)
#include <algorithm>
#include <cctype>

#include "mailer/dialogue.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

constexpr std::size_t kept_max = 200;  // where a longer word is cut

static std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

static void demand_nobody_named(std::string_view reply, const std::string& recipient) {
  const std::string kept = without_addresses(reply, recipient), name = recipient.substr(0, recipient.rfind('@'));
  demand(kept.size() <= kept_max && kept.find('@') == kept.npos);
  demand(std::ranges::all_of(kept, [](char c) { return c >= ' ' && c < '\x7f'; }));
  const auto is_of_word = [&kept](std::size_t at) {
    return at < kept.size() && std::isalnum(static_cast<unsigned char>(kept[at])) != 0;
  };
  if (name.find_first_not_of('*') == name.npos) return;  // stands for anybody
  const std::string in = lower(kept), wanted = lower(name);
  for (std::size_t at = in.find(wanted); at != in.npos; at = in.find(wanted, at + 1))
    demand((at > 0 && is_of_word(at - 1)) || is_of_word(at + name.size()) || at + name.size() == kept_max);
}

// A line each: the recipient; then "<" and what the server says, ">" and what we say, "(" and ")" around the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fuzz::text_of(data, size);
  const std::string recipient = text::fold_email(fuzz::take(input));
  Dialogue dialogue;
  while (!input.empty()) {
    const std::string_view line = fuzz::take(input);
    if (line.starts_with('<')) dialogue.received(line.substr(1));
    if (line.starts_with('>')) dialogue.sent(std::string(line.substr(1)) + "\r\n");
    if (line.starts_with('(')) dialogue.body_began();
    if (line.starts_with(')')) dialogue.body_ended();
    const bool is_accepted = dialogue.phase() == Phase::after_dot && dialogue.code() / 100 == 2;
    demand((dialogue.outcome() == Outcome::sent) == is_accepted);
    demand(dialogue.outcome() != Outcome::recipient_refused || dialogue.phase() == Phase::recipient);
    demand(dialogue.code() >= 0 && dialogue.code() <= 999 && dialogue.reply().size() <= 2 * 4096);
    if (text::is_email(recipient)) demand_nobody_named(dialogue.reply(), recipient);
  }
  return 0;
}
