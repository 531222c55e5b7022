#include "base/secret.hpp"

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include <sodium.h>

namespace portal::secret {
namespace {

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string sha256(std::string_view text) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(raw(digest), raw(text), text.size());
  return digest;
}

std::string hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
  text.pop_back();
  return text;
}

std::string exclusive_or(std::string_view one, std::string_view other) {
  std::string result(one);
  for (std::size_t at = 0; at < result.size(); ++at) result[at] = static_cast<char>(one[at] ^ other[at]);
  return result;
}

constexpr std::size_t masked_bytes = 32;

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  const int failed = sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr,
                                       sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (failed != 0) return {};
  bytes.resize(length);
  if (base64url(bytes) != text) return {};  // libsodium takes some bytes beyond ASCII for letters
  return bytes;
}

std::string digest(std::string_view text) { return base64url(sha256(text)); }

std::string hex_digest(std::string_view bytes) { return hex(sha256(bytes)); }

std::string file_digest(const std::filesystem::path& file) {
  constexpr std::size_t portion_bytes = 64 * 1024;
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::system_error(errno, std::generic_category(), file.string());
  Digest digest;
  std::string portion(portion_bytes, '\0');
  while (in.read(portion.data(), static_cast<std::streamsize>(portion.size())) || in.gcount() > 0)
    digest.add(std::string_view(portion).substr(0, static_cast<std::size_t>(in.gcount())));
  return digest.hex();
}

struct Digest::State {
  crypto_hash_sha256_state sum;
};

Digest::Digest() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->sum); }
Digest::~Digest() = default;

void Digest::add(std::string_view bytes) { crypto_hash_sha256_update(&state_->sum, raw(bytes), bytes.size()); }

std::string Digest::hex() {
  std::string sum(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state_->sum, raw(sum));
  crypto_hash_sha256_init(&state_->sum);
  return secret::hex(sum);
}

std::string keyed_digest(std::string_view key, std::string_view text) {
  if (key.size() != crypto_auth_hmacsha256_KEYBYTES) throw std::invalid_argument("a key must have 32 bytes");
  std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(raw(digest), raw(text), text.size(), raw(key));
  return base64url(digest);
}

bool equal(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string mask(std::string_view value) {
  if (value.size() != masked_bytes) throw std::invalid_argument("a masked value must have 32 bytes");
  std::string pad(masked_bytes, '\0');
  randombytes_buf(pad.data(), pad.size());
  return base64url(pad + exclusive_or(value, pad));
}

std::optional<std::string> unmask(std::string_view masked) {
  const auto bytes = from_base64url(masked);
  if (!bytes || bytes->size() != 2 * masked_bytes) return {};
  const std::string_view both = *bytes;
  return exclusive_or(both.substr(masked_bytes), both.substr(0, masked_bytes));
}

SealKeys make_seal_keys() {
  SealKeys keys{std::string(crypto_box_PUBLICKEYBYTES, '\0'), std::string(crypto_box_SECRETKEYBYTES, '\0'), {}};
  crypto_box_keypair(raw(keys.public_key), raw(keys.secret_key));
  return keys;
}

std::string seal(std::string_view public_key, std::string_view text) {
  if (public_key.size() != crypto_box_PUBLICKEYBYTES) throw std::invalid_argument("the sealing key must have 32 bytes");
  std::string sealed(text.size() + crypto_box_SEALBYTES, '\0');
  crypto_box_seal(raw(sealed), raw(text), text.size(), raw(public_key));
  return base64url(sealed);
}

namespace {

std::optional<std::string> opened(std::string_view public_key, std::string_view secret_key, const std::string& sealed) {
  std::string text(sealed.size() - crypto_box_SEALBYTES, '\0');
  const int failed = crypto_box_seal_open(raw(text), raw(sealed), sealed.size(), raw(public_key), raw(secret_key));
  if (failed != 0) return {};
  return text;
}

std::string public_key_of(std::string_view secret_key) {
  std::string public_key(crypto_box_PUBLICKEYBYTES, '\0');
  crypto_scalarmult_base(raw(public_key), raw(secret_key));
  return public_key;
}

}  // namespace

std::optional<std::string> unseal(const SealKeys& keys, std::string_view sealed) {
  const auto bytes = from_base64url(sealed);
  if (!bytes || bytes->size() < crypto_box_SEALBYTES) return {};
  if (auto text = opened(keys.public_key, keys.secret_key, *bytes)) return text;
  for (const std::string& older : keys.older_secret_keys)
    if (auto text = opened(public_key_of(older), older, *bytes)) return text;
  return {};
}

std::string encrypt(std::string_view key, std::string_view text, std::string_view purpose) {
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    throw std::invalid_argument("a key must have 32 bytes");
  std::string nonce(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, '\0');
  randombytes_buf(nonce.data(), nonce.size());
  std::string sealed(text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed), nullptr, raw(text), text.size(), raw(purpose), purpose.size(),
                                             nullptr, raw(nonce), raw(key));
  return base64url(nonce + sealed);
}

std::optional<std::string> decrypt(std::string_view key, std::string_view sealed, std::string_view purpose) {
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    throw std::invalid_argument("a key must have 32 bytes");
  constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  const auto bytes = from_base64url(sealed);
  if (!bytes || bytes->size() < nonce_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES) return {};
  const std::string_view nonce = std::string_view(*bytes).substr(0, nonce_bytes);
  const std::string_view body = std::string_view(*bytes).substr(nonce_bytes);
  std::string text(body.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(text), nullptr, nullptr, raw(body), body.size(),
                                                                raw(purpose), purpose.size(), raw(nonce), raw(key));
  if (failed != 0) return {};
  return text;
}

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
}

}  // namespace portal::secret
