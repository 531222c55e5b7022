#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The server's side of passkeys (W3C Web Authentication, level 3): the two ceremonies, judged without a database or a
// clock. Whoever verified themself to the authenticator, by a finger, a face or a PIN, is let in; no attestation is
// asked for, so CBOR is compared and never read (docs/decisions/0047). Everything that comes in is a stranger's.
namespace portal::webauthn {

// Whom the ceremonies are for: the installation, whatever society.
struct RelyingParty {
  std::string origin;  // "https://portal.example.jp", exactly as browsers write it
  std::string id;      // "portal.example.jp"
};
RelyingParty relying_party(std::string_view origin);

// What PublicKeyCredential.toJSON() says, decoded: bytes, but for `client_data` and `transports`.
struct Credential {
  std::string id;                  // of the credential, 1 to 1023 bytes
  std::string client_data;         // JSON by the browser
  std::string authenticator_data;  // of both ceremonies
  std::string public_key;          // of a registration: DER SubjectPublicKeyInfo
  std::string transports;          // of a registration: JSON, a list of words; "[]" where it said none
  std::string signature;           // of a sign-in
  std::string user_handle;         // of a sign-in; "" where it named none
};
// Nothing: that isn't what a browser of today says.
std::optional<Credential> read(std::string_view json);

// What browser and authenticator say of a ceremony. The caller judges whose and how old the challenge is, and of a
// sign-in whose passkey it is and how far its counter was.
struct Ceremony {
  std::string challenge;      // the bytes
  std::uint32_t counter = 0;  // of the authenticator's signatures; 0 where it doesn't count
  bool backed_up = false;     // other devices of its owner have the key, too
};

// A new passkey. Nothing unless both say that it is for this party, by a verified user, in no frame of another site,
// and of the very key and id that stand beside it.
std::optional<Ceremony> verify_creation(const Credential& credential, const RelyingParty& party);

// A sign-in. `public_key`: as verify_creation() took it; nothing unless it signed all that is said.
std::optional<Ceremony> verify_request(const Credential& credential, std::string_view public_key,
                                       const RelyingParty& party);

// Of an authenticator that counts, each signature has a higher number than those before it. False: there are two of it.
bool counts_on(std::uint32_t before, std::uint32_t now);

}  // namespace portal::webauthn
