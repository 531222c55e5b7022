#pragma once
#include <optional>
#include <string>
#include <string_view>

// Public keys as DER SubjectPublicKeyInfo (RFC 5280), and the signatures that they prove, by libcrypto. Everything here
// comes from outside: what can't be read is nothing, never an exception.
namespace portal::public_key {

// By the numbers of IANA's register "COSE Algorithms": ECDSA on P-256 with SHA-256, Ed25519, RSASSA-PKCS1-v1_5 with
// SHA-256.
enum class Algorithm { es256 = -7, eddsa = -8, rs256 = -257 };

// The numbers that a key is made of, big-endian.
struct Key {
  Algorithm algorithm;
  std::string first;   // x of P-256 (32 bytes), x of Ed25519 (32 bytes), n of RSA (256 to 512 bytes)
  std::string second;  // y of P-256 (32 bytes), none of Ed25519, e of RSA
};

// Nothing: no such key, one that is written in more than one way or followed by something, or RSA of less than 2048 or
// more than 4096 bits.
std::optional<Key> read(std::string_view spki);

// Whether the key made the signature of the message. False for everything that can't be read, too.
bool verifies(std::string_view spki, std::string_view message, std::string_view signature);

}  // namespace portal::public_key
