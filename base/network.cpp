#include "base/network.hpp"

#include <array>

#include <arpa/inet.h>

namespace portal {
namespace {

constexpr std::size_t kept_bytes_v4 = 3;
constexpr std::size_t kept_bytes_v6 = 7;
constexpr std::string_view loopback_v4 = "127.0.0.0", loopback_v6 = "::1";

// "" for a text that is no address of the family.
template <std::size_t Size>
std::string prefix(int family, const std::string& address, std::size_t kept_bytes) {
  std::array<unsigned char, Size> bytes{};
  if (inet_pton(family, address.c_str(), bytes.data()) != 1) return "";
  for (std::size_t at = kept_bytes; at < Size; ++at) bytes[at] = 0;
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(family, bytes.data(), text.data(), text.size());
  return text.data();
}

}  // namespace

std::string network_of(std::string_view address) {
  std::string network = prefix<4>(AF_INET, std::string(address), kept_bytes_v4);
  return network.empty() ? client_of(address) : network;
}

std::string client_of(std::string_view address) {
  const std::string text(address);
  std::string client = prefix<16>(AF_INET6, text, kept_bytes_v6);
  return client.empty() ? text : client;
}

bool is_loopback(std::string_view host) {
  const std::string text(host);
  return host == "localhost" || prefix<4>(AF_INET, text, 1) == loopback_v4 ||
         prefix<16>(AF_INET6, text, 16) == loopback_v6;
}

}  // namespace portal
