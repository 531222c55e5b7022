#pragma once
#include <string>

#include "fcgi/http.hpp"

// From a response's body to status and headers. The security headers that are the same on every answer come from nginx
// (nginx/snippets), which also answers for files and for us when we are away; here stands only what depends on the
// answer.
namespace portal::reply_headers {

Reply html(std::string body, HttpStatus status);
Reply redirect(const Redirect& redirect);
Reply download(Download download);
Reply streamed(const Streamed& streamed);
Reply plain(Plain plain);

// "__Host-sid=…; Path=/; Secure; HttpOnly; SameSite=Lax"; on plain http (the demo on loopback) "sid=…" without Secure.
std::string cookie(const Cookie& cookie, bool secure);

}  // namespace portal::reply_headers
