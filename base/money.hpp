#pragma once
#include <cstdint>
#include <string>

// Money is whole yen.
namespace portal::money {

std::string grouped(std::int64_t number);  // 12,340; -12,340
std::string yen(std::int64_t amount);      // 12,340円

}  // namespace portal::money
