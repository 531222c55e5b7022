#pragma once
#include <algorithm>
#include <array>
#include <string_view>

// The statuses that a request of ours can end with, nginx's included (RFC 9110, RFC 6585), named once.
namespace portal {

enum class HttpStatus : int {
  ok = 200,
  moved_permanently = 301,
  see_other = 303,
  bad_request = 400,
  forbidden = 403,
  not_found = 404,
  method_not_allowed = 405,
  conflict = 409,
  gone = 410,
  content_too_large = 413,
  uri_too_long = 414,
  misdirected_request = 421,
  unprocessable_content = 422,
  too_many_requests = 429,
  request_header_fields_too_large = 431,
  internal_server_error = 500,
  bad_gateway = 502,
  service_unavailable = 503,
  gateway_timeout = 504,
};

constexpr int number(HttpStatus status) { return static_cast<int>(status); }

namespace http_status {

struct Words {
  HttpStatus status;
  std::string_view reason;
};
inline constexpr std::array words{
    Words{HttpStatus::ok, "OK"},
    Words{HttpStatus::moved_permanently, "Moved Permanently"},
    Words{HttpStatus::see_other, "See Other"},
    Words{HttpStatus::bad_request, "Bad Request"},
    Words{HttpStatus::forbidden, "Forbidden"},
    Words{HttpStatus::not_found, "Not Found"},
    Words{HttpStatus::method_not_allowed, "Method Not Allowed"},
    Words{HttpStatus::conflict, "Conflict"},
    Words{HttpStatus::gone, "Gone"},
    Words{HttpStatus::content_too_large, "Content Too Large"},
    Words{HttpStatus::uri_too_long, "URI Too Long"},
    Words{HttpStatus::misdirected_request, "Misdirected Request"},
    Words{HttpStatus::unprocessable_content, "Unprocessable Content"},
    Words{HttpStatus::too_many_requests, "Too Many Requests"},
    Words{HttpStatus::request_header_fields_too_large, "Request Header Fields Too Large"},
    Words{HttpStatus::internal_server_error, "Internal Server Error"},
    Words{HttpStatus::bad_gateway, "Bad Gateway"},
    Words{HttpStatus::service_unavailable, "Service Unavailable"},
    Words{HttpStatus::gateway_timeout, "Gateway Timeout"},
};

// nginx passes a status line on as it is, and one without a reason lacks a space that HTTP demands: "" never comes.
constexpr std::string_view reason_of(HttpStatus status) {
  const auto found = std::ranges::find(words, status, &Words::status);
  return found == words.end() ? "Other" : found->reason;
}

}  // namespace http_status
}  // namespace portal
