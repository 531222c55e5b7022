#pragma once
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace portal {

// A mail as the mail server shall get it: what a queue row and its opened payload say together.
struct OutgoingMail {
  std::string from_name, from_address, recipient, message_id, subject, text;
  Timestamp queued_at;            // the Date of every try
  std::string unsubscribe_url{};  // empty: the mail can't be stopped by one click
};

// Why the mail can't be sent by anyone at any time, in words without anything of its content; empty for a good one.
// Keeps line breaks out of headers and commands.
std::string_view fault_of(const OutgoingMail& mail);

// The address as RCPT TO and headers have to write it: the local part of a carrier's relic (taro..a@docomo.ne.jp)
// stands in quotes.
std::string written(std::string_view address);

}  // namespace portal
