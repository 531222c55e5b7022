#pragma once
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "base/calendar.hpp"
#include "domain/postcards/postcard_issue.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of お知らせハガキの再発行 share.
namespace portal::testing::paper {

inline constexpr const char* new_password = "kotatsu7mikan";

struct Typed {
  std::string symbol = "12", number = "0001001", branch = "00", birth_date = "1985-04-01", kana = "ミホン";
};

// A portal where hanako of mihon has an account with hanako@example.jp, which the core system has, too.
struct Scene {
  TestPortal portal;
  AccountId hanako = portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));

  static std::vector<std::pair<std::string, std::string>> fields(const Typed& typed) {
    return {{"symbol", typed.symbol},
            {"number", typed.number},
            {"branch", typed.branch},
            {"birth_date", typed.birth_date},
            {"kana", typed.kana}};
  }
  Reply order(Browser& browser, const Typed& typed = {}) {
    browser.get("/mihon/reissue/postcard");
    return browser.post("/mihon/reissue/postcard", {{"symbol", typed.symbol},
                                                    {"number", typed.number},
                                                    {"branch", typed.branch},
                                                    {"birth_date", typed.birth_date},
                                                    {"kana", typed.kana}});
  }
  void demand_ordered(const Typed& typed = {}) {
    Browser browser = portal.browser();
    BOOST_TEST(location(order(browser, typed)) == "/mihon/reissue/postcard/sent");
  }
  std::vector<SentMail> mails(const std::string& subject = "お知らせハガキ再発行の受付のお知らせ") {
    auto found = portal.mails();
    std::erase_if(found, [&subject](const SentMail& mail) { return mail.subject != subject; });
    return found;
  }
  std::int64_t number_of(const char* what) {
    portal.staff.run_script(std::string("SET @found = (SELECT COUNT(*) FROM ") + what + ")");
    auto rows = portal.staff.select("SELECT @found AS counted");
    rows.next();
    return rows.get<std::int64_t>("counted");
  }
  std::int64_t open() { return number_of("postcard_orders WHERE open_member_id IS NOT NULL"); }
  std::int64_t ordered() { return number_of("postcard_orders WHERE member_id IS NOT NULL"); }

  // What `portalctl postcard issue` makes for the society's orders alone.
  std::vector<postcard_issue::Card> made() {
    Operator staff(portal.staff, "mihon");
    auto people = postcard_issue::due(staff.db, calendar::date_in_japan(portal.now), portal.now);
    std::erase_if(people, [](const postcards::Addressee& one) { return !one.ordered; });
    std::vector<postcard_issue::Card> cards;
    for (auto& one : people)
      cards.push_back(postcard_issue::make(staff.db, portal.installation.passwords, std::move(one)));
    return cards;
  }
  void commit(const std::vector<postcard_issue::Card>& cards) {
    Operator staff(portal.staff, "mihon");
    postcard_issue::commit(staff.scene(portal.now), portal.staff, cards, audit::Event::postcard_issued);
  }
  postcard_issue::Card issued() {
    const auto cards = made();
    BOOST_REQUIRE(cards.size() == 1U);
    commit(cards);
    return cards.front();
  }

  // 新規利用登録① and ② with the card and an address that nobody had before: a browser that stands at ③.
  Browser at_account(const postcard_issue::Card& card, const std::string& address = "new.hanako@example.jp") {
    Browser browser = portal.browser();
    browser.get("/mihon/register");
    browser.post("/mihon/register", {{"email", address}});
    browser.get(link_in(portal.mails().back().text));
    browser.get("/mihon/register/start");
    const Reply reply =
        browser.post("/mihon/register/start", {{"login_id", card.login_id}, {"password", card.password}});
    BOOST_TEST(location(reply) == "/mihon/register/account");
    browser.get("/mihon/register/account");
    return browser;
  }
  Reply set_account(Browser& browser, const std::string& login_id = "hanako",
                    const std::string& password = new_password, const std::string& address = "new.hanako@example.jp") {
    return browser.post("/mihon/register/account", {{"new_login_id", login_id},
                                                    {"new_password", password},
                                                    {"new_password_confirm", password},
                                                    {"email", address},
                                                    {"nickname", "はな"}});
  }
  Reply sign_in(Browser& browser, const std::string& password, const std::string& login_id = "hanako") {
    browser.get("/mihon/login");
    return browser.post("/mihon/login", {{"login_id", login_id}, {"password", password}});
  }
};

}  // namespace portal::testing::paper
