// Whatever is typed as a mail address: what passes can stand in RCPT TO and in a mail's head, and is one address.
#include <algorithm>

#include "base/limits.hpp"
#include "domain/accounts/address_near_miss.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string typed(fuzz::text_of(data, size));
  const std::string address = text::fold_email(typed);
  demand(!text::is_valid_utf8(typed) || text::is_valid_utf8(address));
  demand(text::fold_email(address) == address || !text::is_email(address));
  if (!text::is_email(address)) return 0;
  const auto harmless = [](char c) {
    return c > ' ' && c < '\x7f' && std::string_view("\"(),:;<>[\\]").find(c) == std::string_view::npos;
  };
  const std::size_t at = address.find('@');
  demand(std::ranges::all_of(address, harmless) && address.find('@', at + 1) == address.npos);
  demand(address.size() <= limits::email_bytes_max && at >= 1 && at <= limits::email_local_part_bytes_max);
  std::string loud = address;
  std::ranges::transform(loud, loud.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  demand(text::is_same_email(address, loud) && text::is_email(text::fold_email(loud)));
  demand(text::mask_email(address) == address.substr(0, 1) + "***" + address.substr(at));
  if (const auto meant = address_near_miss::meant(address))
    demand(text::is_email(*meant) && meant->substr(0, at + 1) == address.substr(0, at + 1) && *meant != address);
  return 0;
}
