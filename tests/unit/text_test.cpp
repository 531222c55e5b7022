#include "base/text.hpp"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace {

namespace text = portal::text;
using namespace std::string_literals;

// Names as core systems hold them, each with something that a careless conversion breaks.
const std::vector<std::string> difficult_names = {"𠮷野　家子", "髙橋 﨑",  "渡邉\U000E0102", "①㈱サンプル", "～〜−－",
                                                  "表 ソ 能",   "神\uFA19", "葛\U000E0100城", "が\u3099"};

BOOST_AUTO_TEST_SUITE(text_test)

BOOST_AUTO_TEST_CASE(well_formed_utf8_is_valid) {
  for (const std::string& name : difficult_names) BOOST_TEST(text::is_valid_utf8(name), name);
  BOOST_TEST(text::is_valid_utf8(""));
  BOOST_TEST(text::is_valid_utf8("\U0010FFFF"));
  BOOST_TEST(text::is_valid_utf8("a\r\n\t"));
}

BOOST_AUTO_TEST_CASE(ill_formed_utf8_is_refused) {
  const std::vector<std::string> ill_formed = {"a\0b"s,
                                               "\0"s,
                                               "\xC0\x80",
                                               "\xC1\xBF",
                                               "\xE0\x80\xAF",
                                               "\xF0\x80\x80\xAF",
                                               "\xED\xA0\x80",
                                               "\xED\xBF\xBF",
                                               "\x80",
                                               "abc\xE3\x81",
                                               "\xFF",
                                               "\xF4\x90\x80\x80",
                                               "\xE3",
                                               "\x95\x5C\x83\x5C",
                                               "\xF8\x88\x80\x80\x80",
                                               "\xE3\x81\x82\xE3"};
  for (const std::string& bytes : ill_formed) BOOST_TEST(!text::is_valid_utf8(bytes));
}

BOOST_AUTO_TEST_CASE(a_name_cut_anywhere_inside_a_character_is_ill_formed) {
  for (const std::string& name : difficult_names)
    for (std::size_t size = 1; size < name.size(); ++size) {
      const bool is_cut = (name[size] & 0xC0) == 0x80;
      BOOST_TEST(text::is_valid_utf8(name.substr(0, size)) == !is_cut);
    }
}

BOOST_AUTO_TEST_CASE(length_counts_code_points) {
  BOOST_TEST(text::code_points("") == 0U);
  BOOST_TEST(text::code_points("𠮷野") == 2U);
  BOOST_TEST(text::code_points("邉\U000E0102") == 2U);
  BOOST_TEST(text::code_points("taro") == 4U);
}

BOOST_AUTO_TEST_CASE(trim_takes_japanese_and_other_white_space_from_both_ends_only) {
  BOOST_TEST(text::trim(" \t　山田　太郎\u00A0\r\n") == "山田　太郎");
  BOOST_TEST(text::trim("　 　") == "");
  BOOST_TEST(text::trim("") == "");
  BOOST_TEST(text::trim("表") == "表");
}

BOOST_AUTO_TEST_CASE(width_is_folded_and_dashes_stay) {
  BOOST_TEST(text::fold_width("ＡＢｃ１２３") == "ABc123");
  BOOST_TEST(text::fold_width("ﾌﾘｶﾞﾅ") == "フリガナ");
  BOOST_TEST(text::fold_width("サーバー") == "サーバー");
}

BOOST_AUTO_TEST_CASE(numbers_lose_spaces_and_get_plain_dashes) {
  const std::vector<std::string> dashes = {"-", "‐", "‑", "‒", "–", "—", "―", "−", "ー", "ｰ", "－", "─", "﹣"};
  for (const std::string& dash : dashes)
    BOOST_TEST(text::fold_numeric("０３" + dash + "0000" + dash + "１２３４") == "03-0000-1234");
  BOOST_TEST(text::fold_numeric("　１２ 34\t5６\u00A07 ") == "1234567");
  BOOST_TEST(text::fold_numeric("0012") == "0012");
}

BOOST_AUTO_TEST_CASE(folding_twice_changes_nothing_more) {
  std::vector<std::string> texts = difficult_names;
  texts.insert(texts.end(), {"ＴＡＲＯ＠Ｅｘａｍｐｌｅ．ｊｐ", "ｶﾞｷﾞ", "１−２", "㍻", "ﬁ", "\xFF\xE3"});
  for (const std::string& one : texts) {
    BOOST_TEST(text::fold_width(text::fold_width(one)) == text::fold_width(one));
    BOOST_TEST(text::fold_numeric(text::fold_numeric(one)) == text::fold_numeric(one));
    BOOST_TEST(text::fold_login_id(text::fold_login_id(one)) == text::fold_login_id(one));
    BOOST_TEST(text::fold_email(text::fold_email(one)) == text::fold_email(one));
    BOOST_TEST(text::search_key(text::search_key(one)) == text::search_key(one));
  }
}

BOOST_AUTO_TEST_CASE(a_login_id_is_the_same_however_it_is_typed) {
  for (const char* typed : {"ＴＡＲＯ", "taro ", "TARO", "　Taro", "ｔａｒｏ"})
    BOOST_TEST(text::fold_login_id(typed) == "taro");
  BOOST_TEST(text::fold_login_id("ｔａｒｏ－ｙ＿１＠ａ．ｂ") == "taro-y_1@a.b");
  BOOST_TEST(text::fold_login_id("taroー−y") == "taro--y");
}

BOOST_AUTO_TEST_CASE(a_login_id_of_other_characters_is_refused) {
  for (const char* typed : {"tаro" /* Cyrillic */, "ﾀﾛｳﾀﾛｳ", "ta ro", "taro+1", "taro!", "İtaro", "tarö"})
    BOOST_TEST(!text::is_login_id(text::fold_login_id(typed)), typed);
  BOOST_TEST(!text::is_login_id("Taro"));
}

BOOST_AUTO_TEST_CASE(a_login_id_has_4_to_64_characters) {
  BOOST_TEST(!text::is_login_id("abc"));
  BOOST_TEST(text::is_login_id("abcd"));
  BOOST_TEST(text::is_login_id(std::string(64, 'a')));
  BOOST_TEST(!text::is_login_id(std::string(65, 'a')));
}

BOOST_AUTO_TEST_CASE(an_address_is_folded_but_for_the_letters_of_its_local_part) {
  BOOST_TEST(text::fold_email(" Ｔaro＠Ｅxample．ＪＰ　") == "Taro@example.jp");
  BOOST_TEST(text::fold_email("hanako+kenpo@EXAMPLE.jp") == "hanako+kenpo@example.jp");
  BOOST_TEST(text::fold_email("taro@日本語。jp") == "taro@xn--wgv71a119e.jp");
  BOOST_TEST(text::fold_email("no address") == "no address");
}

BOOST_AUTO_TEST_CASE(usual_addresses_are_accepted) {
  for (const char* email :
       {"a@b.jp", "taro.yamada@example.jp", "o'neil+x_{1}@sub-1.example.co.jp", "t@xn--wgv71a119e.jp"})
    BOOST_TEST(text::is_email(email), email);
}

BOOST_AUTO_TEST_CASE(what_no_mail_can_be_sent_to_is_refused) {
  const std::vector<std::string> refused = {"",
                                            "@",
                                            "taro",
                                            "@example.jp",
                                            "taro@",
                                            "taro@localhost",
                                            "taro@example..jp",
                                            "taro@-example.jp",
                                            "taro@example-.jp",
                                            "taro@.example.jp",
                                            "taro@example.jp.",
                                            "ta ro@example.jp",
                                            "taro@exam ple.jp",
                                            "taro@@example.jp",
                                            "太郎@example.jp",
                                            "taro@例え.jp",
                                            "taro@example.jp\n",
                                            "taro\r\nBcc: a@example.jp",
                                            "a..b@example.jp",
                                            ".a@example.jp",
                                            "a.@example.jp",
                                            "taro@Example.jp",
                                            "taro@192.0.2.1",
                                            "\"taro\"@example.jp",
                                            "<taro@example.jp>",
                                            "taro@example.jp,b@example.jp",
                                            "ta\0ro@example.jp"s,
                                            "taro@exa_mple.jp"};
  for (const std::string& email : refused) BOOST_TEST(!text::is_email(email), email);
}

BOOST_AUTO_TEST_CASE(the_lengths_of_an_address_end_exactly_where_the_standard_says) {
  const std::string domain = std::string(63, 'a') + "." + std::string(63, 'b') + "." + std::string(58, 'c') + ".jp";
  BOOST_TEST(text::is_email(std::string(64, 'x') + "@example.jp"));
  BOOST_TEST(!text::is_email(std::string(65, 'x') + "@example.jp"));
  BOOST_TEST(text::is_email(std::string(254 - 1 - domain.size(), 'x') + "@" + domain));
  BOOST_TEST(!text::is_email(std::string(255 - 1 - domain.size(), 'x') + "@" + domain));
  BOOST_TEST(!text::is_email("a@" + std::string(64, 'a') + ".jp"));
}

BOOST_AUTO_TEST_CASE(relics_of_carriers_are_accepted_for_their_domains_only) {
  for (const char* local : {"a..b", "a.", ".a", "a...b."}) {
    for (const char* domain : {"@docomo.ne.jp", "@ezweb.ne.jp"}) {
      BOOST_TEST(text::is_email(std::string(local) + domain));
      BOOST_TEST(text::has_relic_local_part(std::string(local) + domain));
    }
    BOOST_TEST(!text::is_email(std::string(local) + "@example.jp"));
    BOOST_TEST(!text::is_email(std::string(local) + "@mail.docomo.ne.jp"));
  }
  BOOST_TEST(!text::has_relic_local_part("a.b@docomo.ne.jp"));
}

BOOST_AUTO_TEST_CASE(a_name_is_found_however_its_kana_are_typed) {
  for (const char* typed : {"ヤマダ　タロウ", "やまだ たろう", "ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダタロウ", "ﾔﾏﾀﾞﾀﾛｳ "})
    BOOST_TEST(text::search_key(typed) == "ヤマダタロウ");
  BOOST_TEST(text::search_key("渡邉\U000E0102") == text::search_key("渡辺"));
  BOOST_TEST(text::search_key("Ｔaro ß") == "TAROß");
  for (const auto& [fed, typed] : {std::pair{"髙橋", "高橋"},
                                   {"山﨑", "山崎"},
                                   {"渡邊", "渡辺"},
                                   {"渡邉", "渡邊"},
                                   {"𠮷田", "吉田"},
                                   {"齋藤", "斎藤"},
                                   {"齊藤", "斎藤"},
                                   {"黒澤", "黒沢"},
                                   {"廣瀨", "広瀬"},
                                   {"嶋﨑", "島崎"},
                                   {"國府", "国府"},
                                   {"櫻井", "桜井"},
                                   {"圡屋", "土屋"}})
    BOOST_TEST(text::search_key(fed) == text::search_key(typed), fed);
  BOOST_TEST(text::search_key("大田") != text::search_key("太田"));
}

BOOST_AUTO_TEST_CASE(names_and_emoji_hold_no_invisible_characters) {
  for (const std::string& name : difficult_names) BOOST_TEST(!text::has_control_or_bidi(name), name);
  for (const char* emoji : {"😀", "👨\u200D👩\u200D👧", "👩🏽\u200D⚕\uFE0F", "❤\uFE0F\u200D🔥", "🇯🇵"})
    BOOST_TEST(!text::has_control_or_bidi(emoji), emoji);
  BOOST_TEST(!text::has_control_or_bidi(""));
}

BOOST_AUTO_TEST_CASE(controls_bidi_marks_and_invisible_characters_are_found) {
  const std::vector<std::string> found = {
      "a\nb",     "a\tb",     "\x7F",     "\u0085",    "a\u202Eb", "\u202A",   "\u2066",     "\u2069", "a\u200B",
      "a\u200Cb", "a\u200Db", "\u200E",   "\u200F",    "\uFEFFa",  "\u2060",   "\u00AD",     "\u2028", "\u3164",
      "\u061C",   "😀\u200D", "\u200D😀", "😀\u200Da", "a\0b"s,    "\xE3\x81", "\U000E0041", "\u180E"};
  for (const std::string& one : found) BOOST_TEST(text::has_control_or_bidi(one), one);
}

BOOST_AUTO_TEST_CASE(a_masked_address_shows_one_character_and_the_domain) {
  BOOST_TEST(text::mask_email("taro@example.jp") == "t***@example.jp");
  BOOST_TEST(text::mask_email("t@example.jp") == "t***@example.jp");
  BOOST_TEST(text::mask_email("@example.jp") == "***@example.jp");
  BOOST_TEST(text::mask_email("太郎@example.jp") == "太***@example.jp");
  BOOST_TEST(text::mask_email("taro") == "***");
}

BOOST_AUTO_TEST_CASE(no_bytes_make_a_fold_throw) {
  std::string bytes;
  unsigned state = 1;
  for (int round = 0; round < 2000; ++round) {
    bytes.clear();
    for (unsigned size = state % 40; size > 0; --size) {
      state = state * 1103515245U + 12345U;
      bytes.push_back(static_cast<char>(state >> 16U));
    }
    state = state * 1103515245U + 12345U;
    const bool is_login_id = text::is_login_id(text::fold_login_id(bytes));
    const bool is_email = text::is_email(text::fold_email(bytes));
    BOOST_TEST(text::is_valid_utf8(text::fold_width(bytes) + text::fold_numeric(bytes) + "a") ==
               (text::fold_width(bytes).find('\0') == std::string::npos));
    BOOST_TEST(!(is_email && !text::is_valid_utf8(bytes)));
    BOOST_TEST(!(is_login_id && !text::is_valid_utf8(bytes)));
    text::search_key(bytes), text::mask_email(bytes), text::trim(bytes), text::has_control_or_bidi(bytes);
  }
}

BOOST_AUTO_TEST_CASE(invisible_characters_that_come_by_pasting_are_dropped_from_numbers_ids_and_addresses) {
  for (const std::string mark : {"\u200B", "\u200E", "\u200F", "\u202A", "\u202C", "\u202E", "\u2060", "\u2066",
                                 "\u2069", "\uFEFF", "\uFE0F", "\U000E0100"}) {
    BOOST_TEST(text::fold_numeric(mark + "03-0000" + mark + "-0000" + mark) == "03-0000-0000");
    BOOST_TEST(text::fold_login_id(mark + "ta" + mark + "ro" + mark) == "taro");
    BOOST_TEST(text::fold_email(mark + "taro" + mark + "@Example.jp" + mark) == "taro@example.jp");
    BOOST_TEST(text::fold_width(mark + "１２" + mark) == "12");
  }
  BOOST_TEST(text::fold_numeric("０３〜００００～0000") == "03-0000-0000");
  BOOST_TEST(text::fold_login_id("taro〜1") != "taro-1");
}

BOOST_AUTO_TEST_CASE(addresses_are_the_same_in_whatever_case) {
  BOOST_TEST(text::is_same_email("Taro.Y@example.jp", "taro.y@example.jp"));
  BOOST_TEST(!text::is_same_email("taro.y@example.jp", "taroy@example.jp"));
}

BOOST_AUTO_TEST_CASE(composing_joins_base_and_marks_and_changes_no_name) {
  BOOST_TEST(text::composed("Nguye\u0302\u0303n カ\u3099") == "Nguyễn ガ");
  for (const std::string name : {"\uFA19谷", "𠮷田", "髙﨑", "葛\U000E0100城", "邉󠄂"})
    BOOST_TEST(text::composed(name) == name);
}

BOOST_AUTO_TEST_CASE(kanji_are_found_among_kana_and_beyond_the_first_plane) {
  for (const std::string name : {"見本", "ミホン　花コ", "\uFA19", "𠮷ダ"}) BOOST_TEST(text::has_kanji(name), name);
  for (const std::string name : {"", "ミホン　ハナコ", "みほん　はなこ", "ﾐﾎﾝ", "オゝノー々", "Mihon"})
    BOOST_TEST(!text::has_kanji(name), name);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
