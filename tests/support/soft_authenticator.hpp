#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "base/proofs/public_key.hpp"
#include "domain/accounts/webauthn.hpp"

namespace portal::testing {

// An authenticator with one passkey and the browser around it, in software: real keys, real signatures, and whatever a
// test wants them to say.
class SoftAuthenticator {
 public:
  explicit SoftAuthenticator(public_key::Algorithm algorithm = public_key::Algorithm::es256, int rsa_bits = 2048);
  ~SoftAuthenticator();

  // What a ceremony is told; each can be told wrongly.
  struct Told {
    std::string challenge;  // base64url, as a page has it
    std::string origin = "https://portal.example.jp";
    std::string party = "portal.example.jp";
    unsigned flags = 0x1d;            // present, verified, backed up
    std::string client_members = {};  // more of the client data: ",\"topOrigin\":\"…\""
    std::string extensions = {};      // CBOR behind the authenticator data
  };
  webauthn::Credential create(const Told& told) const;
  webauthn::Credential get(const Told& told) const;  // signed, with the present counter

  std::string spki() const;

  std::string id;           // of its passkey
  std::string user_handle;  // as it was told, bytes
  std::uint32_t counter = 0;

 private:
  struct Key;
  std::unique_ptr<Key> key_;
};

// As PublicKeyCredential.toJSON() writes it.
std::string json_of(const webauthn::Credential& credential);

}  // namespace portal::testing
