#pragma once
#include <cstddef>
#include <string>

// All randomness of the portal: the kernel's, by libsodium. No seed, no state of ours; aborts if the kernel has none.
namespace portal::random {

std::string bytes(std::size_t count);
std::string token();  // 256 bits, 43 characters of base64url: links, sessions, steps, devices

// 12 of 31 unmistakable characters, with at least one letter and one digit: printed on postcards and in reissue mails.
std::string initial_password();
// 16 of 0-9 a-z without i, l, o and u: 80 bits, a recovery code of two-step sign-in.
std::string recovery_code();
// 8 of the same characters as the password, never in the order of members: the login ID printed on a postcard.
std::string initial_login_id();

}  // namespace portal::random
