#pragma once
#include "fcgi/http.hpp"
#include "templates/view.hpp"

// What the pages of 再発行 share.
namespace portal::reissue_pages {

View steps(int current);  // 全4ステップ中 current

// 410: the link or the step has come to its end; begins again. The same for every reason.
Response expired();

}  // namespace portal::reissue_pages
