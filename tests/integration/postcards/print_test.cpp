#include <sstream>

#include <boost/test/unit_test.hpp>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "domain/postcards/postcard_issue.hpp"
#include "tests/support/expense_lines.hpp"
#include "tests/support/kept_log.hpp"

using namespace portal;
using portal::testing::asked_of_file;

namespace {

constexpr const char* fonts = SOURCE_FOLDER "/templates/fonts.conf";
constexpr const char* url = "https://portal.example.jp/mihon/login";

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

postcard_issue::Card card_of(const std::string& name, const std::string& kana, const std::string& address,
                             std::optional<std::string> email = {}) {
  postcard_issue::Card card;
  card.addressee = {MemberId{1}, "12", "0001001", "00", name, kana, "987-6543", address, std::move(email)};
  card.login_id = "abcd2345";
  card.password = "fghjkmnpq789";
  return card;
}

// Names that fonts lose, and everything as long as it may come.
const std::vector<postcard_issue::Card>& hard_cards() {
  static const std::vector<postcard_issue::Card> cards{
      card_of("𠮷田　茂", "ヨシダ　シゲル", "見本県見本市1-2-3", "shigeru@example.jp"),
      card_of("髙﨑　花子", "タカサキ　ハナコ", "見本県見本市1-2-3"),
      card_of("渡邉󠄂　隆太", "ワタナベ　リュウタ", "見本県見本市1-2-3"),
      card_of(
          "見本ノ宮寿限無寿限無五劫之介長久命長助", "ミホンノミヤジュゲムジュゲムゴコウノスケ",
          "見本県見本郡見本町大字見本字見本一丁目二番地三号　見本グランドタワーレジデンス見本東棟四十五階四五〇一号室"
          "　社会福祉法人見本会見本支部気付")};
  return cards;
}

postcard_issue::Print print_of(const std::string& society_name = "見本健康保険組合") {
  static Society society;
  society.name = society_name;
  society.telephone = "03-0000-0000";
  society.hours = "平日 9:00～17:00";
  return {society, {}, url, timestamp_from_sql("2026-11-22 04:20:00")};
}

std::string printed(const std::vector<postcard_issue::Card>& cards, const postcard_issue::Print& print) {
  const int file = memfd_create("cards", MFD_CLOEXEC);
  paper::print(postcard_issue::sheets(cards, print), fonts, file);
  std::string bytes(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
  BOOST_REQUIRE(pread(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  close(file);
  return bytes;
}

std::string without(std::string text, std::string_view what) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) text.erase(at, what.size());
  return text;
}

// A page's words without white space: the password stands in boxes, and names are wrapped.
std::string words_on(const std::string& pdf, int page) {
  const std::string number = std::to_string(page);
  std::string words = asked_of_file(pdf, "pdftotext -f " + number + " -l " + number + " {} -");
  std::erase_if(words, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
  return without(without(words, "\u00A0"), "　");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(printed_postcards)

BOOST_AUTO_TEST_CASE(the_file_is_sound_of_a_postcards_size_and_carries_its_fonts) {
  const std::string pdf = printed(hard_cards(), print_of());
  BOOST_TEST(says(asked_of_file(pdf, "qpdf --check {}"), "No syntax or stream encoding errors found"));
  const std::string about = asked_of_file(pdf, "pdfinfo -f 1 -l 8 {}");
  std::size_t pages = 0;
  for (auto at = about.find("283.465 x 419.528 pts"); at != std::string::npos; at = about.find("283.465", at + 1))
    ++pages;
  BOOST_TEST(pages == 8U, about);
  for (const char* absent : {"Author:", "Creator:", "Keywords:"}) BOOST_TEST(!says(about, absent), absent);
  BOOST_TEST(says(asked_of_file(pdf, "pdffonts {}"), "BIZUDPGothic"));
  BOOST_TEST(asked_of_file(pdf, "pdffonts {} | tail -n +3 | grep -vc ' yes yes yes '") == "0\n");
}

// Whoever posts the cards learns which one isn't whole. No font draws what is for private use on the last plane.
BOOST_AUTO_TEST_CASE(a_card_with_a_character_that_no_font_has_is_printed_and_its_page_named_in_the_log) {
  const testing::KeptLog log;
  const std::string pdf =
      printed({hard_cards().front(), card_of("見本　\U0010FFFD子", "ミホン", "見本県見本市1-2-3")}, print_of());
  BOOST_TEST(says(asked_of_file(pdf, "pdfinfo {}"), "Pages:           4"));
  BOOST_TEST(log.count("press_lacks_character") == 2);
  for (const char* line :
       {R"("event":"press_lacks_character","page":3})", R"("event":"press_lacks_character","page":4})"})
    BOOST_TEST(says(log.text(), line), log.text());
}

BOOST_AUTO_TEST_CASE(what_was_typed_as_base_and_marks_is_drawn_like_the_whole_character) {
  const auto pdf_of = [](const std::string& name) {
    return printed({card_of(name, "グエン", "見本県見本市1-2-3")}, print_of());
  };
  BOOST_TEST((pdf_of("Nguye\u0302\u0303n　カ\u3099") == pdf_of("Nguyễn　ガ")));
}

BOOST_AUTO_TEST_CASE(the_inside_holds_the_pair_and_the_address_side_no_secret) {
  const std::string pdf = printed(hard_cards(), print_of());
  for (std::size_t at = 0; at < hard_cards().size(); ++at) {
    const auto& to = hard_cards()[at].addressee;
    const std::string name = without(to.name, "　");
    const std::string outside = words_on(pdf, static_cast<int>(2 * at + 1));
    const std::string inside = words_on(pdf, static_cast<int>(2 * at + 2));
    for (const std::string& page : {outside, inside}) {
      BOOST_TEST(says(page, name + "様"), name + " isn't in " + page);
      for (const char* both : {"見本健康保険組合", "03-0000-0000", "お知らせハガキ"})
        BOOST_TEST(says(page, both), page);
    }
    BOOST_TEST(says(outside, "9876543"));
    for (const char* secret : {"abcd2345", "fghjkmnpq789", "0001001", "login"})
      BOOST_TEST(!says(outside, secret), secret);
    for (const char* needed : {"abcd2345", "fghjkmnpq789", url, "令和9年（2027年）2月19日まで"})
      BOOST_TEST(says(inside, needed), std::string(needed) + " isn't in " + inside);
    BOOST_TEST(says(inside, without(to.kana, "　")));
    BOOST_TEST(says(without(outside, "　"), without(to.address, "　")), outside);
    BOOST_TEST(says(inside, "shigeru@example.jp") == to.email.has_value());
    BOOST_TEST(says(inside, "メールアドレスが印字されている方はこちら") == to.email.has_value());
  }
}

BOOST_AUTO_TEST_CASE(the_qr_code_reads_back_from_paper) {
  const std::string pdf = printed({hard_cards().front()}, print_of());
  const std::string read = asked_of_file(pdf, "pdftoppm -f 2 -l 2 -r 300 -gray {} | zbarimg -q --raw -");
  BOOST_TEST(says(read, std::string(url) + "\n"), read);
}

// Of what the card has for everyone, the society's own texts as long as they may be among it.
BOOST_AUTO_TEST_CASE(no_letter_is_smaller_than_9_points) {
  const auto of_characters = [](std::size_t count) {
    std::string text;
    while (count-- > 0) text += "健";
    return text;
  };
  postcard_issue::Print print = print_of();
  print.texts = {"料金後納\n郵便", of_characters(78), of_characters(72), of_characters(52)};
  for (const bool with_address : {true, false}) {
    postcard_issue::Card card = postcard_issue::sample();
    if (!with_address) card.addressee.email.reset();
    const std::string sizes = asked_of_file(
        printed({card}, print),
        R"(qpdf --qdf --object-streams=disable {} - | grep -aoE '[0-9.]+ Tf|^[0-9.]+ 0 0 -?[0-9.]+ [0-9. -]+ Tm')");
    BOOST_TEST(!sizes.empty());
    std::istringstream lines(sizes);
    for (std::string line; std::getline(lines, line);)
      if (line.ends_with("Tm")) BOOST_TEST(std::stod(line) >= 8.99, line);
  }
}

BOOST_AUTO_TEST_CASE(the_card_says_how_long_the_mail_s_link_lives_and_keeps_a_place_for_a_voice_code) {
  const std::string pdf = printed({card_of("見本　花子", "ミホン　ハナコ", "見本県見本市1-2-3")}, print_of());
  BOOST_TEST(says(words_on(pdf, 2), "届いたメールのURLを、3時間以内に開きます。"));
  // 20 mm at the right bottom of the address side, 8 mm from the edge: white, at 100 dots an inch.
  const std::string darkest = asked_of_file(
      pdf,
      "pdftoppm -f 1 -l 1 -r 100 -gray -x 283 -y 485 -W 78 -H 78 {} | tail -c 6084 | od -An -v -tu1 | tr -s ' ' "
      "'\\n' | sort -n | sed -n 2p");
  BOOST_TEST(darkest == "255\n");
}

BOOST_AUTO_TEST_CASE(the_society_s_own_texts_stand_in_their_places) {
  postcard_issue::Print print = print_of("見本都見本区見本一丁目全国見本総合見本製造販売業健康保険組合連合見本支部");
  print.texts = {"料金後納郵便", "〒000-0000\n見本県見本市1-1", "利用登録をお願いします。", "下の窓口でも伺います。"};
  const std::string pdf = printed({postcard_issue::sample()}, print);
  const std::string outside = words_on(pdf, 1);
  const std::string inside = words_on(pdf, 2);
  for (const char* words : {"料金後納郵便", "〒000-0000見本県見本市1-1", "健康保険組合連合見本支部"})
    BOOST_TEST(says(outside, words), outside);
  for (const char* words : {"利用登録をお願いします。", "下の窓口でも伺います。", "健康保険組合連合見本支部"})
    BOOST_TEST(says(inside, words), inside);
  BOOST_TEST(!says(outside, "切手"));
}

BOOST_AUTO_TEST_CASE(a_society_keeps_its_texts_and_no_other_has_them) {
  testing::TestPortal portal;
  auto mihon = portal.staff_of("mihon");
  auto tameshi = portal.staff_of("tameshi");
  postcards::set_texts(mihon, {"料金後納郵便", "", "", ""});
  postcards::set_texts(mihon, {"", "見本県見本市", "", "一言"});
  BOOST_TEST(postcards::texts(mihon).postage == "");
  BOOST_TEST(postcards::texts(mihon).note == "一言");
  BOOST_TEST(postcards::texts(tameshi).note == "");
}

BOOST_AUTO_TEST_CASE(a_press_without_a_font_or_a_disk_prints_nothing) {
  BOOST_CHECK_THROW(paper::print(postcard_issue::sheets(hard_cards(), print_of()), "/nowhere/fonts.conf", 1),
                    std::runtime_error);
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  BOOST_CHECK_THROW(paper::print(postcard_issue::sheets(hard_cards(), print_of()), fonts, full), std::runtime_error);
  close(full);
}

BOOST_AUTO_TEST_SUITE_END()
