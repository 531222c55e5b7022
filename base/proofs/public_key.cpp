#include "base/proofs/public_key.hpp"

#include <memory>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace portal::public_key {
namespace {

template <auto free>
struct FreedBy {
  template <class T>
  void operator()(T* pointer) const {
    free(pointer);
  }
};
using OwnedKey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using OwnedNumber = std::unique_ptr<BIGNUM, FreedBy<BN_free>>;
using OwnedDigest = std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>>;

constexpr std::size_t spki_bytes_max = 600;  // RSA of 4096 bits has 550
constexpr int point_bytes = 32;
constexpr int rsa_bits_min = 2048;
constexpr int rsa_bits_max = 4096;

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// What libcrypto had to say of somebody's garbage must not wait for the thread's next error.
struct NoErrorsLeft {
  ~NoErrorsLeft() { ERR_clear_error(); }
};

std::string written(const EVP_PKEY* key) {
  const int length = i2d_PUBKEY(key, nullptr);
  if (length <= 0) return {};
  std::string der(static_cast<std::size_t>(length), '\0');
  unsigned char* end = raw(der);
  i2d_PUBKEY(key, &end);
  return der;
}

// Only one text stands for a key: what libcrypto itself would write.
OwnedKey parse(std::string_view spki) {
  if (spki.size() > spki_bytes_max) return {};
  const unsigned char* at = raw(spki);
  OwnedKey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
  return key && written(key.get()) == spki ? std::move(key) : nullptr;
}

// `bytes`: 0 for as few as it takes.
std::string number(const EVP_PKEY* key, const char* name, int bytes = 0) {
  BIGNUM* found = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &found) != 1) return {};
  const OwnedNumber owned(found);
  const int length = bytes == 0 ? BN_num_bytes(found) : bytes;
  std::string text(static_cast<std::size_t>(length), '\0');
  return BN_bn2binpad(found, raw(text), length) == length ? text : "";
}

bool is_p256(const EVP_PKEY* key) {
  std::string name(sizeof SN_X9_62_prime256v1, '\0');
  std::size_t length = 0;
  return EVP_PKEY_get_group_name(key, name.data(), name.size(), &length) == 1 &&
         std::string_view(name).substr(0, length) == SN_X9_62_prime256v1;
}

std::string ed25519_point(const EVP_PKEY* key) {
  std::string point(point_bytes, '\0');
  std::size_t length = point.size();
  return EVP_PKEY_get_raw_public_key(key, raw(point), &length) == 1 && length == point.size() ? point : "";
}

std::optional<Key> numbers_of(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_EC:
      if (!is_p256(key)) return {};
      return Key{Algorithm::es256, number(key, OSSL_PKEY_PARAM_EC_PUB_X, point_bytes),
                 number(key, OSSL_PKEY_PARAM_EC_PUB_Y, point_bytes)};
    case EVP_PKEY_ED25519:
      return Key{Algorithm::eddsa, ed25519_point(key), ""};
    case EVP_PKEY_RSA:
      if (EVP_PKEY_get_bits(key) < rsa_bits_min || EVP_PKEY_get_bits(key) > rsa_bits_max) return {};
      return Key{Algorithm::rs256, number(key, OSSL_PKEY_PARAM_RSA_N), number(key, OSSL_PKEY_PARAM_RSA_E)};
    default:
      return {};
  }
}

struct Taken {
  OwnedKey key;
  Key numbers;
};

// A point has a second uncompressed form, which libcrypto writes again just so (X9.62's hybrid one, 06 or 07 before x).
std::optional<Taken> take(std::string_view spki) {
  OwnedKey key = parse(spki);
  auto numbers = key ? numbers_of(key.get()) : std::nullopt;
  if (!numbers) return {};
  const bool is_point = numbers->algorithm == Algorithm::es256;
  if (is_point && !spki.ends_with("\x04" + numbers->first + numbers->second)) return {};
  return Taken{std::move(key), *std::move(numbers)};
}

}  // namespace

std::optional<Key> read(std::string_view spki) {
  const NoErrorsLeft afterwards;
  auto taken = take(spki);
  return taken ? std::optional(std::move(taken->numbers)) : std::nullopt;
}

bool verifies(std::string_view spki, std::string_view message, std::string_view signature) {
  const NoErrorsLeft afterwards;
  const auto taken = take(spki);
  if (!taken) return false;
  const EVP_MD* hash = taken->numbers.algorithm == Algorithm::eddsa ? nullptr : EVP_sha256();  // Ed25519 has its own
  const OwnedDigest digest(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(digest.get(), nullptr, hash, nullptr, taken->key.get()) == 1 &&
         EVP_DigestVerify(digest.get(), raw(signature), signature.size(), raw(message), message.size()) == 1;
}

}  // namespace portal::public_key
