#include "tests/support/authenticator.hpp"

#include <stdexcept>

#include "base/totp.hpp"
#include "tests/support/page.hpp"

namespace portal::testing {
namespace {

std::string from_base32(const std::string& text) {
  std::string bytes;
  unsigned held = 0, bits = 0;
  for (const char c : text) {
    held = (held << 5U) | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 255U);
    held &= (1U << bits) - 1U;
  }
  return bytes;
}

void demand(bool fulfilled, const std::string& what) {
  if (!fulfilled) throw std::runtime_error(what);
}

}  // namespace

std::string Authenticator::code(const TestPortal& portal, int steps_away) const {
  return totp::code(secret, totp::step_at(portal.now) + steps_away);
}

std::string manual_key(const std::string& page) {
  std::string key;
  std::string rest = between(page, "id=\"key\">", "</dd>");
  for (auto at = rest.find('>'); at != std::string::npos; at = rest.find('>', at + 1)) {
    const std::string group = rest.substr(at + 1, rest.find('<', at) - at - 1);
    if (group.size() == 4) key += group;
  }
  return key;
}

std::vector<std::string> codes_on(const std::string& page) {
  constexpr std::string_view before = "<li class=\"code\">";
  std::vector<std::string> codes;
  for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at + 1))
    codes.push_back(page.substr(at + before.size(), page.find('<', at + 1) - at - before.size()));
  return codes;
}

Authenticator turn_on_two_step(TestPortal& portal, Browser& browser) {
  browser.get("/mihon/security/two-step");
  demand(browser.post("/mihon/security/two-step", {}).status == 303, "the set-up does not begin");
  Authenticator app{from_base32(manual_key(browser.get("/mihon/security/two-step/app").body)), {}};
  const Reply done = browser.post("/mihon/security/two-step/app", {{"code", app.code(portal)}});
  demand(done.status == 303, "two-step sign-in was not turned on");
  app.recovery_codes = codes_on(browser.get(done.header("Location")).body);
  demand(app.recovery_codes.size() == 10, "there are not ten recovery codes");
  return app;
}

Reply give_password(Browser& browser, const std::string& login_id, const std::string& next) {
  browser.get("/mihon/login");
  return browser.post("/mihon/login", {{"login_id", login_id}, {"password", test_password}, {"next", next}});
}

Reply give_code(Browser& browser, const std::string& code) {
  browser.get("/mihon/login/code");
  return browser.post("/mihon/login/code", {{"code", code}});
}

}  // namespace portal::testing
