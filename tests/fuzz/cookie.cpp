// Whatever else stands in a browser's Cookie header, ours are taken as we set them or not at all: a neighbouring host
// can plant cookies, but none of the name __Host-….
#include <set>

#include "base/limits.hpp"
#include "fcgi/request.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

static const std::string sid(43, 'S');

static RawRequest with(const std::string& header) {
  RawRequest raw;
  raw.method = "GET";
  raw.path = "/mihon/home";
  raw.cookie = header;
  return raw;
}

static void demand_ours_among(std::string_view planted, const std::string& header) {
  const auto read = read_request(with(header), true);
  if (std::holds_alternative<HttpStatus>(read)) return demand(header.size() > limits::cookie_bytes_max);
  const Fields& cookies = std::get<Request>(read).cookies;
  const std::string_view found = cookies["sid"];
  demand(found == sid || (found.empty() && planted.find("__Host-sid") != planted.npos));
  std::set<std::string_view> names;
  for (const auto& [name, value] : cookies) {
    demand(names.insert(name).second && header.find("__Host-" + name + "=" + value) != header.npos);
    demand(text::is_valid_utf8(name) && text::is_valid_utf8(value));
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string planted(fuzz::text_of(data, size));
  demand_ours_among(planted, planted + "; __Host-sid=" + sid);
  demand_ours_among(planted, "__Host-sid=" + sid + "; " + planted);
  static_cast<void>(read_request(with(planted), false));
  return 0;
}
