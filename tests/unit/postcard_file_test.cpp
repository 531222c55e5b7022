#include <fstream>
#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>
#include <stdlib.h>
#include <unistd.h>

#include "base/formats/csv.hpp"
#include "base/formats/toml_text.hpp"
#include "domain/postcards/postcard_issue.hpp"
#include "domain/postcards/postcard_texts.hpp"

namespace {

namespace postcard_issue = portal::postcard_issue;

std::vector<postcard_issue::Card> cards_for(const std::string& name) {
  postcard_issue::Card card;
  card.addressee = {portal::MemberId{1}, "12",       "0001001",           "00",          name,
                    "ヨシダ　シゲル",    "100-0001", "見本県見本市1-2-3", "a@example.jp"};
  card.login_id = "abcd2345";
  card.password = "abcdefgh2345";
  return {card};
}

portal::postcards::Texts texts_of(const std::string& toml) {
  std::string name = (std::filesystem::temp_directory_path() / "postcard.XXXXXX").string();
  close(mkstemp(name.data()));
  std::ofstream(name) << toml;
  const auto remove = std::shared_ptr<void>(nullptr, [&name](void*) { std::filesystem::remove(name); });
  return portal::postcard_texts::read(name);
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

BOOST_AUTO_TEST_CASE(the_index_says_which_page_is_whom_and_no_password) {
  auto cards = cards_for("𠮷田　茂");
  cards.push_back(cards_for("=見本").front());
  const auto file = postcard_issue::index_file(cards, postcard_issue::Encoding::utf8);
  BOOST_TEST(file.bytes ==
             "\uFEFFページ,記号,番号,枝番,氏名,郵便番号,ログインID\r\n"
             "1,12,0001001,00,𠮷田　茂,100-0001,abcd2345\r\n"
             "3,12,0001001,00,'=見本,100-0001,abcd2345\r\n");
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

BOOST_AUTO_TEST_CASE(a_societys_texts_are_read_or_refused_with_the_line) {
  const auto texts = texts_of("postage = \"料金後納郵便\"\nsender = \"\"\"\n〒000-0000\n見本県見本市1-1\n\"\"\"\n");
  BOOST_TEST(texts.postage == "料金後納郵便");
  BOOST_TEST(texts.sender == "〒000-0000\n見本県見本市1-1");
  BOOST_TEST(texts.note.empty());
  for (const std::string wrong :
       {"\nfoot = \"x\"", "\nnote = 1", "\nnote = \"\"\"1\n2\n3\"\"\"", "\nsender = \"a\\u202Eb\"", "\nnote = \""})
    BOOST_CHECK_EXCEPTION(texts_of(wrong), portal::toml_text::Unreadable,
                          [](const auto& error) { return error.line == 2; });
  std::string long_note = "note = \"";
  for (int count = 0; count < 53; ++count) long_note += "見";
  BOOST_CHECK_THROW(texts_of(long_note + "\""), portal::toml_text::Unreadable);
}

BOOST_AUTO_TEST_SUITE_END()
