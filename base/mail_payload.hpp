#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace portal {

// What a queued mail says, apart from whom it goes to. It holds links and temporary passwords, so it lies in the queue
// sealed: whoever enqueues it can't read it back, only the mail worker can.
struct MailPayload {
  std::string from_name, from_address, subject, text;  // UTF-8; the text's lines end in "\n"
  std::string unsubscribe_url{};  // of a mail that can be stopped by one click (RFC 8058); else empty
  bool operator==(const MailPayload&) const = default;
};

// Throws std::invalid_argument for text that is not UTF-8, or for a key that has not 32 bytes.
std::string seal_payload(std::string_view public_key, const MailPayload& payload);

// Nothing when it was not sealed for these keys, or when what was sealed is no payload in UTF-8.
std::optional<MailPayload> unseal_payload(const secret::SealKeys& keys, std::string_view sealed);

// A new Message-ID, without angle brackets, kept with the queue row and so the same for every try to send it.
// Ends in the domain of the address that the mail comes from (RFC 5322, 3.6.4).
std::string new_message_id(std::string_view from_address);

}  // namespace portal
