#include <string>

#include <boost/test/unit_test.hpp>

#include "base/csv.hpp"
#include "domain/postcard_issue.hpp"

namespace {

namespace postcard_issue = portal::postcard_issue;

std::vector<postcard_issue::Card> cards_for(const std::string& name) {
  postcard_issue::Card card;
  card.addressee = {portal::MemberId{1}, "12", "0001001", "00", name, "100-0001", "見本県見本市1-2-3", "a@example.jp"};
  card.login_id = "abcd2345";
  card.password = "abcdefgh2345";
  return {card};
}

constexpr const char* url = "https://portal.example.jp/mihon/login";

}  // namespace

BOOST_AUTO_TEST_SUITE(postcard_files)

BOOST_AUTO_TEST_CASE(the_print_shop_gets_every_column) {
  const auto file = postcard_issue::print_file(cards_for("𠮷田　茂"), url, postcard_issue::Encoding::utf8);
  BOOST_TEST(file.bytes ==
             "\uFEFF記号,番号,枝番,氏名,ログインID,仮パスワード,郵便番号,住所,URL,メールアドレス\r\n"
             "12,0001001,00,𠮷田　茂,abcd2345,abcdefgh2345,100-0001,見本県見本市1-2-3,"
             "https://portal.example.jp/mihon/login,a@example.jp\r\n");
  BOOST_TEST(file.misprinted.empty());
}

BOOST_AUTO_TEST_CASE(cp932_names_those_whom_it_can_t_write) {
  const auto sound = postcard_issue::print_file(cards_for("髙橋　﨑"), url, postcard_issue::Encoding::cp932);
  BOOST_TEST(sound.misprinted.empty());
  BOOST_TEST(sound.bytes.find(portal::csv::to_cp932("髙橋　﨑").bytes) != std::string::npos);
  const auto lossy = postcard_issue::print_file(cards_for("𠮷田　茂"), url, postcard_issue::Encoding::cp932);
  BOOST_REQUIRE(lossy.misprinted.size() == 1);
  BOOST_TEST(lossy.misprinted.front() == "12-0001001-00");
  BOOST_TEST(lossy.bytes.find(portal::csv::to_cp932("〓田　茂").bytes) != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
