#include <boost/test/unit_test.hpp>

#include "fcgi/http.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using portal::Reply;
using portal::testing::between;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

Reply search(TestPortal& portal, const std::string& words) {
  return portal.browser().get("/mihon/help?q=" + portal::percent_encoded(words));
}

// The title of the first page that was found.
std::string best(const Reply& page) {
  return between(between(page.body, "<ul class=\"links found\">", "</li>"), "\">", "<");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(help)

BOOST_AUTO_TEST_CASE(who_asks_what_is_kept_is_told_the_society_s_term_where_it_has_one) {
  TestPortal portal;
  const auto privacy = [&portal] { return portal.browser().get("/mihon/help/privacy"); };
  BOOST_TEST(!says(privacy(), "年たつと、残っている記録も"));
  portal.staff.execute("UPDATE societies SET erase_after_leaving_years = 5 WHERE slug = 'mihon'");
  BOOST_TEST(says(privacy(), "資格がなくなってから5年たつと、残っている記録も"));
}

BOOST_AUTO_TEST_CASE(search_finds_a_page_by_its_title_by_members_words_and_by_a_sentence) {
  TestPortal portal;
  for (const auto& [asked, title] : std::initializer_list<std::pair<const char*, const char*>>{
           {"パスワードを忘れた", "ログインID・パスワードを忘れたとき"},
           {"はがき", "お知らせハガキについて"},
           {"ハガキをなくした", "お知らせハガキについて"},
           {"ﾊｶﾞｷ　紛失", "お知らせハガキについて"},
           {"迷惑メール", "メールが届かないとき"},
           {"確定申告", "医療費控除（確定申告）について"},
           {"字が小さい", "文字の大きさ、使える端末、印刷"},
           {"高額療養費", "限度額申請について"},
           {"住所変更", "引っ越しや名前が変わったとき"},
           {"ログイン できない", "ログインできないとき"}})
    BOOST_TEST(best(search(portal, asked)) == title, asked);
}

BOOST_AUTO_TEST_CASE(what_nobody_wrote_of_gives_advice_and_the_telephone_and_never_an_error) {
  TestPortal portal;
  const Reply none = search(portal, "xyzzy");
  BOOST_TEST(none.status == 200);
  BOOST_TEST(says(none, "「xyzzy」についてのページは、"));
  BOOST_TEST(says(none, "03-0000-0000"));
  BOOST_TEST(says(search(portal, "<script>"), "&lt;script&gt;"));
  BOOST_TEST(says(search(portal, std::string(200, 'x')), "見つかりませんでした"));
  BOOST_TEST(says(search(portal, "　 "), "見つかりませんでした"));
  BOOST_TEST(says(portal.browser().get("/mihon/help?q="), "したいことを選ぶか"));
}

BOOST_AUTO_TEST_CASE(three_journeys_are_told_in_easy_japanese_and_in_english_too) {
  TestPortal portal;
  for (const char* topic : {"registration", "login", "forgotten"}) {
    const std::string page = std::string("/mihon/help/") + topic;
    BOOST_TEST(says(portal.browser().get(page), "hreflang=\"en\">English</a>"), topic);
    BOOST_TEST(says(portal.browser().get(page + "?lang=en"), "lang=\"en\">\n<div>\n<h1>"), topic);
    BOOST_TEST(says(portal.browser().get(page + "?lang=easy"), "（やさしい日本語）</"), topic);
  }
  BOOST_TEST(says(portal.browser().get("/mihon/help/registration?lang=en"), "within 3 hours."));
  BOOST_TEST(says(portal.browser().get("/mihon/help/expenses?lang=en"), "<h1>医療費通知について</h1>"));
  BOOST_TEST(says(portal.browser().get("/mihon/help/login?lang=xx"), "<h1>ログインできないとき</h1>"));
}

BOOST_AUTO_TEST_CASE(every_page_of_the_help_says_how_the_society_is_reached_without_a_telephone) {
  TestPortal portal;
  const Reply without = portal.browser().get("/mihon/help/forgotten");
  BOOST_TEST(!says(without, "電話リレーサービス"));
  BOOST_TEST(!says(without, "電話を使わないお問い合わせ"));
  portal.staff.execute("UPDATE societies SET takes_relay_calls = TRUE, contact_form_url = ?",
                       "https://www.mihon.example.jp/ask?a=1&b=2");
  for (const char* path : {"/mihon/help/forgotten", "/mihon/login", "/mihon/nowhere"}) {
    const Reply page = portal.browser().get(path);
    BOOST_TEST(says(page, "電話リレーサービスからの</span>"), path);
    BOOST_TEST(says(page, "<a href=\"https://www.mihon.example.jp/ask?a=1&amp;b=2\">電話を使わないお問い合わせ</a>"),
               path);
  }
}

BOOST_AUTO_TEST_SUITE_END()
