#include "admin/nginx.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/child.hpp"
#include "admin/whole_file.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

constexpr const char* snippets = "/etc/nginx/snippets";
constexpr const char* name_file = "portal-name.conf";
constexpr const char* https_file = "portal-https.conf";
constexpr const char* heading = "# Written by `portalctl config nginx --apply`: what is changed here is lost.\n";

using Version = std::tuple<int, int, int>;
constexpr Version with_http2_directive{1, 25, 1};  // before it, HTTP/2 was a word of listen, which is deprecated since

std::string name_text(const Config& config) { return fmt::format("{}server_name {};\n", heading, config.host()); }

std::string https_text(const Version& nginx) {
  if (nginx < with_http2_directive)
    return fmt::format("{}listen 443 ssl http2;\nlisten [::]:443 ssl http2;\n", heading);
  return fmt::format("{}listen 443 ssl;\nlisten [::]:443 ssl;\nhttp2  on;\n", heading);
}

// Its name, a slash and the version, on standard error.
std::string what_nginx_says() {
  Pipe pipe = make_pipe();
  Child nginx({"/usr/sbin/nginx", "-v"}, {.messages = pipe.writes.number()});
  pipe.writes.close();
  std::string said;
  std::array<char, 256> part{};
  while (const std::size_t bytes = read_some(pipe.reads.number(), part.data(), part.size()))
    said.append(part.data(), bytes);
  if (nginx.end() != 0)
    throw Failure(Exit::bad_configuration, "nginx -v: there is no nginx that runs", "apt install nginx");
  return said;
}

Version version_of_nginx() {
  const std::string said = what_nginx_says();
  int major = 0, minor = 0, patch = 0;
  const std::size_t slash = said.find('/');
  constexpr int parts = 3;
  if (slash == said.npos || std::sscanf(said.c_str() + slash, "/%d.%d.%d", &major, &minor, &patch) != parts)
    throw Failure(Exit::bad_configuration, fmt::format("nginx -v says \"{}\", which names no version", said));
  return {major, minor, patch};
}

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

// Where there is no such file, nginx is on another machine, or set up by hand.
void check_name_in_nginx(Checks& checks, const Config& config) {
  const fs::path file = fs::path(snippets) / name_file;
  const std::string there = content_of(file);
  if (config.demo || there.empty()) return;
  if (there == name_text(config))
    checks.good(fmt::format("nginx knows the portal as {}", config.host()));
  else
    checks.bad(fmt::format("{} does not say {}, the host of origin", file.string(), config.host()),
               "portalctl config nginx --apply; nginx -t && systemctl reload nginx");
}

Exit config_nginx(const Changing<ConfiguredCall>& call) {
  const fs::path folder = call.arguments.text_if_given("DIR").value_or(snippets);
  const std::array<std::pair<const char*, std::string>, 2> files{
      {{name_file, name_text(call.config)}, {https_file, https_text(version_of_nginx())}}};
  bool all_there = true;
  for (const auto& [name, text] : files) {
    if (content_of(folder / name) == text) continue;
    all_there = false;
    if (call.applies) replace_file(folder / name, text);
    fmt::print("{} {}\n", call.applies ? "wrote" : "would write", (folder / name).string());
  }
  if (all_there)
    fmt::print("nginx's snippets are as they must be\n");
  else if (call.applies)
    fmt::print("next: nginx -t && systemctl reload nginx\n");
  return Exit::good;
}

}  // namespace portal::admin
