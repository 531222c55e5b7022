#include "base/mail_payload.hpp"

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "base/random.hpp"

namespace portal {
namespace {

using Json = nlohmann::json;

constexpr std::size_t message_id_random_bytes = 16;

std::optional<MailPayload> read(const Json& json) {
  try {
    return MailPayload{json.at("from_name").get<std::string>(), json.at("from_address").get<std::string>(),
                       json.at("subject").get<std::string>(), json.at("text").get<std::string>(),
                       json.value("unsubscribe_url", "")};
  } catch (const Json::exception&) {
    return {};
  }
}

}  // namespace

std::string seal_payload(std::string_view public_key, const MailPayload& payload) {
  const Json json{{"from_name", payload.from_name},
                  {"from_address", payload.from_address},
                  {"subject", payload.subject},
                  {"text", payload.text},
                  {"unsubscribe_url", payload.unsubscribe_url}};
  try {
    std::string plain = json.dump();
    std::string sealed = secret::seal(public_key, plain);
    secret::wipe(plain);
    return sealed;
  } catch (const Json::exception&) {
    throw std::invalid_argument("a mail's text must be UTF-8");  // the library's own words quote the text
  }
}

std::optional<MailPayload> unseal_payload(const secret::SealKeys& keys, std::string_view sealed) {
  std::optional<std::string> plain = secret::unseal(keys, sealed);
  if (!plain) return {};
  const Json json = Json::parse(*plain, nullptr, false);
  secret::wipe(*plain);
  return read(json);
}

std::string new_message_id(std::string_view from_address) {
  return secret::base64url(random::bytes(message_id_random_bytes)) + "@" +
         std::string(from_address.substr(from_address.rfind('@') + 1));
}

}  // namespace portal
