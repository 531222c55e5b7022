#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "fcgi/visit.hpp"
#include "sql/accounts/mail_links.hpp"

// From a mail link's URL to its page: the secret leaves the URL at the first hop and lives on in the cookie "step",
// signed, for 30 minutes and never beyond the link's end. A right one leaves nothing behind: mail scanners open links
// too. The cookie has dots, so it is never taken for the token of a StepTicket, which has the same name later on.
namespace portal::link_cookie {

// The cookie for a secret of a link's, or, without an end, for one that only looks like it.
Cookie made(const Visit& visit, std::string_view secret, std::optional<Timestamp> link_end);

// Answers GET …?t=: the cookie, and on to the clean path. Dead and garbled secrets are led there just the same, and
// counted (handlers/parts/links/link_guesses.hpp).
Response exchange(const Marking<Visit>& visit, LinkPurpose purpose, std::string_view path);

// The same for a secret that is no MailLink: until when it is good; nothing for one that nobody has.
using EndOf = std::function<std::optional<Timestamp>(std::string_view token)>;
Response exchange(const Marking<Visit>& visit, std::string_view path, const EndOf& end_of);

// The secret that this browser came with by a link's URL, of whatever kind; nothing when it didn't, or is out of time.
std::optional<std::string> secret_of(const Visit& visit);

struct Arrived {
  bool came = false;             // by a link's URL or the code beside it, whatever has become of it
  std::optional<MailLink> link;  // alive, of this purpose and society
};
Arrived read(const Visit& visit, LinkPurpose purpose);

}  // namespace portal::link_cookie
