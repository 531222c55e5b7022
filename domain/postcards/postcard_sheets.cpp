#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/papers/qr_code.hpp"
#include "domain/postcards/postcard_issue.hpp"

// Where everything stands on a card, in millimetres from the sheet's upper left corner.
namespace portal::postcard_issue {
namespace {

using paper::Area;
using paper::Frame;
using paper::Ink;
using paper::Mark;
using paper::Stand;
using paper::Words;
using Marks = std::vector<Mark>;

constexpr double width = 100, height = 148;
constexpr std::size_t address_side = 0;  // among the forms; the inside is the other
constexpr double margin = 8, inner_width = width - 2 * margin;

// The seven boxes of 郵便番号, 12 mm from the upper edge and 8 mm from the right one, as on the post's own cards.
constexpr std::array<double, 7> box_left{44.3, 51.3, 58.3, 65.9, 72.7, 79.5, 86.3};
constexpr double box_top = 12, box_width = 5.7, box_height = 8;

// One character each: nobody asks whether there is a space.
constexpr double cell_pitch = 7, cell_width = 6.2, cell_height = 8.4, login_id_top = 52.2, password_top = 68.8;
constexpr std::size_t login_id_cells = 8, password_cells = 12;

// The smallest letters of a card: read at arm's length by whoever is 80. What comes from a society's files, names and
// addresses, gets smaller only where it is longer than any place.
constexpr double smallest = 9;

// Of what we write, lines end between phrases.
constexpr const char* greeting =
    "スマートフォンやパソコンで、\n"
    "医療費通知や健保からのお知らせを\n"
    "見られます。次のログインIDと\n"
    "仮パスワードで、登録してください。";
constexpr double greeting_width = 59;  // beside the QR code

// 音声コード, which a print shop adds for people who don't see well: 18 mm, its quiet zone around it. Nothing of ours
// stands here, right at the bottom of the address side, where the notch in the card's edge tells of it.
constexpr Area voice_code{width - margin - 20, 123, 20, 20};

Area cell(std::size_t number, double top) {
  return {margin + 0.4 + static_cast<double>(number) * cell_pitch, top, cell_width, cell_height};
}

void add_cells(Marks& marks, std::size_t count, double top) {
  for (std::size_t at = 0; at < count; ++at) marks.emplace_back(Frame{cell(at, top), Ink::grey, 0.25});
}

void fill_cells(Marks& marks, const std::string& characters, double top) {
  for (std::size_t at = 0; at < characters.size(); ++at)
    marks.emplace_back(Words{cell(at, top), characters.substr(at, 1), 18, true, Stand::middle});
}

// 様 stays with the end of the name.
std::string addressed(const std::string& name) { return name + "\u00A0様"; }

Marks address_form(const Print& print) {
  const bool is_paid = !print.texts.postage.empty();
  Marks marks{Words{{30, 4, 40, 5}, "郵便はがき", 9, false, Stand::middle},
              Frame{{margin, 6, 20, 24}, Ink::grey, 0.25, is_paid ? 0 : 1.0},
              Words{{margin + 1, 7, 18, 22}, is_paid ? print.texts.postage : "切手", 10, is_paid, Stand::middle, true}};
  for (const double left : box_left) marks.emplace_back(Frame{{left, box_top, box_width, box_height}, Ink::red, 0.35});
  marks.emplace_back(Frame{{margin, 89, inner_width, 9}, Ink::tint, 0});
  marks.emplace_back(
      Words{{margin, 89, inner_width, 9}, "親展　お知らせハガキ（利用登録のご案内）", 11, true, Stand::middle});
  marks.emplace_back(Words{{margin, 99.4, inner_width, 10.4}, print.society.name, 11, true});
  marks.emplace_back(Words{{margin, 110, inner_width, 12.6}, print.texts.sender, smallest});
  const double beside_code = voice_code.left_mm - margin - 2;
  marks.emplace_back(Words{{margin, 124.4, beside_code, 9.4},
                           fmt::format("電話 {}\n（{}）", print.society.telephone, print.society.hours),
                           9.5});
  marks.emplace_back(
      Words{{margin, 134.8, beside_code, 8.8}, "あて先に届かないときは、\n差出人にお返しください。", smallest});
  return marks;
}

Marks filled_address(const Card& card) {
  Marks marks;
  std::string digits = card.addressee.postal_code;
  std::erase(digits, '-');
  for (std::size_t at = 0; at < std::min(digits.size(), box_left.size()); ++at)
    marks.emplace_back(
        Words{{box_left.at(at), box_top, box_width, box_height}, digits.substr(at, 1), 16, false, Stand::middle});
  marks.emplace_back(Words{{14, 34, 74, 28}, card.addressee.address, 13});
  marks.emplace_back(Words{{14, 65, 74, 21}, addressed(card.addressee.name), 20, true, Stand::top_left, true});
  return marks;
}

void add_foot(Marks& marks, const Print& print) {
  marks.emplace_back(Words{{margin, 121.3, inner_width, 4.4}, print.url, 10, true, Stand::top_left, true});
  marks.emplace_back(Words{{margin, 125.6, inner_width, 8.4}, print.texts.note, smallest});
  marks.emplace_back(Frame{{margin, 134.2, inner_width, 0.2}, Ink::grey, 0});
  marks.emplace_back(
      Words{{margin, 134.8, inner_width, 12},
            fmt::format("{}\n電話 {}（{}）", print.society.name, print.society.telephone, print.society.hours),
            smallest});
}

// The last whole day: on the day of its end the card is good until some hour that nobody knows.
std::string good_until(Timestamp issued_at) {
  const auto end = std::chrono::sys_days(calendar::date_in_japan(issued_at + limits::postcard_life));
  return calendar::japanese_date(end - std::chrono::days{1});
}

Marks inside_form(const Print& print) {
  Marks marks{
      Words{{margin, 5, inner_width, 7}, "お知らせハガキ（利用登録のご案内）", 13, true, Stand::middle},
      Words{{margin, 25.4, greeting_width, 17.2},
            print.texts.greeting.empty() ? greeting : print.texts.greeting,
            smallest},
      Frame{{margin - 2, 44.2, inner_width + 4, 45}, Ink::black, 0.5},
      Words{{margin, 46.2, 26, 5}, "ログインID", 11, true},
      Words{{margin + 27, 46.8, inner_width - 27, 5}, "英字は小文字です（0・1・i・l・oなし）", smallest},
      Words{{margin, 62.8, 26, 5}, "仮パスワード", 11, true},
      Words{{margin + 27, 63.4, inner_width - 27, 5}, "利用登録の画面でだけ使えます", smallest},
      Words{{margin, 78.8, inner_width, 5}, fmt::format("有効期限　{}まで", good_until(print.issued_at)), 10.5, true},
      Words{{margin, 91, inner_width, 5}, "登録のしかた", 11, true}};
  add_cells(marks, login_id_cells, login_id_top);
  add_cells(marks, password_cells, password_top);
  const QrSquares code = make_qr_squares(print.url, QrWear::paper);
  marks.emplace_back(paper::Squares{{68, 13.4, 24, 24}, code.side, code.is_dark});
  marks.emplace_back(Words{{65, 37.6, 30, 4.4}, "ログイン画面", smallest, false, Stand::middle});
  add_foot(marks, print);
  return marks;
}

// What has to be done, and how long the mail's link lives; without an address it is another way.
std::string how_to_register(const Print& print, bool has_address) {
  const std::string life = calendar::hours_and_minutes(std::chrono::minutes{print.society.link_minutes});
  return "1. QRコードを読み取るか、下のURLを入力して、\n　 ログイン画面を開きます。\n" +
         (has_address ? "2. 「お知らせハガキにメールアドレスが印字されている\n　 方はこちら」を押します。\n"
                      : "2. 「新規利用登録」を押し、メールアドレスを入力します。\n　 届いたメールのURLを、" + life +
                            "以内に開きます。\n") +
         "3. ログインIDと仮パスワードを入力し、これから使う\n　 ログインIDとパスワードを決めます。";
}

Marks filled_inside(const Card& card, const std::string& steps) {
  const bool has_address = card.addressee.email.has_value();
  Marks marks{Words{{margin, 12.6, greeting_width, 4.4}, card.addressee.kana, smallest, false, Stand::top_left, true},
              Words{{margin, 17, greeting_width, 8}, addressed(card.addressee.name), 15, true, Stand::top_left, true},
              Words{{margin, 96.4, inner_width, 24.4}, steps, smallest}};
  fill_cells(marks, card.login_id, login_id_top);
  fill_cells(marks, card.password, password_top);
  if (has_address)
    marks.emplace_back(Words{{margin, 83.8, inner_width, 4.8},
                             "メールアドレス　" + *card.addressee.email,
                             9.5,
                             false,
                             Stand::top_left,
                             true});
  return marks;
}

}  // namespace

Card sample() {
  Card card;
  card.addressee = {MemberId{},
                    "00",
                    "0000000",
                    "00",
                    "見本　太郎",
                    "ミホン　タロウ",
                    "000-0000",
                    "見本県見本市見本町一丁目2番3号　見本マンション405号室",
                    "taro.mihon@example.jp"};
  card.login_id = "abcd2345";
  card.password = "abcdefgh2345";
  return card;
}

paper::Sheets sheets(const std::vector<Card>& cards, const Print& print) {
  paper::Sheets sheets{width, height, "お知らせハガキ", print.issued_at, {}, cards.size() * pages_per_card, {}};
  sheets.forms = {address_form(print), inside_form(print)};
  const std::string with_address = how_to_register(print, true), without = how_to_register(print, false);
  sheets.sheet = [&cards, with_address, without](std::size_t at) {
    const Card& card = cards[at / pages_per_card];
    const std::string& steps = card.addressee.email ? with_address : without;
    const std::size_t form = at % pages_per_card;
    return paper::Sheet{form, form == address_side ? filled_address(card) : filled_inside(card, steps)};
  };
  return sheets;
}

}  // namespace portal::postcard_issue
