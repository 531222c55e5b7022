#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "admin/doctor/parts.hpp"
#include "base/service.hpp"

namespace portal::admin {
namespace {

constexpr unsigned bits_of_byte = 8;

struct Address {
  int family;
  std::string bytes;  // in the network's order
};

template <class Found>
std::string bytes_of(const Found& address) {
  std::string bytes(sizeof address, '\0');
  std::memcpy(bytes.data(), &address, sizeof address);
  return bytes;
}

Address address_of(const addrinfo& found) {
  if (found.ai_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, found.ai_addr, sizeof six);
    return {AF_INET6, bytes_of(six.sin6_addr)};
  }
  sockaddr_in four{};
  std::memcpy(&four, found.ai_addr, sizeof four);
  return {AF_INET, bytes_of(four.sin_addr)};
}

// As the resolver gives them; none when it knows no such name.
std::vector<Address> addresses_of(const std::string& host, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* first = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &first) != 0) return {};
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(first, freeaddrinfo);
  std::vector<Address> found;
  for (const addrinfo* one = first; one != nullptr; one = one->ai_next)
    if (one->ai_family == AF_INET || one->ai_family == AF_INET6) found.push_back(address_of(*one));
  return found;
}

std::string text_of(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(address.family, address.bytes.data(), text.data(), text.size()) == nullptr ? "?" : text.data();
}

bool holds(const service::AddressRange& range, const Address& address) {
  if (range.family != address.family || range.bytes.size() != address.bytes.size()) return false;
  const std::size_t whole = std::min<std::size_t>(range.prefix / bits_of_byte, address.bytes.size());
  if (range.bytes.compare(0, whole, address.bytes, 0, whole) != 0) return false;
  const unsigned rest = range.prefix % bits_of_byte;
  if (rest == 0 || whole == address.bytes.size()) return true;
  const auto differs = static_cast<std::uint8_t>(range.bytes[whole] ^ address.bytes[whole]);
  return (differs >> (bits_of_byte - rest)) == 0;
}

bool lets_reach(const service::AddressFilter& filter, const Address& address) {
  const auto is_held = [&](const service::AddressRange& range) { return holds(range, address); };
  return std::ranges::any_of(filter.allowed, is_held) || std::ranges::none_of(filter.denied, is_held);
}

// Those of /etc/resolv.conf.
std::vector<Address> name_servers() {
  std::vector<Address> found;
  std::ifstream in("/etc/resolv.conf");
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string key, address;
    if (!(words >> key >> address) || key != "nameserver") continue;
    for (Address& one : addresses_of(address, AI_NUMERICHOST)) found.push_back(std::move(one));
  }
  return found;
}

// A number, or a name of this machine's own list: nobody else is asked for it.
bool is_known_here(const std::string& host) {
  if (!addresses_of(host, AI_NUMERICHOST).empty()) return true;
  std::ifstream in("/etc/hosts");
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    for (std::string word; words >> word;)
      if (word == host) return true;
  }
  return false;
}

std::string joined(const std::vector<Address>& addresses) {
  std::string text;
  for (const Address& one : addresses) text += (text.empty() ? "" : " ") + text_of(one);
  return text;
}

}  // namespace

void check_mailer_s_way(Checks& checks, const Config& config) {
  if (!is_run_by_systemd()) return;
  const auto filter = service::address_filter_of("portal-mailer.service");
  const std::string& host = config.smtp.host;
  if (!filter) return;
  const std::string_view what_to_do =
      "systemctl edit portal-mailer: [Service] IPAddressAllow={}; systemctl restart portal-mailer; docs/operating.md, "
      "\"The mail server\"";
  const auto is_refused = [&](const Address& one) { return !lets_reach(*filter, one); };
  const auto servers = addresses_of(host, 0);
  if (!servers.empty() && std::ranges::all_of(servers, is_refused))
    return checks.bad(fmt::format("portal-mailer's unit keeps it from the mail server {} ({})", host, joined(servers)),
                      fmt::format(fmt::runtime(what_to_do), joined(servers)));
  const auto asked = name_servers();
  if (!is_known_here(host) && !asked.empty() && std::ranges::all_of(asked, is_refused))
    return checks.bad(
        fmt::format("portal-mailer's unit keeps it from the name servers ({}): it can't find {}", joined(asked), host),
        fmt::format(fmt::runtime(what_to_do), joined(servers) + (servers.empty() ? "" : " ") + joined(asked)));
  checks.good("portal-mailer's unit lets it reach the mail server");
}

}  // namespace portal::admin
