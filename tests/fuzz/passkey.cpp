// Whatever a browser sends about a passkey, nothing is taken but a ceremony that took place
// (domain/accounts/webauthn.hpp).
#include "domain/accounts/webauthn.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/soft_authenticator.hpp"

namespace {

using portal::fuzz::demand;
using portal::fuzz::take_counted;
using portal::fuzz::turn_bits;
using portal::testing::SoftAuthenticator;
using portal::webauthn::Credential;

const portal::webauthn::RelyingParty party = portal::webauthn::relying_party("https://portal.example.jp");

// One authenticator of each kind, with what it made and signed.
struct Genuine {
  SoftAuthenticator authenticator;
  Credential made, came;
  std::string spki = authenticator.spki();
  explicit Genuine(portal::public_key::Algorithm algorithm) : authenticator(algorithm) {
    const SoftAuthenticator::Told told{.challenge = "YSBjaGFsbGVuZ2U"};
    made = authenticator.create(told);
    came = authenticator.get(told);
    demand(portal::webauthn::verify_creation(made, party).has_value());
    demand(portal::webauthn::verify_request(came, spki, party).has_value());
  }
};

const Genuine& genuine(std::size_t which) {
  using portal::public_key::Algorithm;
  static const Genuine all[] = {Genuine(Algorithm::es256), Genuine(Algorithm::eddsa), Genuine(Algorithm::rs256)};
  return all[which % std::size(all)];
}

void sign_in_with_turned_bits(const Genuine& one, std::string_view input) {
  Credential came = one.came;
  std::string spki = one.spki;
  for (std::string* field : {&came.client_data, &came.authenticator_data, &came.signature, &spki})
    turn_bits(*field, take_counted(input));
  const bool as_it_was = came.client_data == one.came.client_data && spki == one.spki &&
                         came.authenticator_data == one.came.authenticator_data && came.signature == one.came.signature;
  demand(portal::webauthn::verify_request(came, spki, party).has_value() == as_it_was);
}

// The id and the key are those that stand in the authenticator's data, of a verified user, for this party.
void register_with_turned_bits(const Genuine& one, std::string_view input) {
  Credential made = one.made;
  for (std::string* field : {&made.client_data, &made.authenticator_data, &made.public_key, &made.id})
    turn_bits(*field, take_counted(input));
  if (!portal::webauthn::verify_creation(made, party)) return;
  demand(made.id == one.made.id && made.public_key == one.spki);
  demand((static_cast<unsigned char>(made.authenticator_data[32]) & 0x45U) == 0x45U);
  demand(made.authenticator_data.substr(0, 32) == one.made.authenticator_data.substr(0, 32));
}

// Bytes as they come: as the browser's JSON, and as client data and authenticator data around a genuine key.
void take_bytes(const Genuine& one, std::string_view input) {
  if (const auto said = portal::webauthn::read(input)) {
    static_cast<void>(portal::webauthn::verify_creation(*said, party));
    demand(!portal::webauthn::verify_request(*said, one.spki, party));
  }
  Credential came = one.came, made = one.made;
  made.client_data = came.client_data = take_counted(input);
  made.authenticator_data = came.authenticator_data = input;
  static_cast<void>(portal::webauthn::verify_creation(made, party));
  const bool as_it_was =
      came.client_data == one.came.client_data && came.authenticator_data == one.came.authenticator_data;
  demand(portal::webauthn::verify_request(came, one.spki, party).has_value() == as_it_was);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view input = portal::fuzz::text_of(data, size).substr(1);
  const Genuine& one = genuine(data[0] / 4);
  switch (data[0] % 4) {
    case 0:
      sign_in_with_turned_bits(one, input);
      break;
    case 1:
      register_with_turned_bits(one, input);
      break;
    default:
      take_bytes(one, input);
  }
  return 0;
}
