#pragma once
#include <algorithm>
#include <array>
#include <string_view>

// 種別 of documents: what an index may say, and what a member is told about it.
namespace portal::document_kinds {

struct Kind {
  std::string_view name;       // in the index, on the pages and in the database
  std::string_view file_name;  // what a member's file begins with
  std::string_view about;      // what it is for
};

inline constexpr std::array<Kind, 6> all = {{
    {"資格情報のお知らせ", "shikaku-joho",
     "健康保険の資格の内容をお知らせするものです。マイナ保険証を読み取れない医療機関では、マイナ保険証と一緒に見せてく"
     "ださい。"},
    {"支給決定通知書", "shikyu-kettei", "給付金の支給が決まったことと、その金額をお知らせするものです。"},
    {"不支給決定通知書", "fushikyu-kettei", "給付金を支給しないと決まったことと、その理由をお知らせするものです。"},
    {"被扶養者認定通知書", "hifuyosha-nintei", "被扶養者の認定の結果をお知らせするものです。"},
    {"限度額適用認定証", "gendogaku", "医療機関の窓口で見せると、支払う額が自己負担の限度額までになります。"},
    {"その他の通知書", "tsuchisho", "健康保険組合からの通知です。"},
}};

// nullptr: no such kind.
constexpr const Kind* find(std::string_view name) {
  const auto found = std::ranges::find(all, name, &Kind::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace portal::document_kinds
