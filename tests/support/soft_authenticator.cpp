#include "tests/support/soft_authenticator.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "base/json.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

namespace portal::testing {
namespace {

using namespace std::string_literals;
using public_key::Algorithm;

constexpr unsigned with_credential = 0x40, with_extensions = 0x80;
constexpr std::size_t id_bytes = 20;

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(const std::string& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

std::string big_endian(std::size_t number, int bytes) {
  std::string text;
  for (int at = bytes - 1; at >= 0; --at) text += static_cast<char>(number >> static_cast<unsigned>(8 * at) & 0xffU);
  return text;
}

std::string sha256(const std::string& text) { return secret::from_base64url(secret::digest(text)).value(); }

// Written apart from what the portal compares with: as CTAP2 has it.
std::string cose_of(const public_key::Key& key) {
  if (key.algorithm == Algorithm::es256)
    return "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"s + key.first + "\x22\x58\x20"s + key.second;
  if (key.algorithm == Algorithm::eddsa) return "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"s + key.first;
  return "\xa4\x01\x03\x03\x39\x01\x00\x20\x59"s + big_endian(key.first.size(), 2) + key.first + "\x21\x43"s +
         key.second;
}

std::string client_data(const char* type, const SoftAuthenticator::Told& told) {
  return fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}","crossOrigin":false{}}})", type, told.challenge,
                     told.origin, told.client_members);
}

}  // namespace

struct SoftAuthenticator::Key {
  EVP_PKEY* pair;
  Algorithm algorithm;
};

SoftAuthenticator::SoftAuthenticator(Algorithm algorithm, int rsa_bits) : id(random::bytes(id_bytes)) {
  EVP_PKEY* pair = algorithm == Algorithm::es256   ? EVP_EC_gen("P-256")
                   : algorithm == Algorithm::eddsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                                   : EVP_RSA_gen(static_cast<unsigned>(rsa_bits));
  if (pair == nullptr) throw std::runtime_error("no key");
  key_ = std::make_unique<Key>(Key{pair, algorithm});
}

SoftAuthenticator::~SoftAuthenticator() { EVP_PKEY_free(key_->pair); }

std::string SoftAuthenticator::spki() const {
  std::string der(static_cast<std::size_t>(i2d_PUBKEY(key_->pair, nullptr)), '\0');
  unsigned char* end = raw(der);
  i2d_PUBKEY(key_->pair, &end);
  return der;
}

webauthn::Credential SoftAuthenticator::create(const Told& told) const {
  const unsigned flags = told.flags | with_credential | (told.extensions.empty() ? 0 : with_extensions);
  const auto key = public_key::read(spki());
  const std::string data = sha256(told.party) + static_cast<char>(flags) + big_endian(counter, 4) +
                           std::string(16, '\0') + big_endian(id.size(), 2) + id + (key ? cose_of(*key) : "") +
                           told.extensions;
  return {.id = id,
          .client_data = client_data("webauthn.create", told),
          .authenticator_data = data,
          .public_key = spki(),
          .transports = R"(["internal","hybrid"])",
          .signature = "",
          .user_handle = ""};
}

webauthn::Credential SoftAuthenticator::get(const Told& told) const {
  const unsigned flags = told.flags | (told.extensions.empty() ? 0 : with_extensions);
  webauthn::Credential said{
      .id = id,
      .client_data = client_data("webauthn.get", told),
      .authenticator_data = sha256(told.party) + static_cast<char>(flags) + big_endian(counter, 4) + told.extensions,
      .public_key = "",
      .transports = "",
      .signature = "",
      .user_handle = user_handle};
  const std::string text = said.authenticator_data + sha256(said.client_data);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, key_->algorithm == Algorithm::eddsa ? nullptr : EVP_sha256(), nullptr,
                     key_->pair);
  std::size_t length = 0;
  EVP_DigestSign(context, nullptr, &length, raw(text), text.size());
  said.signature.resize(length);
  const int made = EVP_DigestSign(context, raw(said.signature), &length, raw(text), text.size());
  EVP_MD_CTX_free(context);
  if (made != 1) throw std::runtime_error("no signature");
  said.signature.resize(length);
  return said;
}

std::string json_of(const webauthn::Credential& credential) {
  const auto text = [](const std::string& bytes) { return json::quoted(secret::base64url(bytes)); };
  const std::string of_kind =
      credential.signature.empty()
          ? fmt::format(R"("publicKey":{},"publicKeyAlgorithm":-7,"transports":{},"attestationObject":"o2Nm")",
                        text(credential.public_key), credential.transports)
          : fmt::format(R"("signature":{},"userHandle":{})", text(credential.signature), text(credential.user_handle));
  return fmt::format(
      R"({{"authenticatorAttachment":"platform","clientExtensionResults":{{}},"id":{},"rawId":{},"type":"public-key",)"
      R"("response":{{"clientDataJSON":{},"authenticatorData":{},{}}}}})",
      text(credential.id), text(credential.id), text(credential.client_data), text(credential.authenticator_data),
      of_kind);
}

}  // namespace portal::testing
