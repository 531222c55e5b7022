// POST /{s}/text-size: 文字サイズ 中 or 大, kept in a cookie; back to the page it came from.
#include "fcgi/visit.hpp"
#include "handlers/parts/own_path.hpp"

namespace portal {

Response text_size_change(Visit& visit) {
  constexpr auto kept = std::chrono::hours{24 * 365};
  const std::string size = visit.request.form["size"] == "large" ? "large" : "medium";
  const std::string back = own_path_or(visit.request.form["back"], visit.url("/"));
  Response response = redirect(back.starts_with(visit.url("/")) ? back : visit.url("/"));
  response.set_cookies = {{"text-size", size, kept}};
  return response;
}

}  // namespace portal
