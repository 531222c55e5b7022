#pragma once
#include "handlers/parts/link_cookie.hpp"
#include "templates/view.hpp"

// What the pages of 再発行 share.
namespace portal::reissue_pages {

extern const link_cookie::Procedure procedure;

View steps(int current);  // 全4ステップ中 current

// 410: the link or the step has come to its end; begins again. The same for every reason.
Response expired();

}  // namespace portal::reissue_pages
