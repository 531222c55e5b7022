#include "base/totp.hpp"

#include <boost/test/unit_test.hpp>

#include "base/papers/qr_code.hpp"
#include "base/secret.hpp"
#include "domain/accounts/two_step.hpp"

using namespace std::chrono_literals;
namespace totp = portal::totp;
using portal::Timestamp;

namespace {

const std::string rfc_secret = "12345678901234567890";

Timestamp at(std::chrono::seconds since_1970) { return Timestamp(since_1970); }

}  // namespace

BOOST_AUTO_TEST_SUITE(totp_codes)

BOOST_AUTO_TEST_CASE(codes_are_those_of_rfc_6238_appendix_b) {
  struct Vector {
    std::int64_t seconds;
    const char* code;  // the last six of the eight digits there
  };
  for (const Vector& one : {Vector{59, "287082"}, Vector{1111111109, "081804"}, Vector{1111111111, "050471"},
                            Vector{1234567890, "005924"}, Vector{2000000000, "279037"}, Vector{20000000000, "353130"}})
    BOOST_TEST(totp::code(rfc_secret, totp::step_at(at(std::chrono::seconds{one.seconds}))) == one.code);
}

BOOST_AUTO_TEST_CASE(a_code_is_found_one_step_around_the_present_and_only_after_the_step_used_last) {
  const Timestamp now = at(1234567890s);
  const std::int64_t present = totp::step_at(now);
  for (const int away : {-1, 0, 1})
    BOOST_TEST((totp::find_step(rfc_secret, totp::code(rfc_secret, present + away), now, 0) == present + away));
  for (const int away : {-2, 2})
    BOOST_TEST(!totp::find_step(rfc_secret, totp::code(rfc_secret, present + away), now, 0).has_value());
  BOOST_TEST(!totp::find_step(rfc_secret, totp::code(rfc_secret, present), now, present).has_value());
  BOOST_TEST(!totp::find_step(rfc_secret, totp::code(rfc_secret, present - 1), now, present).has_value());
  BOOST_TEST(totp::find_step(rfc_secret, totp::code(rfc_secret, present + 1), now, present).has_value());
  for (const char* wrong : {"", "0", "00592", "0059244", "００５９２４"})
    BOOST_TEST(!totp::find_step(rfc_secret, wrong, now, 0).has_value());
}

BOOST_AUTO_TEST_CASE(a_new_secret_has_160_bits_and_is_typed_in_32_letters) {
  const std::string secret = totp::new_secret();
  BOOST_TEST(secret.size() == 20U);
  BOOST_TEST(totp::base32(secret).size() == 32U);
  BOOST_TEST(secret != totp::new_secret());
}

BOOST_AUTO_TEST_CASE(base32_is_that_of_rfc_4648_without_padding) {
  BOOST_TEST(totp::base32("") == "");
  BOOST_TEST(totp::base32("f") == "MY");
  BOOST_TEST(totp::base32("fo") == "MZXQ");
  BOOST_TEST(totp::base32("foo") == "MZXW6");
  BOOST_TEST(totp::base32("foob") == "MZXW6YQ");
  BOOST_TEST(totp::base32("fooba") == "MZXW6YTB");
  BOOST_TEST(totp::base32("foobar") == "MZXW6YTBOI");
}

BOOST_AUTO_TEST_CASE(the_uri_says_issuer_and_account_and_escapes_what_is_not_plain) {
  BOOST_TEST(totp::uri("foo", "見本", "a b&c") ==
             "otpauth://totp/%E8%A6%8B%E6%9C%AC:a%20b%26c?secret=MZXW6&issuer=%E8%A6%8B%E6%9C%AC");
}

BOOST_AUTO_TEST_CASE(a_qr_code_begins_with_its_finder_pattern_and_leaves_a_quiet_zone) {
  const portal::QrCode code = portal::make_qr_code("A");
  BOOST_TEST(code.size == 21 + 8);  // version 1
  BOOST_TEST(code.path.starts_with("M4 4.5h7m"));
  BOOST_TEST(code.path.find("M4 5.5h1m5 0h1m") != std::string::npos);
  BOOST_TEST(portal::make_qr_code(std::string(500, 'x')).size > code.size);
  BOOST_CHECK_THROW(portal::make_qr_code(std::string(3000, 'x')), std::length_error);
}

BOOST_AUTO_TEST_CASE(what_was_encrypted_opens_only_with_its_key_for_its_purpose_and_unchanged) {
  namespace secret = portal::secret;
  const std::string key(32, 'k');
  const std::string sealed = secret::encrypt(key, "canary", "here");
  BOOST_TEST((secret::decrypt(key, sealed, "here") == "canary"));
  BOOST_TEST(sealed != secret::encrypt(key, "canary", "here"));
  BOOST_TEST(!secret::decrypt(key, sealed, "there").has_value());
  BOOST_TEST(!secret::decrypt(std::string(32, 'l'), sealed, "here").has_value());
  for (const std::size_t place : {std::size_t{0}, sealed.size() / 2, sealed.size() - 2}) {
    std::string changed = sealed;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    BOOST_TEST(!secret::decrypt(key, changed, "here").has_value());
  }
  for (const char* nothing : {"", "A", "not base64url!", "AAAA"})
    BOOST_TEST(!secret::decrypt(key, nothing, "here").has_value());
}

BOOST_AUTO_TEST_CASE(codes_are_taken_in_any_width_and_case_with_spaces_and_dashes) {
  namespace two_step = portal::two_step;
  BOOST_TEST(two_step::fold_code(" １２３ 456　") == "123456");
  BOOST_TEST(two_step::fold_code("ABCD-efgh－0123ー4567") == "abcdefgh01234567");
  BOOST_TEST(two_step::fold_code("oOiI-lLab-cdef-ghjk") == "001111abcdefghjk");
  BOOST_TEST(two_step::shown_recovery_code("abcdefgh01234567") == "abcd-efgh-0123-4567");
  for (const char* good : {"123456", "abcdefgh01234567", "0123456789012345"})
    BOOST_TEST(two_step::looks_like_code(good));
  for (const char* bad : {"", "12345", "1234567", "12345a", "abcdefgh0123456", "abcdefgh012345あ", "🍣🍣"})
    BOOST_TEST(!two_step::looks_like_code(bad));
}

BOOST_AUTO_TEST_CASE(every_fifth_wrong_code_in_a_row_stops_codes_and_longer_each_time) {
  using portal::two_step::block_after;
  for (const int open : {1, 4, 6, 9, 11, 21, 51}) BOOST_TEST(!block_after(open).has_value());
  for (const int short_while : {5, 10, 15}) BOOST_TEST((block_after(short_while) == std::chrono::seconds{15min}));
  for (const int hour : {20, 25, 45}) BOOST_TEST((block_after(hour) == std::chrono::seconds{1h}));
  for (const int day : {50, 55, 100, 1000}) BOOST_TEST((block_after(day) == std::chrono::seconds{24h}));
}

BOOST_AUTO_TEST_SUITE_END()
