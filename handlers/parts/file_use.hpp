#pragma once
#include "fcgi/http.hpp"

namespace portal {

// 開く beside 保存する: the same file, shown by the browser's own viewer.
inline constexpr const char* to_open = "open=yes";
inline Use use_asked(const Fields& query) { return query["open"] == "yes" ? Use::opened : Use::saved; }

}  // namespace portal
