// Whatever comes over FastCGI is refused by a status, or it is a Request as fcgi/http.hpp describes one.
#include "fcgi/request.hpp"

#include <algorithm>
#include <set>

#include "base/limits.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

static void demand_sound(const Fields& fields) {
  demand(fields.size() <= limits::fields_max);
  std::set<std::string_view> names;
  for (const auto& [name, value] : fields) {
    demand(names.insert(name).second && value.size() <= limits::field_bytes_max);
    demand(text::is_valid_utf8(name) && text::is_valid_utf8(value));
  }
  demand(std::ranges::equal(fields_of_query(query_of(fields)), fields));
}

// A line each: method, path, query, content type, length ("right" for what it is), purposes, time; then the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fuzz::text_of(data, size);
  RawRequest raw;
  for (std::string* part :
       {&raw.method, &raw.path, &raw.query, &raw.content_type, &raw.content_length, &raw.purposes, &raw.handed_over_at})
    *part = fuzz::take(input);
  raw.body = input;
  if (raw.content_length == "right") raw.content_length = std::to_string(raw.body.size());
  const auto read = read_request(raw, true);
  if (const auto* refused = std::get_if<HttpStatus>(&read)) {
    demand(number(*refused) == 400 || number(*refused) == 405 || number(*refused) == 413);
    return 0;
  }
  const Request& request = std::get<Request>(read);
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  demand(request.path.starts_with('/') && std::ranges::none_of(request.path, is_control));
  demand(request.path.size() <= limits::path_bytes_max && text::is_valid_utf8(request.path));
  demand(request.method == Method::post || (request.form.size() == 0 && raw.method != "POST"));
  demand(raw.body.size() <= limits::body_bytes_max && request.waited.count() >= 0);
  demand_sound(request.query);
  demand_sound(request.form);
  return 0;
}
