#pragma once
#include <string>
#include <string_view>

namespace portal {

// The network that an address belongs to, as throttles count it: /24 of IPv4, /56 of IPv6. A text that is no address is
// its own network.
std::string network_of(std::string_view address);

// Whom an address is one of, as limits for one client count it: all of IPv4, /56 of IPv6, since a line is given so many
// addresses that a new one for each request costs nothing. nginx counts alike (nginx/snippets/portal-http.conf).
std::string client_of(std::string_view address);

// Whether what is sent to `host` stays on this machine: "localhost", an address of 127.0.0.0/8 in full, or ::1. A name
// that only begins like one (127.example.jp) is anybody's.
bool is_loopback(std::string_view host);

}  // namespace portal
