#include "base/money.hpp"

#include <fmt/format.h>

namespace portal::money {

std::string grouped(std::int64_t number) {
  constexpr std::int64_t thousand = 1000;
  if (number < 0) return "-" + grouped(-number);
  if (number < thousand) return std::to_string(number);
  return fmt::format("{},{:03}", grouped(number / thousand), number % thousand);
}

std::string yen(std::int64_t amount) { return grouped(amount) + "円"; }

}  // namespace portal::money
