#include "domain/accounts/webauthn.hpp"

#include <boost/test/unit_test.hpp>

#include "base/secret.hpp"
#include "tests/support/soft_authenticator.hpp"

namespace webauthn = portal::webauthn;
using portal::public_key::Algorithm;
using portal::testing::json_of;
using portal::testing::SoftAuthenticator;
using webauthn::Credential;

namespace {

const webauthn::RelyingParty party = webauthn::relying_party("https://portal.example.jp");
const SoftAuthenticator::Told told{.challenge = portal::secret::base64url("a challenge of thirty-two bytes.")};

struct Changed {
  const char* what;
  SoftAuthenticator::Told told;
};

// What a ceremony must not be.
std::vector<Changed> wrong() {
  std::vector<Changed> all;
  const auto add = [&all](const char* what, auto change) {
    all.push_back({what, told});
    change(all.back().told);
  };
  add("another origin", [](auto& t) { t.origin = "https://portal.example.com"; });
  add("the origin with a slash", [](auto& t) { t.origin += "/"; });
  add("plain http", [](auto& t) { t.origin = "http://portal.example.jp"; });
  add("a port", [](auto& t) { t.origin += ":8443"; });
  add("another party", [](auto& t) { t.party = "example.jp"; });
  add("nobody present", [](auto& t) { t.flags = 0x1c; });
  add("nobody verified", [](auto& t) { t.flags = 0x19; });
  add("backed up though it can't be", [](auto& t) { t.flags = 0x15; });
  add("a frame of another site", [](auto& t) { t.client_members = ",\"topOrigin\":\"https://example.com\""; });
  add("a name twice", [](auto& t) { t.client_members = ",\"origin\":\"https://portal.example.jp\""; });
  add("a challenge with padding", [](auto& t) { t.challenge += "="; });
  return all;
}

// Each bit of a text turned over, one at a time.
template <class Refused>
int bits_taken(std::string& text, Refused refused) {
  int taken = 0;
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    const auto turn = [&] { text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << (bit % 8))); };
    turn();
    if (!refused()) ++taken;
    turn();
  }
  return taken;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(webauthn_ceremonies)

BOOST_AUTO_TEST_CASE(passkeys_of_three_algorithms_are_made_and_sign_in_and_say_how_far_they_counted) {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    SoftAuthenticator phone(algorithm);
    phone.counter = 7;
    const auto made = webauthn::verify_creation(phone.create(told), party);
    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(made->challenge == "a challenge of thirty-two bytes.");
    BOOST_TEST(made->counter == 7U);
    BOOST_TEST(made->backed_up);
    phone.counter = 0x01020304;
    const auto came = webauthn::verify_request(phone.get(told), phone.spki(), party);
    BOOST_TEST_REQUIRE(came.has_value());
    BOOST_TEST(came->counter == 0x01020304U);
    BOOST_TEST(came->challenge == made->challenge);
  }
}

BOOST_AUTO_TEST_CASE(of_rsa_2048_bits_are_taken_and_fewer_are_not) {
  const SoftAuthenticator weak(Algorithm::rs256, 1024), strong(Algorithm::rs256, 3072);
  BOOST_TEST(!webauthn::verify_creation(weak.create(told), party).has_value());
  BOOST_TEST(!webauthn::verify_request(weak.get(told), weak.spki(), party).has_value());
  BOOST_TEST(webauthn::verify_creation(strong.create(told), party).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_said_wrongly_is_refused_though_it_is_signed) {
  const SoftAuthenticator phone;
  for (const Changed& one : wrong()) {
    BOOST_TEST(!webauthn::verify_creation(phone.create(one.told), party).has_value(), one.what);
    BOOST_TEST(!webauthn::verify_request(phone.get(one.told), phone.spki(), party).has_value(), one.what);
  }
}

BOOST_AUTO_TEST_CASE(a_sign_in_is_no_registration_and_a_registration_no_sign_in) {
  const SoftAuthenticator phone;
  Credential made = phone.create(told), came = phone.get(told);
  std::swap(made.client_data, came.client_data);
  BOOST_TEST(!webauthn::verify_creation(made, party).has_value());
  BOOST_TEST(!webauthn::verify_request(came, phone.spki(), party).has_value());
}

BOOST_AUTO_TEST_CASE(extensions_that_nobody_asked_for_are_passed_over_and_bytes_without_their_flag_are_not) {
  const SoftAuthenticator phone;
  auto with = told;
  with.extensions =
      "\xa1\x6b"
      "credProtect\x02";
  BOOST_TEST(webauthn::verify_creation(phone.create(with), party).has_value());
  BOOST_TEST(webauthn::verify_request(phone.get(with), phone.spki(), party).has_value());
  Credential made = phone.create(told);
  made.authenticator_data += "x";
  BOOST_TEST(!webauthn::verify_creation(made, party).has_value());
}

BOOST_AUTO_TEST_CASE(a_sign_in_with_any_bit_turned_over_is_refused) {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    const SoftAuthenticator phone(algorithm);
    Credential came = phone.get(told);
    std::string spki = phone.spki();
    const auto refused = [&] { return !webauthn::verify_request(came, spki, party).has_value(); };
    BOOST_TEST_REQUIRE(!refused());
    BOOST_TEST(bits_taken(came.client_data, refused) == 0);
    BOOST_TEST(bits_taken(came.authenticator_data, refused) == 0);
    BOOST_TEST(bits_taken(came.signature, refused) == 0);
    BOOST_TEST(bits_taken(spki, refused) == 0);
  }
}

// Nothing is signed there, as no attestation is asked for. What may be anything: the counter (32 bits), the model's
// number (128), the flags of being backed up (each alone fits; both say different things of the same key) and two that
// mean nothing yet.
BOOST_AUTO_TEST_CASE(a_registration_with_a_bit_turned_over_in_what_counts_is_refused) {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    const SoftAuthenticator phone(algorithm);
    Credential made = phone.create(told);
    const auto refused = [&] {
      const auto ceremony = webauthn::verify_creation(made, party);
      return !ceremony || ceremony->challenge != "a challenge of thirty-two bytes.";
    };
    BOOST_TEST_REQUIRE(!refused());
    BOOST_TEST(bits_taken(made.id, refused) == 0);
    BOOST_TEST(bits_taken(made.public_key, refused) == 0);
    std::string& data = made.authenticator_data;
    const std::string whole = data;
    std::string part = whole.substr(0, 32);
    BOOST_TEST(bits_taken(part, [&] { return data = part + whole.substr(32), refused(); }) == 0);
    part = whole.substr(32, 1);
    BOOST_TEST(bits_taken(part, [&] { return data = whole.substr(0, 32) + part + whole.substr(33), refused(); }) == 3);
    part = whole.substr(53);
    BOOST_TEST(bits_taken(part, [&] { return data = whole.substr(0, 53) + part, refused(); }) == 0);
    data = whole;
    for (std::size_t length = 0; length < whole.size(); ++length) {
      data = whole.substr(0, length);
      BOOST_TEST(refused());
    }
  }
}

BOOST_AUTO_TEST_CASE(of_client_data_a_bit_turned_over_changes_nothing_that_counts_or_refuses_it) {
  const SoftAuthenticator phone;
  Credential made = phone.create(told);
  const std::string crossing = R"("crossOrigin":false)";
  made.client_data.erase(made.client_data.find("," + crossing), crossing.size() + 1);
  const auto refused = [&] {
    const auto ceremony = webauthn::verify_creation(made, party);
    return !ceremony || ceremony->challenge != "a challenge of thirty-two bytes.";
  };
  BOOST_TEST_REQUIRE(!refused());
  BOOST_TEST(bits_taken(made.client_data, refused) == 0);
}

BOOST_AUTO_TEST_CASE(another_key_s_point_in_either_place_is_refused) {
  const SoftAuthenticator phone, other;
  Credential made = phone.create(told);
  made.public_key = other.spki();
  BOOST_TEST(!webauthn::verify_creation(made, party).has_value());
  BOOST_TEST(!webauthn::verify_request(phone.get(told), other.spki(), party).has_value());
}

BOOST_AUTO_TEST_CASE(what_a_browser_says_is_read_again_and_garbage_in_each_field_is_nothing) {
  const SoftAuthenticator phone;
  const Credential made = phone.create(told);
  const std::string said = json_of(made);
  const auto read = webauthn::read(said);
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST(read->id == made.id);
  BOOST_TEST(read->authenticator_data == made.authenticator_data);
  BOOST_TEST(read->public_key == made.public_key);
  BOOST_TEST(read->transports == made.transports);
  const auto replaced = [&said](const std::string& name, const std::string& value) {
    const auto at = said.find("\"" + name + "\":\"") + name.size() + 3;
    return said.substr(0, at) + value + said.substr(said.find('"', at + 1));
  };
  for (const char* name : {"id", "clientDataJSON", "authenticatorData", "publicKey", "type"})
    for (const char* garbage : {"\"\"", "\"x\"", "\"あ\"", "\"AAAA=\"", "null", "[]", "{}", "1", "\"AB\""}) {
      const auto odd = webauthn::read(replaced(name, garbage));
      BOOST_TEST((!odd || !webauthn::verify_creation(*odd, party)), name << " is " << garbage);
    }
  for (const char* garbage : {"", "null", "[]", "{}", "{", "\"\"", "{\"type\":\"public-key\"}"})
    BOOST_TEST(!webauthn::read(garbage).has_value());
  BOOST_TEST(!webauthn::read(std::string(16'000, '[')).has_value());
  BOOST_TEST(!webauthn::read(said.substr(0, said.size() - 1) + ",\"id\":\"AAAA\"}").has_value());
}

BOOST_AUTO_TEST_CASE(odd_transports_are_none) {
  for (const char* odd : {"[\"<b>\"]", "\"internal\"", "[\"INTERNAL\"]", "[1]"}) {
    Credential made = SoftAuthenticator().create(told);
    made.transports = odd;
    const auto read = webauthn::read(json_of(made));
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->transports == "[]");
  }
}

BOOST_AUTO_TEST_CASE(a_counter_goes_up_or_is_never_used) {
  BOOST_TEST(webauthn::counts_on(0, 0));
  BOOST_TEST(webauthn::counts_on(0, 1));
  BOOST_TEST(webauthn::counts_on(1, 0xffffffff));
  BOOST_TEST(!webauthn::counts_on(1, 1));
  BOOST_TEST(!webauthn::counts_on(2, 1));
  BOOST_TEST(!webauthn::counts_on(2, 0));
}

BOOST_AUTO_TEST_CASE(the_party_is_the_origin_s_host) {
  BOOST_TEST(webauthn::relying_party("http://localhost:8080").id == "localhost");
  BOOST_TEST(webauthn::relying_party("http://localhost:8080").origin == "http://localhost:8080");
  BOOST_TEST(party.id == "portal.example.jp");
}

BOOST_AUTO_TEST_SUITE_END()
