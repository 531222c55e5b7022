#include "domain/expenses/expense_check.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/money.hpp"

namespace portal::expenses {
namespace {

constexpr std::int64_t rounding_yen = 5;  // at each visit
constexpr std::int32_t ten = 10;

// Core systems differ in whether what was paid later, or on the spot by the society, is in 健保負担額, and whether the
// window's amount holds the meals: any of these may be what is missing or over.
bool fits(const Amounts& yen, int days) {
  const std::int64_t missing = std::int64_t{yen.total} - yen.paid_by_society - yen.public_funds - yen.paid_at_window;
  const std::int64_t allowed = rounding_yen * std::max(days, 1);
  for (const std::int64_t high_cost : {0, yen.high_cost})
    for (const std::int64_t additional : {0, yen.additional})
      for (const std::int64_t meals : {0, yen.meals, -yen.meals})
        if (std::abs(missing - high_cost - additional - meals) <= allowed) return true;
  return false;
}

struct Named {
  const char* name;
  std::int32_t Amounts::* amount;
};
constexpr std::array<Named, 4> parts{{{"医療費総額", &Amounts::total},
                                      {"健保負担額", &Amounts::paid_by_society},
                                      {"公費負担額", &Amounts::public_funds},
                                      {"窓口負担額", &Amounts::paid_at_window}}};
constexpr std::int32_t tenfold_max = 99'999'999;

}  // namespace

std::string what_is_odd(const Amounts& amounts, int days) {
  if (fits(amounts, days)) return "";
  for (const auto& [name, amount] : parts) {
    Amounts other = amounts;
    other.*amount = amounts.*amount / ten;
    if (amounts.*amount % ten == 0 && amounts.*amount != 0 && fits(other, days))
      return fmt::format("{}{}が10倍になっていませんか", name, money::yen(amounts.*amount));
    if (amounts.*amount > tenfold_max) continue;
    other.*amount = static_cast<std::int32_t>(amounts.*amount * ten);
    if (amounts.*amount != 0 && fits(other, days))
      return fmt::format("{}{}が10分の1になっていませんか", name, money::yen(amounts.*amount));
  }
  return fmt::format("医療費総額{}が、健保・公費・窓口の負担額の合計{}と合いません", money::yen(amounts.total),
                     money::yen(std::int64_t{amounts.paid_by_society} + amounts.public_funds + amounts.paid_at_window));
}

}  // namespace portal::expenses
