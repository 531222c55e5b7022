#pragma once
#include <optional>
#include <string_view>

#include "fcgi/visit.hpp"
#include "sql/accounts/mail_links.hpp"

// From a mail link's URL to its page: the secret leaves the URL at the first hop and lives on in the cookie "step",
// signed, for 30 minutes and never beyond the link's end. A right one leaves nothing behind: mail scanners open links
// too. The cookie has dots, so it is never taken for the token of a StepTicket, which has the same name later on.
namespace portal::link_cookie {

// The cookie for a secret of a link's, or one that looks like it.
Cookie made(const Visit& visit, std::string_view secret, const std::optional<MailLink>& link);

// Answers GET …?t=: the cookie, and on to the clean path. Dead and garbled secrets are led there just the same, and
// counted (handlers/parts/links/link_guesses.hpp).
Response exchange(const Marking<Visit>& visit, LinkPurpose purpose, std::string_view path);

struct Arrived {
  bool came = false;             // by a link's URL or the code beside it, whatever has become of it
  std::optional<MailLink> link;  // alive, of this purpose and society
};
Arrived read(const Visit& visit, LinkPurpose purpose);

}  // namespace portal::link_cookie
