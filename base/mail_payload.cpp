#include "base/mail_payload.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "base/json.hpp"
#include "base/random.hpp"
#include "base/text.hpp"

namespace portal {
namespace {

constexpr std::size_t message_id_random_bytes = 16;

std::string write(const MailPayload& payload) {
  for (const std::string* text : {&payload.from_name, &payload.from_address, &payload.subject, &payload.text})
    if (!text::is_valid_utf8(*text)) throw std::invalid_argument("a mail's text must be UTF-8");
  return fmt::format(R"({{"from_name":{},"from_address":{},"subject":{},"text":{},"unsubscribe_url":{}}})",
                     json::quoted(payload.from_name), json::quoted(payload.from_address), json::quoted(payload.subject),
                     json::quoted(payload.text), json::quoted(payload.unsubscribe_url));
}

std::optional<MailPayload> read(std::string_view written) {
  auto texts = json::read_texts(written);
  if (!texts) return {};
  for (const char* name : {"from_name", "from_address", "subject", "text"})
    if (!texts->contains(name)) return {};
  return MailPayload{(*texts)["from_name"], (*texts)["from_address"], (*texts)["subject"], (*texts)["text"],
                     (*texts)["unsubscribe_url"]};
}

}  // namespace

std::string seal_payload(std::string_view public_key, const MailPayload& payload) {
  std::string plain = write(payload);
  std::string sealed = secret::seal(public_key, plain);
  secret::wipe(plain);
  return sealed;
}

std::optional<MailPayload> unseal_payload(const secret::SealKeys& keys, std::string_view sealed) {
  std::optional<std::string> plain = secret::unseal(keys, sealed);
  if (!plain) return {};
  auto payload = read(*plain);
  secret::wipe(*plain);
  return payload;
}

std::string new_message_id(std::string_view from_address) {
  return secret::base64url(random::bytes(message_id_random_bytes)) + "@" +
         std::string(from_address.substr(from_address.rfind('@') + 1));
}

}  // namespace portal
