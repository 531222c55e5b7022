#include "domain/accounts/webauthn.hpp"

#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "base/proofs/public_key.hpp"
#include "base/secret.hpp"

namespace portal::webauthn {
namespace {

using Members = std::map<std::string, std::string>;
using public_key::Algorithm;

constexpr std::size_t id_bytes_max = 1023;
constexpr std::size_t transports_bytes_max = 100;

// Authenticator data (§6.1): SHA-256 of the party's id, flags, counter; then, in a registration, the AAGUID, the length
// of the credential's id, the id and its key as COSE.
constexpr std::size_t party_digest_bytes = 32;
constexpr std::size_t flags_at = party_digest_bytes;
constexpr std::size_t counter_at = flags_at + 1;
constexpr std::size_t counter_bytes = 4;
constexpr std::size_t head_bytes = counter_at + counter_bytes;
constexpr std::size_t aaguid_bytes = 16;
constexpr std::size_t length_bytes = 2;
enum Flag : unsigned {
  user_present = 0x01,
  user_verified = 0x04,
  may_be_backed_up = 0x08,
  is_backed_up = 0x10,
  has_credential = 0x40,
  has_extensions = 0x80,
};

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) number = number << 8U | byte_at(bytes, at);
  return number;
}

std::string sha256(std::string_view bytes) { return secret::from_base64url(secret::digest(bytes)).value(); }

std::string text_of(const Members& members, const std::string& name) {
  const auto found = members.find(name);
  return found == members.end() ? "" : found->second;
}

// One text stands for the bytes: the one that a browser writes.
bool decode(const Members& members, const std::string& name, std::string& bytes) {
  const std::string text = text_of(members, name);
  const auto decoded = secret::from_base64url(text);
  if (!decoded || secret::base64url(*decoded) != text) return false;
  bytes = *decoded;
  return true;
}

// Handed back to browsers, as it came.
bool is_list_of_words(std::string_view json) {
  return json.size() <= transports_bytes_max && json.starts_with('[') && json.ends_with(']') &&
         std::ranges::all_of(json, [](char c) {
           return (c >= 'a' && c <= 'z') || c == '-' || c == '"' || c == ',' || c == '[' || c == ']';
         });
}

// What every authenticator data begins with, and what follows.
struct Head {
  unsigned flags;
  std::uint32_t counter;
  std::string_view rest;
};

std::optional<Head> read_head(std::string_view data, const RelyingParty& party) {
  if (data.size() < head_bytes || data.substr(0, party_digest_bytes) != sha256(party.id)) return {};
  const Head head{byte_at(data, flags_at), big_endian(data.substr(counter_at, counter_bytes)), data.substr(head_bytes)};
  constexpr unsigned demanded = user_present | user_verified;
  if ((head.flags & demanded) != demanded) return {};
  const bool backed_up_though_it_may_not = (head.flags & is_backed_up) != 0 && (head.flags & may_be_backed_up) == 0;
  return backed_up_though_it_may_not ? std::nullopt : std::optional(head);
}

// Extensions of an authenticator that nobody asked for, such as credProtect, are signed with the rest and say nothing
// to us. Without their flag nothing may follow.
bool ends_rightly(const Head& head, std::string_view rest) {
  return rest.empty() == ((head.flags & has_extensions) == 0);
}

// A key as COSE writes it (RFC 9053, in the one order and length that CTAP2 allows): the pieces between its numbers are
// the CBOR of its map.
std::string cose_of(const public_key::Key& key) {
  using namespace std::string_literals;
  const auto length = [](const std::string& number) {
    return std::string{static_cast<char>(number.size() >> 8U), static_cast<char>(number.size() & 0xffU)};
  };
  switch (key.algorithm) {
    case Algorithm::es256:  // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
      return "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"s + key.first + "\x22\x58\x20"s + key.second;
    case Algorithm::eddsa:  // {1: 1, 3: -8, -1: 6, -2: x}
      return "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"s + key.first;
    case Algorithm::rs256:  // {1: 3, 3: -257, -1: n, -2: e}, e of the three bytes that all have
      return "\xa4\x01\x03\x03\x39\x01\x00\x20\x59"s + length(key.first) + key.first + "\x21\x43"s + key.second;
  }
  return "";
}

// Whether the authenticator says that this id and this key are what it made.
bool is_of(const Head& head, const Credential& credential) {
  const auto key = public_key::read(credential.public_key);
  if (!key || (head.flags & has_credential) == 0 || head.rest.size() < aaguid_bytes + length_bytes) return false;
  std::string_view rest = head.rest.substr(aaguid_bytes);
  const std::size_t id_bytes = big_endian(rest.substr(0, length_bytes));
  rest.remove_prefix(length_bytes);
  const std::string expected = credential.id + cose_of(*key);
  return id_bytes == credential.id.size() && rest.starts_with(expected) &&
         ends_rightly(head, rest.substr(expected.size()));
}

// The challenge of a ceremony of that type, at the party's origin and in no frame of another one.
std::optional<std::string> read_challenge(std::string_view client_data, std::string_view type,
                                          const RelyingParty& party) {
  const auto members = json::read_members(client_data);
  if (!members || text_of(*members, "type") != type || text_of(*members, "origin") != party.origin) return {};
  const std::string crossing = text_of(*members, "crossOrigin");
  if ((!crossing.empty() && crossing != "false") || members->contains("topOrigin")) return {};
  std::string challenge;
  return decode(*members, "challenge", challenge) ? std::optional(challenge) : std::nullopt;
}

}  // namespace

RelyingParty relying_party(std::string_view origin) {
  const std::string_view host = origin.substr(origin.find("://") + 3);
  return {std::string(origin), std::string(host.substr(0, host.find(':')))};
}

std::optional<Credential> read(std::string_view json) {
  const auto members = json::read_members(json);
  if (!members || text_of(*members, "type") != "public-key") return {};
  Credential found;
  const bool whole = decode(*members, "id", found.id) &&
                     decode(*members, "response.clientDataJSON", found.client_data) &&
                     decode(*members, "response.authenticatorData", found.authenticator_data) &&
                     decode(*members, "response.publicKey", found.public_key) &&
                     decode(*members, "response.signature", found.signature) &&
                     decode(*members, "response.userHandle", found.user_handle);
  if (!whole || found.id.empty() || found.id.size() > id_bytes_max) return {};
  const std::string transports = text_of(*members, "response.transports");
  found.transports = is_list_of_words(transports) ? transports : "[]";
  return found;
}

std::optional<Ceremony> verify_creation(const Credential& credential, const RelyingParty& party) {
  auto challenge = read_challenge(credential.client_data, "webauthn.create", party);
  const auto head = read_head(credential.authenticator_data, party);
  if (!challenge || !head || !is_of(*head, credential)) return {};
  return Ceremony{*std::move(challenge), head->counter, (head->flags & is_backed_up) != 0};
}

std::optional<Ceremony> verify_request(const Credential& credential, std::string_view public_key,
                                       const RelyingParty& party) {
  auto challenge = read_challenge(credential.client_data, "webauthn.get", party);
  const auto head = read_head(credential.authenticator_data, party);
  if (!challenge || !head || (head->flags & has_credential) != 0 || !ends_rightly(*head, head->rest)) return {};
  const std::string signed_text = credential.authenticator_data + sha256(credential.client_data);
  if (!public_key::verifies(public_key, signed_text, credential.signature)) return {};
  return Ceremony{*std::move(challenge), head->counter, (head->flags & is_backed_up) != 0};
}

bool counts_on(std::uint32_t before, std::uint32_t now) { return now > before || (now == 0 && before == 0); }

}  // namespace portal::webauthn
