#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scene.hpp"
#include "sql/accounts/mail_links.hpp"

// 確認番号: the six digits that a mail holds beside its link, for whoever reads it on another device or in a program
// that breaks links. Typed in the browser that asked for the mail, they open what the link opens: six digits alone
// could be guessed for anybody's mail, so the browser's own secret is the greater part of each (docs/decisions/0050).
namespace portal::mail_code {

inline constexpr std::chrono::minutes link_rest{10};  // a link's last minutes, in which its code opens nothing any more
inline constexpr int failures_max = 5;

// A browser's secret is 256 random bits that it keeps sealed, one for each form and address.

struct Code {
  std::string digits;  // for the mail alone
  std::string secret;  // of the two, 43 characters: mail_links keeps its digest
};
Code make(const WebSecrets& secrets, std::string_view browser_secret);
// For the mails of one request: no two have the same digits.
std::vector<Code> make(const WebSecrets& secrets, std::string_view browser_secret, std::size_t count);

// What stands in the queue beside the mails that the browser asked for (sql/mails/mail_fate.hpp).
std::string asker_digest(std::string_view browser_secret);

// New mails went out for that browser, whose links replaced all older ones: their codes have all their tries. With
// false the same work, and nothing is forgotten.
void forget_tries(const AccountScene& scene, std::string_view browser_secret, bool new_mails);

// The living link of whose mail these are the digits, and the secret that finds it again. Nothing for wrong ones, for
// the last ten minutes of the link, and once a browser gave five wrong ones, whatever it gives then: all at the same
// cost. The link is none the worse. In the caller's transaction, which is to be committed whatever it returns.
struct Opened {
  MailLink link;
  std::string secret;
};
std::optional<Opened> open(const AccountScene& scene, LinkPurpose purpose, std::string_view browser_secret,
                           std::string_view digits);

// 482 915, as mails show it.
std::string in_groups(std::string_view digits);
// What was typed, in full-width or half-width, with spaces and dashes or without: six digits, or nothing.
std::optional<std::string> fold(std::string_view typed);

}  // namespace portal::mail_code
