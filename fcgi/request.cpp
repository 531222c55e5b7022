#include "fcgi/request.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <set>

#include <cgicc/CgiInput.h>
#include <cgicc/CgiUtils.h>
#include <cgicc/Cgicc.h>
#include <fcgiapp.h>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal {
namespace {

// Thrown and caught in this file only: the status that refuses a request.
struct Refused {
  HttpStatus status;
};

std::string parameter(const FCGX_Request& fastcgi, const char* name) {
  const char* value = FCGX_GetParam(name, fastcgi.envp);
  return value == nullptr ? "" : value;
}

std::size_t length_of(const std::string& text) {
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc{} || end != text.data() + text.size()) throw Refused{HttpStatus::bad_request};
  if (length > limits::body_bytes_max) throw Refused{HttpStatus::content_too_large};
  return length;
}

// cgicc reads one pass at a time: the query as a GET without body, the body as a POST without query, because it would
// merge the two and let a query stand in for a missing form field.
class Pass : public cgicc::CgiInput {
 public:
  Pass(const RawRequest& raw, bool of_body) : raw_(raw), of_body_(of_body) {}
  std::size_t read(char* data, std::size_t length) override {
    const std::size_t given = std::min(length, raw_.body.size() - given_);
    std::copy_n(raw_.body.data() + given_, given, data);
    given_ += given;
    return given;
  }
  std::string getenv(const char* name) override {
    const std::string_view wanted = name;
    if (wanted == "REQUEST_METHOD") return of_body_ ? "POST" : "GET";
    if (wanted == "QUERY_STRING") return of_body_ ? "" : raw_.query;
    if (wanted == "HTTP_COOKIE") return raw_.cookie;
    if (wanted == "CONTENT_TYPE") return of_body_ ? raw_.content_type : "";
    if (wanted == "CONTENT_LENGTH") return of_body_ ? std::to_string(raw_.body.size()) : "";
    return "";
  }

 private:
  const RawRequest& raw_;
  bool of_body_;
  std::size_t given_ = 0;
};

// All our fields are single: a name that comes twice is somebody trying something.
Fields fields_of(const cgicc::Cgicc& parsed) {
  Fields fields;
  if (parsed.getElements().size() > limits::fields_max) throw Refused{HttpStatus::bad_request};
  for (const cgicc::FormEntry& entry : parsed.getElements()) {
    if (fields.contains(entry.getName()) || entry.getValue().size() > limits::field_bytes_max)
      throw Refused{HttpStatus::bad_request};
    if (!text::is_valid_utf8(entry.getName()) || !text::is_valid_utf8(entry.getValue()))
      throw Refused{HttpStatus::bad_request};
    fields.add(entry.getName(), entry.getValue());
  }
  return fields;
}

Fields form_of(const RawRequest& raw) {
  Pass pass(raw, true);
  return fields_of(cgicc::Cgicc(&pass));
}

Fields cookies_of(const cgicc::Cgicc& parsed, bool secure) {
  const std::string prefix = secure ? "__Host-" : "";
  Fields cookies;
  std::set<std::string> seen, twice;
  for (const cgicc::HTTPCookie& cookie : parsed.getEnvironment().getCookieList())
    if (!seen.insert(cookie.getName()).second) twice.insert(cookie.getName());
  const auto is_text = [](const cgicc::HTTPCookie& cookie) {
    return text::is_valid_utf8(cookie.getName()) && text::is_valid_utf8(cookie.getValue());
  };
  for (const cgicc::HTTPCookie& cookie : parsed.getEnvironment().getCookieList())
    if (cookie.getName().starts_with(prefix) && !twice.contains(cookie.getName()) && is_text(cookie))
      cookies.add(cookie.getName().substr(prefix.size()), cookie.getValue());
  return cookies;
}

// The path reaches us as the browser sent it and is decoded once, here.
std::string decoded_path(const std::string& raw) {
  const std::string path = cgicc::form_urldecode(raw);  // turns + into a space too: no path of ours has either
  const bool control = std::ranges::any_of(path, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (!path.starts_with('/') || control || !text::is_valid_utf8(path)) throw Refused{HttpStatus::bad_request};
  return path;
}

std::chrono::milliseconds waited_since(const std::string& handed_over_at) {
  constexpr double seconds_max = 1e11;  // a year of four digits; what is beyond has no milliseconds to count
  double seconds = 0;
  const auto [end, error] =
      std::from_chars(handed_over_at.data(), handed_over_at.data() + handed_over_at.size(), seconds);
  if (error != std::errc{} || !(seconds >= 0 && seconds < seconds_max)) return {};
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto waited = now - std::chrono::duration<double>(seconds);
  return std::max(std::chrono::milliseconds{0}, std::chrono::duration_cast<std::chrono::milliseconds>(waited));
}

bool is_multipart(const RawRequest& raw) { return raw.content_type.starts_with("multipart/form-data"); }

// Mail services may send their one click as multipart (RFC 8058, 3.2). It is the one such form that is read, found
// without a parser: its only field, or nothing.
RawRequest one_click_of(const RawRequest& raw) {
  constexpr std::size_t bytes_max = 1000;
  constexpr std::string_view field = "List-Unsubscribe", value = "\r\n\r\nOne-Click\r\n--";
  const std::string name = fmt::format("name=\"{}\"", field);
  const auto at = raw.body.find(name);
  if (raw.body.size() > bytes_max || at == raw.body.npos) throw Refused{HttpStatus::bad_request};
  const auto end = raw.body.find(value, at);
  if (end == raw.body.npos || end != raw.body.find("\r\n\r\n", at)) throw Refused{HttpStatus::bad_request};
  if (raw.body.find("name=", at + name.size()) != raw.body.npos) throw Refused{HttpStatus::bad_request};
  RawRequest same = raw;
  same.content_type = "application/x-www-form-urlencoded";
  same.body = fmt::format("{}=One-Click", field);
  return same;
}

// Sec-Purpose: prefetch;prerender, Purpose: prefetch, X-Moz: prefetch, X-Purpose: preview.
bool is_ahead_of_its_reader(std::string purposes) {
  std::ranges::transform(purposes, purposes.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::any_of(std::array{"prefetch", "prerender", "preview"},
                             [&](const char* word) { return purposes.find(word) != purposes.npos; });
}

Purpose purpose_of(const RawRequest& raw) {
  if (raw.method == "HEAD") return Purpose::to_probe;
  return raw.method == "GET" && is_ahead_of_its_reader(raw.purposes) ? Purpose::to_prefetch : Purpose::to_show;
}

void demand_limits(const RawRequest& raw) {
  if (raw.method != "GET" && raw.method != "HEAD" && raw.method != "POST")
    throw Refused{HttpStatus::method_not_allowed};
  const std::size_t length = raw.content_length.empty() ? 0 : length_of(raw.content_length);
  if (length != raw.body.size()) throw Refused{HttpStatus::bad_request};
  if (raw.path.size() > limits::path_bytes_max || raw.query.size() > limits::query_bytes_max)
    throw Refused{HttpStatus::bad_request};
  if (raw.cookie.size() > limits::cookie_bytes_max) throw Refused{HttpStatus::bad_request};
  const bool is_form = raw.content_type.starts_with("application/x-www-form-urlencoded") || is_multipart(raw);
  if (raw.method == "POST" && !is_form && !raw.body.empty()) throw Refused{HttpStatus::bad_request};
}

Request checked(const RawRequest& raw, bool secure) {
  demand_limits(raw);
  Request request;
  request.method = raw.method == "POST" ? Method::post : Method::get;
  request.purpose = purpose_of(raw);
  request.path = decoded_path(raw.path);
  Pass query_pass(raw, false);
  const cgicc::Cgicc query(&query_pass);
  request.query = fields_of(query);
  request.cookies = cookies_of(query, secure);
  if (request.method == Method::post && !raw.body.empty()) {
    request.form = form_of(is_multipart(raw) ? one_click_of(raw) : raw);
  }
  request.origin = raw.origin;
  request.sec_fetch_site = raw.sec_fetch_site;
  request.client_address = raw.client_address;
  request.user_agent = raw.user_agent;
  request.id = raw.id;
  request.waited = waited_since(raw.handed_over_at);
  return request;
}

}  // namespace

namespace {

// One more than is said, and more than may be at most: whoever sends more is refused. Memory is cleared before it is
// read into and after it, so a page without a body had better have none.
std::size_t body_bytes_read_max(std::string_view content_length) {
  if (content_length.empty()) return 1;
  std::size_t said = 0;
  const char* end = content_length.data() + content_length.size();
  const auto [stopped, error] = std::from_chars(content_length.data(), end, said);
  if (error != std::errc{} || stopped != end) return limits::body_bytes_max + 1;
  return std::min(said, limits::body_bytes_max) + 1;
}

}  // namespace

RawRequest receive(FCGX_Request& fastcgi) {
  RawRequest raw{.method = parameter(fastcgi, "REQUEST_METHOD"),
                 .path = parameter(fastcgi, "REQUEST_PATH"),
                 .query = parameter(fastcgi, "QUERY_STRING"),
                 .content_type = parameter(fastcgi, "CONTENT_TYPE"),
                 .content_length = parameter(fastcgi, "CONTENT_LENGTH"),
                 .cookie = parameter(fastcgi, "HTTP_COOKIE"),
                 .origin = parameter(fastcgi, "HTTP_ORIGIN"),
                 .sec_fetch_site = parameter(fastcgi, "HTTP_SEC_FETCH_SITE"),
                 .purposes = parameter(fastcgi, "REQUEST_PURPOSES"),
                 .client_address = parameter(fastcgi, "REMOTE_ADDR"),
                 .user_agent = parameter(fastcgi, "HTTP_USER_AGENT"),
                 .id = parameter(fastcgi, "REQUEST_ID"),
                 .handed_over_at = parameter(fastcgi, "REQUEST_START"),
                 .body = ""};
  std::string& body = raw.body;  // no copy: it may hold a password
  body.resize(body_bytes_read_max(raw.content_length));
  std::size_t have = 0;
  while (have < body.size()) {  // FCGX_GetStr may return less than there is
    const int got = FCGX_GetStr(body.data() + have, static_cast<int>(body.size() - have), fastcgi.in);
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  body.resize(have);
  return raw;
}

Fields fields_of_query(std::string_view query) {
  Fields fields;
  while (!query.empty()) {
    query.remove_prefix(1);  // ? or &
    const std::string_view one = query.substr(0, query.find('&'));
    const auto equals = one.find('=');
    if (equals == one.npos) break;
    fields.add(cgicc::form_urldecode(std::string(one.substr(0, equals))),
               cgicc::form_urldecode(std::string(one.substr(equals + 1))));
    query.remove_prefix(one.size());
  }
  return fields;
}

std::variant<Request, HttpStatus> read_request(const RawRequest& raw, bool secure) {
  try {
    return checked(raw, secure);
  } catch (const Refused& refused) {
    return refused.status;
  } catch (const std::runtime_error&) {
    return HttpStatus::bad_request;  // cgicc on what it can't parse
  }
}

void send(FCGX_Request& fastcgi, const Reply& reply) {
  std::string head =
      fmt::format("Status: {} {}\r\n", reply.status, http_status::reason_of(static_cast<HttpStatus>(reply.status)));
  for (const auto& [name, value] : reply.headers) head += fmt::format("{}: {}\r\n", name, value);
  head += "\r\n";
  FCGX_PutStr(head.data(), static_cast<int>(head.size()), fastcgi.out);
  FCGX_PutStr(reply.body.data(), static_cast<int>(reply.body.size()), fastcgi.out);
}

}  // namespace portal
