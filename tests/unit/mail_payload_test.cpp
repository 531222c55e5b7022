#include "base/mail_payload.hpp"

#include <stdexcept>

#include <boost/test/unit_test.hpp>

namespace {

using namespace portal;

const MailPayload guide{"見本健康保険組合", "info@mihon.example.jp", "利用登録手続きのご案内",
                        "次のURLから手続きしてください。\nhttps://portal.example.jp/mihon/register/start?t=secret\n"};

BOOST_AUTO_TEST_SUITE(mail_payload_test)

BOOST_AUTO_TEST_CASE(what_was_sealed_can_be_opened_with_the_secret_key_only) {
  const auto keys = secret::make_seal_keys();
  const std::string sealed = seal_payload(keys.public_key, guide);
  BOOST_TEST(sealed.find("secret") == std::string::npos);
  BOOST_TEST((unseal_payload(keys, sealed) == guide));
  BOOST_TEST(!unseal_payload(secret::make_seal_keys(), sealed).has_value());
}

BOOST_AUTO_TEST_CASE(a_damaged_or_foreign_payload_is_no_payload) {
  const auto keys = secret::make_seal_keys();
  std::string damaged = seal_payload(keys.public_key, guide);
  damaged[60] = damaged[60] == 'A' ? 'B' : 'A';
  BOOST_TEST(!unseal_payload(keys, damaged).has_value());
  for (const char* plain :
       {"", "{", "null", "[]", "{\"text\":1}", "{\"from_name\":\"\xff\"}", "{\"subject\":\"only\"}"})
    BOOST_TEST(!unseal_payload(keys, secret::seal(keys.public_key, plain)).has_value(), plain);
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused_before_it_is_queued) {
  const auto keys = secret::make_seal_keys();
  MailPayload payload = guide;
  payload.text = "\xE3\x81";
  BOOST_CHECK_THROW(seal_payload(keys.public_key, payload), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(message_ids_differ_and_end_in_the_senders_domain) {
  const std::string one = new_message_id("info@mihon.example.jp"), other = new_message_id("info@mihon.example.jp");
  BOOST_TEST(one != other);
  BOOST_TEST(one.ends_with("@mihon.example.jp"));
  BOOST_TEST(one.size() <= 120u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
