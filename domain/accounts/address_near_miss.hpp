#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace portal::address_near_miss {

// The address that was probably meant, where the domain of the one that was typed is a known slip of the pen for one of
// the large mail services: hanako@gmail.com for hanako@gmail.con. To be asked, never to refuse: a rare domain may
// exist.
std::optional<std::string> meant(std::string_view address);

}  // namespace portal::address_near_miss
