#pragma once
#include <filesystem>
#include <string>

namespace portal::admin {

// Whether somebody listens there; "" when so, else why not. Nothing is sent.
std::string reach_socket(const std::filesystem::path& socket);
// A mail server: connects within 5 seconds and waits as long for its greeting (220 …).
std::string reach_mail_server(const std::string& host, int port, bool greets_in_the_clear);

// A page for monitors on this machine: "" when the answer is 200, else what came instead.
std::string reach_page(int port, const std::string& path);

}  // namespace portal::admin
