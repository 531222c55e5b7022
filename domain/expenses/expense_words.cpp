#include "domain/expenses/expense_words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/money.hpp"

namespace portal::expenses {
namespace {

struct Category {
  std::string_view name;
  const char* words;
  bool counts_visits = false;
};
constexpr std::array<Category, 20> categories{{{"医科入院", "入院"},
                                               {"医科外来", "外来"},
                                               {"医科入院外", "外来"},
                                               {"入院", "入院"},
                                               {"入院外", "外来"},
                                               {"外来", "外来"},
                                               {"歯科", "歯科"},
                                               {"歯科入院", "歯科の入院"},
                                               {"歯科外来", "歯科"},
                                               {"調剤", "薬局（調剤）", true},
                                               {"訪問看護", "訪問看護"},
                                               {"柔整", "接骨院・整骨院（柔道整復）", true},
                                               {"柔道整復", "接骨院・整骨院（柔道整復）", true},
                                               {"あんま・マッサージ", "あんま・マッサージ", true},
                                               {"はり・きゅう", "はり・きゅう", true},
                                               {"治療用装具", "治療用装具", true},
                                               {"移送", "移送", true},
                                               {"移送費", "移送", true},
                                               {"海外療養費", "海外での受診"},
                                               {"その他", "その他"}}};

const Category* find(std::string_view category) {
  const auto found = std::ranges::find(categories, category, &Category::name);
  return found == categories.end() ? nullptr : found;
}

constexpr std::int32_t rounded_to = 10;
constexpr std::int32_t rounding_yen = 5;

std::string rounding(const Line& line) {
  const std::int32_t paid = line.amounts.paid_at_window;
  if (paid % rounded_to == 0) return "";
  if (line.days > 1)
    return fmt::format("窓口では受診のたびに10円未満を四捨五入するため、領収書の合計とは{}ほど違うことがあります。",
                       money::yen(std::int64_t{rounding_yen} * line.days));
  return fmt::format("窓口では10円未満を四捨五入するため、領収書は{}になることがあります。",
                     money::yen((paid + rounding_yen) / rounded_to * rounded_to));
}

}  // namespace

bool is_known_category(std::string_view category) { return find(category) != nullptr; }

std::string category_in_words(std::string_view category) {
  const Category* known = find(category);
  return known == nullptr ? std::string(category) : known->words;
}

std::string days_in_words(std::string_view category, int days) {
  const Category* known = find(category);
  return fmt::format("{}{}", days, known != nullptr && known->counts_visits ? "回" : "日");
}

std::string why_receipt_differs(const Line& line) {
  const Amounts& yen = line.amounts;
  std::string reasons = rounding(line);
  if (yen.public_funds > 0)
    reasons +=
        fmt::format("公費の{}は、国や自治体の助成です。助成の受け方によって、窓口で払った額と違うことがあります。",
                    money::yen(yen.public_funds));
  if (yen.high_cost > 0)
    reasons += fmt::format("高額療養費{}があります。あとから支給されるか、窓口での支払いから差し引かれています。",
                           money::yen(yen.high_cost));
  if (yen.additional > 0)
    reasons += fmt::format("付加給付{}が、あとから健康保険組合から支給されます。支給されるまでに数か月かかります。",
                           money::yen(yen.additional));
  if (yen.meals > 0)
    reasons += fmt::format("入院中の食事に{}かかっています。領収書には、食事の自己負担分が含まれています。",
                           money::yen(yen.meals));
  return reasons;
}

}  // namespace portal::expenses
