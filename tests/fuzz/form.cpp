// Whatever is typed, a form gives answers within their bounds, and the page that shows them again has no tag or
// attribute more, and nothing of a password.
#include "handlers/parts/form.hpp"

#include <algorithm>

#include "fcgi/request.hpp"
#include "templates/renderer.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

constexpr Field nickname{{.name = "nickname", .label = "ニックネーム", .longest = Longest{20}}};
constexpr Field password{{.name = "password", .label = "パスワード", .longest = Longest{128}, .type = "password"}};

static std::string shown(const Fields& typed, const Field& field) {
  static const Renderer renderer(SOURCE_FOLDER "/templates", Missing::is_an_error);
  Form form(typed);
  const std::string answer(form[field]);
  demand(text::code_points(answer) <= field.longest.characters && text::is_valid_utf8(answer));
  demand(field.type == "password" || text::trim(answer) == answer);
  demand(!answer.empty() || form.fault_of(field) != nullptr || text::trim(typed[field.name]).empty());
  for (const auto fold : {text::fold_width, text::composed}) demand(fold(fold(answer)) == fold(answer));
  const std::string login_id = text::fold_login_id(answer);
  demand(!text::is_login_id(login_id) || text::fold_login_id(login_id) == login_id);
  return renderer.render(form.show(field));
}

// The body of a POST.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  RawRequest raw;
  raw.method = "POST";
  raw.path = "/";
  raw.content_type = "application/x-www-form-urlencoded";
  raw.body = fuzz::text_of(data, size);
  raw.content_length = std::to_string(size);
  const auto read = read_request(raw, true);
  if (std::holds_alternative<HttpStatus>(read)) return 0;
  Fields harmless;
  const auto is_mark = [](char c) { return std::string_view("<>\"'&`=").find(c) != std::string_view::npos; };
  for (auto [name, value] : std::get<Request>(read).form) {
    std::ranges::replace_if(value, is_mark, 'x');
    harmless.add(name, name == "password" ? std::string(text::code_points(value), '*') : value);
  }
  const Fields& typed = std::get<Request>(read).form;
  const std::string with_marks = shown(typed, nickname), without = shown(harmless, nickname);
  for (const char mark : {'<', '>', '"', '\''})
    demand(std::ranges::count(with_marks, mark) == std::ranges::count(without, mark));
  demand(shown(typed, password) == shown(harmless, password));
  return 0;
}
