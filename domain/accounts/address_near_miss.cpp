#include "domain/accounts/address_near_miss.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace portal::address_near_miss {
namespace {

using Slip = std::pair<std::string_view, std::string_view>;  // as typed, as meant

constexpr std::array slips{
    Slip{"gmail.con", "gmail.com"},
    Slip{"gmail.co", "gmail.com"},
    Slip{"gmail.cm", "gmail.com"},
    Slip{"gmail.om", "gmail.com"},
    Slip{"gmail.comm", "gmail.com"},
    Slip{"gmail.co.jp", "gmail.com"},
    Slip{"gmail.ne.jp", "gmail.com"},
    Slip{"gmail.jp", "gmail.com"},
    Slip{"gmai.com", "gmail.com"},
    Slip{"gmial.com", "gmail.com"},
    Slip{"gamil.com", "gmail.com"},
    Slip{"gmaill.com", "gmail.com"},
    Slip{"gnail.com", "gmail.com"},
    Slip{"g-mail.com", "gmail.com"},
    Slip{"icloud.con", "icloud.com"},
    Slip{"icloud.co", "icloud.com"},
    Slip{"icloud.co.jp", "icloud.com"},
    Slip{"iclud.com", "icloud.com"},
    Slip{"i-cloud.com", "icloud.com"},
    Slip{"icould.com", "icloud.com"},
    Slip{"yahoo.co.jo", "yahoo.co.jp"},
    Slip{"yahoo.co", "yahoo.co.jp"},
    Slip{"yahoo.ne.jp", "yahoo.co.jp"},
    Slip{"yahoo.jp", "yahoo.co.jp"},
    Slip{"yahoo.cojp", "yahoo.co.jp"},
    Slip{"yaho.co.jp", "yahoo.co.jp"},
    Slip{"yafoo.co.jp", "yahoo.co.jp"},
    Slip{"yhaoo.co.jp", "yahoo.co.jp"},
    Slip{"docomo.co.jp", "docomo.ne.jp"},
    Slip{"docomo.ne", "docomo.ne.jp"},
    Slip{"docomo.jp", "docomo.ne.jp"},
    Slip{"docomo.ne.jo", "docomo.ne.jp"},
    Slip{"docomo.nejp", "docomo.ne.jp"},
    Slip{"dokomo.ne.jp", "docomo.ne.jp"},
    Slip{"docono.ne.jp", "docomo.ne.jp"},
    Slip{"ezweb.co.jp", "ezweb.ne.jp"},
    Slip{"ezweb.ne.jo", "ezweb.ne.jp"},
    Slip{"ezwed.ne.jp", "ezweb.ne.jp"},
    Slip{"eweb.ne.jp", "ezweb.ne.jp"},
    Slip{"au.con", "au.com"},
    Slip{"softbank.co.jp", "softbank.ne.jp"},
    Slip{"i.softbank.ne.jp", "i.softbank.jp"},
    Slip{"i.softbank.co.jp", "i.softbank.jp"},
    Slip{"outlook.con", "outlook.com"},
    Slip{"outlook.co", "outlook.com"},
    Slip{"hotmail.con", "hotmail.com"},
    Slip{"hotmail.co", "hotmail.com"},
    Slip{"hotmial.com", "hotmail.com"},
};

}  // namespace

std::optional<std::string> meant(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == address.npos) return {};
  const std::string domain = text::email_key(address.substr(at + 1));
  const auto found = std::ranges::find(slips, std::string_view(domain), &Slip::first);
  if (found == slips.end()) return {};
  return std::string(address.substr(0, at + 1)).append(found->second);
}

}  // namespace portal::address_near_miss
