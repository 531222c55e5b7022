#pragma once
#include <concepts>

#include "fcgi/http.hpp"

namespace portal {

// What a page says of a file's size: the kilobyte that has begun counts.
constexpr auto kilobytes(std::integral auto bytes) { return (bytes + 1023) / 1024; }

// 開く beside 保存する: the same file, shown by the browser's own viewer.
inline constexpr const char* to_open = "open=yes";
inline Use use_asked(const Fields& query) { return query["open"] == "yes" ? Use::opened : Use::saved; }

}  // namespace portal
