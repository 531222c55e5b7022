#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Digests, comparison, sealing and encryption, by libsodium. Keys are 32 raw bytes.
namespace portal::secret {

std::string base64url(std::string_view bytes);                     // without padding
std::optional<std::string> from_base64url(std::string_view text);  // nothing if it is no base64url
std::string digest(std::string_view text);                         // SHA-256 as base64url: what is stored of a token
std::string hex_digest(std::string_view bytes);                    // SHA-256 as hex
std::string file_digest(const std::filesystem::path& file);        // the same of a file; throws std::system_error

// SHA-256 of what comes in parts.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  void add(std::string_view bytes);
  std::string hex();  // of all; the next one begins anew

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string keyed_digest(std::string_view key, std::string_view text);  // HMAC-SHA-256 as base64url
bool equal(std::string_view one, std::string_view other);               // in constant time for equal lengths

// A fresh text on every call that stands for `value` (32 bytes), so that compression or a picture of a page tells
// nothing.
std::string mask(std::string_view value);
std::optional<std::string> unmask(std::string_view masked);

// Sealed for the mail worker: whoever writes can't read again.
struct SealKeys {
  std::string public_key, secret_key;
  std::vector<std::string> older_secret_keys = {};  // open what was sealed before
};
SealKeys make_seal_keys();
std::string seal(std::string_view public_key, std::string_view text);  // base64url
std::optional<std::string> unseal(const SealKeys& keys, std::string_view sealed);

// Sealed with a key of our own (32 bytes), to be read again by whoever has it and names the same purpose: a text that
// was sealed for one place can't be moved to another.
std::string encrypt(std::string_view key, std::string_view text, std::string_view purpose);  // base64url
std::optional<std::string> decrypt(std::string_view key, std::string_view sealed, std::string_view purpose);

void wipe(std::string& text);  // overwrites, then empties

}  // namespace portal::secret
