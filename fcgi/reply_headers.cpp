#include "fcgi/reply_headers.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace portal::reply_headers {
namespace {

constexpr const char* never_stored = "no-store, private";
constexpr const char* nginx_location = "/.documents/";  // nginx/snippets/portal-server.conf

// A line break in a header would begin another one: whoever let it come so far has a bug.
std::string one_line(std::string value) {
  if (std::ranges::any_of(value, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
    throw std::logic_error("a control character in a header");
  return value;
}

// For a file: whatever it holds, it never acts as one of our pages. No browser's viewer of PDFs works in a sandbox
// (docs/decisions/0044), so what is opened there has a policy of its own (nginx/snippets/portal-http.conf).
std::vector<std::pair<std::string, std::string>> headers_of_file(const std::string& type, Use use) {
  return {{"Content-Type", one_line(type)}, {"Content-Security-Policy", use == Use::saved ? "sandbox" : "viewer"}};
}

// RFC 6266: the second name is for every browser of today, the first for what knows no better.
std::string disposition(const FileName& name, Use use) {
  return fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}", use == Use::saved ? "attachment" : "inline",
                     one_line(name.plain), percent_encoded(name.japanese));
}

}  // namespace

Reply html(std::string body, HttpStatus status) {
  return {number(status),
          {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", never_stored}},
          std::move(body),
          "",
          ""};
}

Reply redirect(const Redirect& redirect) {
  return {number(redirect.status),
          {{"Location", one_line(redirect.location)}, {"Cache-Control", never_stored}},
          "",
          "",
          ""};
}

Reply download(Download download) {
  Reply reply{number(HttpStatus::ok), headers_of_file(download.content_type, download.use), std::move(download.bytes),
              "", ""};
  reply.headers.emplace_back("Content-Disposition", disposition(download.name, download.use));
  reply.headers.emplace_back("Cache-Control", never_stored);
  return reply;
}

// What nginx adds to the file alone and not to a page that comes in its place, it has to get by another name.
Reply streamed(const Streamed& streamed) {
  Reply reply{number(HttpStatus::ok), headers_of_file(streamed.content_type, streamed.use), "", "", ""};
  reply.headers.emplace_back("X-File-Disposition", disposition(streamed.name, streamed.use));
  reply.headers.emplace_back("X-Accel-Redirect", nginx_location + one_line(streamed.place));
  return reply;
}

Reply plain(Plain plain) {
  return {number(plain.status),
          {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", never_stored}},
          std::move(plain.text),
          "",
          ""};
}

std::string cookie(const Cookie& cookie, bool secure) {
  std::string text = fmt::format("{}{}={}; Path=/; ", secure ? "__Host-" : "", cookie.name, one_line(cookie.value));
  if (cookie.value.empty())
    text += "Max-Age=0; ";
  else if (cookie.max_age)
    text += fmt::format("Max-Age={}; ", cookie.max_age->count());
  return text + (secure ? "Secure; " : "") + "HttpOnly; SameSite=Lax";
}

}  // namespace portal::reply_headers
