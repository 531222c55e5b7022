#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "fcgi/http.hpp"

struct FCGX_Request;

namespace portal {

// What arrived over FastCGI, before it is trusted: the parameters that nginx/snippets name, and the body's bytes.
struct RawRequest {
  std::string method, path, query, content_type, content_length, cookie;
  std::string origin, sec_fetch_site, purposes, client_address, user_agent, id, handed_over_at;
  std::string body;
};

// Reads at most body_bytes_max of the body; a longer or a missing length is found out by read_request.
RawRequest receive(FCGX_Request& fastcgi);

// The request as a value, or the status that refuses it: 400 malformed, 405 method, 413 too long.
// `secure`: only cookies named __Host- count, so that a neighbouring host can't plant one.
std::variant<Request, HttpStatus> read_request(const RawRequest& raw, bool secure);

// What query_of() wrote, read again; for what we kept ourselves, as nothing is refused.
Fields fields_of_query(std::string_view query);

void send(FCGX_Request& fastcgi, const Reply& reply);

}  // namespace portal
