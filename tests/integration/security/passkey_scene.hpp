#pragma once
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "base/secret.hpp"
#include "tests/support/page.hpp"
#include "tests/support/soft_authenticator.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of passkeys share.
namespace portal::testing::passkey {

using namespace std::chrono_literals;

// Of the options in a page: the text behind a name.
inline std::string option_of(const Reply& page, const std::string& name) {
  return between(page.body, "&quot;" + name + "&quot;:&quot;", "&quot;");
}

struct Scene {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  SoftAuthenticator phone;

  static SoftAuthenticator::Told told_on(const Reply& page) { return {.challenge = option_of(page, "challenge")}; }

  // The page on which a passkey is made, as this browser gets it.
  Reply page_of_new(Browser& browser, const std::string& society = "mihon") {
    Reply page = browser.get("/" + society + "/security/passkeys/new");
    BOOST_TEST_REQUIRE(option_of(page, "challenge") != "");
    return page;
  }
  // Makes one there; the answer's user handle goes with the authenticator.
  Reply add(Browser& browser, SoftAuthenticator& authenticator, const std::string& name = "自分のiPhone",
            const std::string& society = "mihon") {
    const Reply page = page_of_new(browser, society);
    authenticator.user_handle =
        secret::from_base64url(between(page.body, "&quot;user&quot;:{&quot;id&quot;:&quot;", "&quot;")).value();
    return browser.post("/" + society + "/security/passkeys",
                        {{"name", name}, {"credential", json_of(authenticator.create(told_on(page)))}});
  }
  Reply sign_in(Browser& browser, const SoftAuthenticator& authenticator, const std::string& society = "mihon") {
    const Reply page = browser.get("/" + society + "/login");
    return browser.post("/" + society + "/login/passkey", {{"credential", json_of(authenticator.get(told_on(page)))}});
  }
  std::vector<SentMail> mails(const std::string& words) {
    auto found = portal.mails();
    std::erase_if(found, [&words](const SentMail& mail) { return mail.text.find(words) == std::string::npos; });
    return found;
  }
  // Longer ago than a change of the account may be.
  void forget_the_password() { portal.now += 5min + 1s; }
};

inline constexpr const char* added = "/mihon/security/passkeys?done=added";

}  // namespace portal::testing::passkey
