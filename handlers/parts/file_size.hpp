#pragma once
#include <concepts>

namespace portal {

// What a page says of a file's size: the kilobyte that has begun counts.
constexpr auto kilobytes(std::integral auto bytes) { return (bytes + 1023) / 1024; }

}  // namespace portal
