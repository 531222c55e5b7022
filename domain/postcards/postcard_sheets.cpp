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
constexpr double cell_pitch = 7, cell_width = 6.2, cell_height = 8.4, login_id_top = 55.6, password_top = 70.6;
constexpr std::size_t login_id_cells = 8, password_cells = 12;

constexpr const char* greeting =
    "健康マイポータルでは、医療費通知や健保からのお知らせを、スマートフォンやパソコンで見られます。"
    "次のログインIDと仮パスワードで、利用登録をしてください。";

Area cell(std::size_t number, double top) {
  return {margin + 0.4 + static_cast<double>(number) * cell_pitch, top, cell_width, cell_height};
}

void add_cells(Marks& marks, std::size_t count, double top) {
  for (std::size_t at = 0; at < count; ++at) marks.emplace_back(Frame{cell(at, top), Ink::grey, 0.25});
}

void fill_cells(Marks& marks, const std::string& characters, double top) {
  for (std::size_t at = 0; at < characters.size(); ++at)
    marks.emplace_back(Words{cell(at, top), characters.substr(at, 1), 20, true, Stand::middle});
}

// 様 stays with the end of the name.
std::string addressed(const std::string& name) { return name + "\u00A0様"; }

Marks address_form(const Print& print) {
  const bool is_paid = !print.texts.postage.empty();
  Marks marks{Words{{30, 4, 40, 5}, "郵便はがき", 9, false, Stand::middle},
              Frame{{margin, 6, 20, 24}, Ink::grey, 0.25, is_paid ? 0 : 1.0},
              Words{{margin + 1, 7, 18, 22}, is_paid ? print.texts.postage : "切手", 10, is_paid, Stand::middle, true}};
  for (const double left : box_left) marks.emplace_back(Frame{{left, box_top, box_width, box_height}, Ink::red, 0.35});
  marks.emplace_back(Frame{{margin, 97, inner_width, 10}, Ink::tint, 0});
  marks.emplace_back(
      Words{{margin, 97, inner_width, 10}, "親展　お知らせハガキ（利用登録のご案内）", 11, true, Stand::middle});
  marks.emplace_back(Words{{margin, 111, inner_width, 11}, print.society.name, 11.5, true});
  marks.emplace_back(Words{{margin, 122, inner_width, 9}, print.texts.sender, 9});
  marks.emplace_back(Words{{margin, 131, inner_width, 5},
                           fmt::format("電話 {}（{}）", print.society.telephone, print.society.hours),
                           9.5,
                           false,
                           Stand::top_left,
                           true});
  marks.emplace_back(Words{{margin, 137, inner_width, 5}, "あて先に届かないときは、差出人にお返しください。", 8});
  return marks;
}

Marks filled_address(const Card& card) {
  Marks marks;
  std::string digits = card.addressee.postal_code;
  std::erase(digits, '-');
  for (std::size_t at = 0; at < std::min(digits.size(), box_left.size()); ++at)
    marks.emplace_back(
        Words{{box_left.at(at), box_top, box_width, box_height}, digits.substr(at, 1), 16, false, Stand::middle});
  marks.emplace_back(Words{{14, 40, 74, 26}, card.addressee.address, 13});
  marks.emplace_back(Words{{14, 69, 74, 22}, addressed(card.addressee.name), 20, true, Stand::top_left, true});
  return marks;
}

void add_foot(Marks& marks, const Print& print) {
  marks.emplace_back(Words{{margin, 128.8, inner_width, 4.2}, print.url, 9, true, Stand::top_left, true});
  marks.emplace_back(Words{{margin, 132.8, inner_width, 4.4}, print.texts.note, 8});
  marks.emplace_back(Frame{{margin, 137.4, inner_width, 0.2}, Ink::grey, 0});
  marks.emplace_back(Words{{margin, 138, inner_width, 4}, print.society.name, 9, true, Stand::top_left, true});
  marks.emplace_back(Words{{margin, 141.8, inner_width, 4},
                           fmt::format("電話 {}（{}）", print.society.telephone, print.society.hours),
                           9,
                           false,
                           Stand::top_left,
                           true});
}

// The last whole day: on the day of its end the card is good until some hour that nobody knows.
std::string good_until(Timestamp issued_at) {
  const auto end = std::chrono::sys_days(calendar::date_in_japan(issued_at + limits::postcard_life));
  return calendar::japanese_date(end - std::chrono::days{1});
}

Marks inside_form(const Print& print) {
  Marks marks{
      Words{{margin, 6, inner_width, 8}, "お知らせハガキ", 17, true, Stand::middle},
      Words{{margin, 14, inner_width, 5}, "健康マイポータル　利用登録のご案内", 10, false, Stand::middle},
      Words{{margin, 34.4, inner_width, 13.4}, print.texts.greeting.empty() ? greeting : print.texts.greeting, 9},
      Frame{{margin - 2, 49, inner_width + 4, 48.6}, Ink::black, 0.5},
      Words{{margin, 50.4, inner_width, 5}, "ログインID", 11, true},
      Words{{margin, 65.4, inner_width, 5}, "仮パスワード", 11, true},
      Words{{margin, 79.8, inner_width, 8},
            "英字はすべて小文字です。数字の0と1、英字のi・l・oは使っていません。\n"
            "仮パスワードは利用登録でだけ使えます。ログイン画面では使えません。",
            8},
      Words{{margin, 87.4, inner_width, 5}, fmt::format("有効期限　{}まで", good_until(print.issued_at)), 10.5, true},
      Words{{margin, 99, 56, 5}, "登録のしかた", 11, true}};
  add_cells(marks, login_id_cells, login_id_top);
  add_cells(marks, password_cells, password_top);
  const QrSquares code = make_qr_squares(print.url, QrWear::paper);
  marks.emplace_back(paper::Squares{{68, 100.5, 24, 24}, code.side, code.is_dark});
  marks.emplace_back(Words{{65, 124.8, 30, 4}, "ログイン画面", 8, false, Stand::middle});
  add_foot(marks, print);
  return marks;
}

Marks filled_inside(const Card& card) {
  const bool has_address = card.addressee.email.has_value();
  Marks marks{Words{{margin, 20.6, inner_width, 4}, card.addressee.kana, 8, false, Stand::top_left, true},
              Words{{margin, 24.6, inner_width, 9}, addressed(card.addressee.name), 15, true, Stand::top_left, true}};
  fill_cells(marks, card.login_id, login_id_top);
  fill_cells(marks, card.password, password_top);
  const std::array<std::string, 3> steps{
      "1. QRコードを読み取るか、下のURLを入力して、ログイン画面を開きます。",
      has_address ? "2. 「お知らせハガキにメールアドレスが印字されている方はこちら」を押します。"
                  : "2. 「新規利用登録」を押し、メールアドレスを入力します。届いたメールのURLを開きます。",
      "3. ログインIDと仮パスワードを入力し、ご自分のログインIDとパスワードを決めます。"};
  for (std::size_t at = 0; at < steps.size(); ++at)
    marks.emplace_back(Words{{margin, 104.2 + 8.1 * static_cast<double>(at), 58, 8.1}, steps.at(at), 8.5});
  if (has_address)
    marks.emplace_back(Words{{margin, 92.4, inner_width, 4.4},
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
  sheets.sheet = [&cards](std::size_t at) {
    const Card& card = cards[at / pages_per_card];
    const std::size_t form = at % pages_per_card;
    return paper::Sheet{form, form == address_side ? filled_address(card) : filled_inside(card)};
  };
  return sheets;
}

}  // namespace portal::postcard_issue
