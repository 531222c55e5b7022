#pragma once
#include <string>
#include <string_view>

namespace portal {

// The network that an address belongs to, as throttles count it: /24 of IPv4, /56 of IPv6. A text that is no address is
// its own network.
std::string network_of(std::string_view address);

}  // namespace portal
