#include <array>

#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"
#include "tests/integration/reissue/postcard/scene.hpp"
#include "tests/support/parallel.hpp"

using namespace std::chrono_literals;
using namespace portal::testing::paper;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::without_token;

namespace {

struct Refused {
  Typed typed;
  const char* words;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reissue_postcard)

BOOST_AUTO_TEST_CASE(an_order_tells_every_known_address_at_once_and_leaves_the_old_ways_in) {
  Scene scene;
  scene.portal.staff.execute("UPDATE members SET email = 'held@example.jp' WHERE email IS NOT NULL");
  Browser browser = scene.portal.browser();
  BOOST_TEST(says(browser.get("/mihon/reissue"), "href=\"/mihon/reissue/postcard\""));
  BOOST_TEST(location(scene.order(browser)) == "/mihon/reissue/postcard/sent");
  BOOST_TEST(says(browser.get("/mihon/reissue/postcard/sent"), "届け出ている住所へハガキをお送りします"));
  const auto mails = scene.mails();
  BOOST_REQUIRE(mails.size() == 2U);
  BOOST_TEST(mails[0].recipient == "hanako@example.jp");
  BOOST_TEST(mails[1].recipient == "held@example.jp");
  for (const auto& mail : mails) {
    BOOST_TEST(link_in(mail.text).starts_with("/mihon/reissue/postcard/stop?t="));
    for (const char* personal : {"髙﨑", "0001001", "1985", "ミホン"})
      BOOST_TEST(mail.text.find(personal) == mail.text.npos);
  }
  BOOST_TEST(scene.open() == 1);
  BOOST_TEST(scene.portal.recorded("postcard_ordered") == 1);
  BOOST_TEST(location(scene.sign_in(browser, test_password)) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(what_is_typed_is_folded_as_a_core_system_s_file_is) {
  Scene scene;
  scene.portal.staff.execute("UPDATE members SET kana = 'ミホン　ハナコ' WHERE number = '0001001'");
  scene.demand_ordered({"１２", "０００１００１", "0", "昭和６０年４月１日", " みほん はなこ "});
  BOOST_TEST(scene.open() == 1);
  scene.portal.staff.execute("DELETE FROM postcard_orders");
  scene.demand_ordered({"12", "0001001", "００", "S60.4.1", "ﾐﾎﾝﾊﾅｺ"});
  BOOST_TEST(scene.open() == 1);
}

BOOST_AUTO_TEST_CASE(a_member_without_a_symbol_leaves_it_empty_or_writes_a_dash) {
  Scene scene;
  scene.portal.staff.execute("UPDATE members SET symbol = '' WHERE number = '0001001'");
  for (const char* none : {"", "－", " - "}) {
    scene.demand_ordered({.symbol = none});
    BOOST_TEST(scene.open() == 1);
    scene.portal.staff.execute("DELETE FROM postcard_orders");
  }
}

BOOST_AUTO_TEST_CASE(garbage_in_a_field_is_named_and_orders_nothing) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::array refused{
      Refused{{.symbol = "1\n2"}, "記号に、目に見えない文字"},
      Refused{{.symbol = std::string(21, 'a')}, "20文字以内"},
      Refused{{.number = ""}, "番号を入力してください"},
      Refused{{.number = "<b>1"}, "番号は、数字で"},
      Refused{{.number = std::string(21, '1')}, "番号は、数字で"},
      Refused{{.number = "番号"}, "番号は、数字で"},
      Refused{{.branch = ""}, "枝番を入力してください"},
      Refused{{.branch = "000"}, "枝番は、2桁"},
      Refused{{.branch = "ab"}, "枝番は、2桁"},
      Refused{{.birth_date = ""}, "生年月日を入力してください"},
      Refused{{.birth_date = "1985-02-30"}, "という日はありません"},
      Refused{{.birth_date = "きのう"}, "生年月日は、昭和60年4月1日または"},
      Refused{{.kana = "　"}, "フリガナを入力してください"},
      Refused{{.kana = "髙﨑　花子"}, "カタカナかひらがなで"},
      Refused{{.kana = "𠮷田"}, "カタカナかひらがなで"},
      Refused{{.kana = "ミホン\nBcc: a"}, "目に見えない文字"},
      Refused{{.kana = std::string(16000, 'a')}, "200文字以内"},
  };
  for (const auto& [typed, words] : refused) {
    const Reply reply = scene.order(browser, typed);
    BOOST_TEST(reply.status == 422, words);
    BOOST_TEST(says(reply, words), words);
  }
  BOOST_TEST(scene.portal.count("postcard_orders") == 0);
  BOOST_TEST(scene.portal.count("mail_queue") == 0);
  const Reply kept = scene.order(browser, {.number = "0001001", .branch = "x"});
  BOOST_TEST(says(kept, "value=\"0001001\""));
  browser.forget("form");
  BOOST_TEST(browser.send(posted(browser, "/mihon/reissue/postcard", Scene::fields({}))).status == 403);
  BOOST_TEST(scene.portal.count("postcard_orders") == 0);
}

// Known, unknown, wrong in one field, with an open order, gone, and asked for too often.
BOOST_AUTO_TEST_CASE(all_people_get_the_same_answer_and_leave_the_same_number_of_rows_by_the_same_statements) {
  Scene scene;
  scene.portal.add_account("mihon", "taro", scene.portal.member("mihon", "0001002"));
  scene.portal.staff.execute("UPDATE members SET left_on = '2026-01-01' WHERE number = '0001002'");
  struct Seen {
    Reply answer, page;
    std::int64_t orders, mails, recorded, statements;
  };
  const auto seen = [&scene](const Typed& typed) {
    Browser browser = scene.portal.browser();
    browser.get("/mihon/reissue/postcard");
    const auto counts = [&scene] {
      return std::array{scene.portal.count("postcard_orders"), scene.portal.count("mail_queue"),
                        scene.portal.count("audit_log")};
    };
    const auto before = counts();
    const auto statements = scene.portal.server_status("Com_stmt_execute");
    const portal::Request request = posted(browser, "/mihon/reissue/postcard", Scene::fields(typed));
    Reply answer = browser.send(request);
    const auto asked = scene.portal.server_status("Com_stmt_execute") - statements;
    const auto after = counts();
    return Seen{answer,
                browser.get("/mihon/reissue/postcard/sent"),
                after[0] - before[0],
                after[1] - before[1],
                after[2] - before[2],
                asked};
  };
  seen({.number = "0009999"});  // what is prepared once is prepared
  const Seen unknown = seen({.number = "0009998"});
  BOOST_TEST(location(unknown.answer) == "/mihon/reissue/postcard/sent");
  const std::array others{Typed{},  // known: the only one that orders
                          Typed{},  // again, while it is open
                          Typed{.birth_date = "1985-04-02"},
                          Typed{.kana = "ミホ"},  // throttled: the fourth of the number
                          Typed{.symbol = "13"},
                          Typed{.number = "0001002", .birth_date = "1970-12-31"}};
  for (const Typed& typed : others) {
    const Seen one = seen(typed);
    BOOST_TEST(one.answer.status == unknown.answer.status);
    BOOST_TEST((one.answer.headers == unknown.answer.headers));
    BOOST_TEST((one.answer.body == unknown.answer.body));
    BOOST_TEST((without_token(one.page.body) == without_token(unknown.page.body)));
    BOOST_TEST(one.orders == unknown.orders);
    BOOST_TEST(one.mails == unknown.mails);
    BOOST_TEST(one.recorded == unknown.recorded);
    BOOST_TEST(one.statements == unknown.statements);
  }
  BOOST_TEST(scene.ordered() == 1);
  BOOST_TEST(scene.mails().size() == 1U);
  BOOST_TEST(scene.portal.recorded("postcard_order_refused") == 7);
}

BOOST_AUTO_TEST_CASE(a_second_order_while_one_is_open_changes_nothing_and_mails_nobody) {
  Scene scene;
  scene.demand_ordered();
  scene.portal.now += 24h;
  scene.demand_ordered();
  BOOST_TEST(scene.ordered() == 1);
  BOOST_TEST(scene.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_member_gets_two_a_year_and_a_third_after_it) {
  Scene scene;
  for (int time = 0; time < 2; ++time, scene.portal.now += 48h) {
    scene.demand_ordered();
    scene.issued();
  }
  scene.demand_ordered();
  BOOST_TEST(scene.open() == 0);
  BOOST_TEST(scene.mails().size() == 2U);
  scene.portal.now += portal::limits::postcard_order_life;
  scene.demand_ordered();
  BOOST_TEST(scene.open() == 1);
}

BOOST_AUTO_TEST_CASE(stopped_orders_are_not_counted_until_there_are_five_of_them) {
  Scene scene;
  for (int time = 0; time < 7; ++time, scene.portal.now += 24h) {
    scene.demand_ordered();
    scene.portal.staff.execute("UPDATE postcard_orders SET stopped_at = ordered_at WHERE stopped_at IS NULL");
  }
  BOOST_TEST(scene.mails().size() == 5U);
}

BOOST_AUTO_TEST_CASE(of_20_parallel_orders_exactly_one_is_taken) {
  Scene scene;
  std::vector<portal::Request> requests;
  for (int one = 0; one < 20; ++one) {
    Browser browser = scene.portal.browser();
    browser.client_address = "192.0.2." + std::to_string(one);
    browser.get("/mihon/reissue/postcard");
    requests.push_back(posted(browser, "/mihon/reissue/postcard", Scene::fields({})));
  }
  for (const Reply& reply : answer_in_parallel(scene.portal, requests))
    BOOST_TEST(location(reply) == "/mihon/reissue/postcard/sent", reply.status);
  BOOST_TEST(scene.ordered() == 1);
  BOOST_TEST(scene.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_page_sent_twice_orders_once) {
  Scene scene;
  Browser browser = scene.portal.browser();
  browser.get("/mihon/reissue/postcard");
  const portal::Request request = posted(browser, "/mihon/reissue/postcard", Scene::fields({}));
  const Reply first = browser.send(request), second = browser.send(request);
  BOOST_TEST(location(first) == location(second));
  BOOST_TEST(scene.portal.count("postcard_orders") == 1);
}

BOOST_AUTO_TEST_CASE(a_client_that_asked_too_often_gets_the_same_page_and_leaves_no_row) {
  Scene scene;
  Browser browser = scene.portal.browser();
  for (int time = 0; time < 20; ++time) scene.order(browser, {.number = std::to_string(time)});
  const auto orders = scene.portal.count("postcard_orders");
  BOOST_TEST(location(scene.order(browser)) == "/mihon/reissue/postcard/sent");
  BOOST_TEST(scene.portal.count("postcard_orders") == orders);
  BOOST_TEST(scene.mails().empty());
}

BOOST_AUTO_TEST_CASE(another_society_s_member_with_the_same_number_gets_nothing) {
  Scene scene;
  scene.portal.staff.execute(
      "UPDATE members m JOIN societies s ON s.id = m.society_id SET m.kana = 'タメシ' WHERE s.slug = 'tameshi'");
  Browser browser = scene.portal.browser();
  browser.get("/tameshi/reissue/postcard");
  browser.send(posted(browser, "/tameshi/reissue/postcard", Scene::fields({})));
  BOOST_TEST(scene.ordered() == 0);
  BOOST_TEST(scene.mails().empty());
}

BOOST_AUTO_TEST_CASE(a_member_with_a_postcard_and_neither_account_nor_mailbox_orders_a_new_one) {
  Scene scene;
  scene.portal.add_postcard("mihon", "lostcard", scene.portal.member("mihon", "0001002"));
  scene.demand_ordered({.number = "0001002", .birth_date = "1970-12-31"});
  BOOST_TEST(scene.open() == 1);
  BOOST_TEST(scene.mails().empty());  // no address is known
  const auto card = scene.issued();
  BOOST_TEST(scene.number_of("postcards WHERE replaced_at IS NULL") == 1);
  Browser browser = scene.at_account(card, "taro@example.jp");
  BOOST_TEST(location(scene.set_account(browser, "taro", new_password, "taro@example.jp")) == "/mihon/register/done");
  BOOST_TEST(location(scene.sign_in(browser, new_password, "taro")) == "/mihon/home");
}

BOOST_AUTO_TEST_SUITE_END()
