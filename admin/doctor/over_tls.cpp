#include <algorithm>
#include <chrono>
#include <ctime>
#include <iomanip>
#include <locale>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "admin/doctor/parts.hpp"

namespace portal::admin {
namespace {

constexpr long connect_seconds_max = 5, answer_seconds_max = 10;

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK)
    throw std::runtime_error("libcurl lacks an option we need");
}

Handle new_handle(const std::string& url) {
  Handle handle(curl_easy_init(), curl_easy_cleanup);
  set(handle, CURLOPT_URL, url.c_str());
  set(handle, CURLOPT_PROXY, "");
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds_max);
  set(handle, CURLOPT_TIMEOUT, answer_seconds_max);
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  return handle;
}

// "Dec 14 00:00:00 2026 GMT"
std::optional<Timestamp> moment_of(const std::string& text) {
  std::tm parts{};
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  in >> std::get_time(&parts, "%b %d %H:%M:%S %Y");
  if (in.fail()) return {};
  return Timestamp{std::chrono::seconds{timegm(&parts)}};
}

// Of the first certificate that came, which is the server's own.
std::optional<Timestamp> end_of_certificate(const Handle& handle) {
  constexpr std::string_view name = "Expire date:";
  curl_certinfo* info = nullptr;
  if (curl_easy_getinfo(handle.get(), CURLINFO_CERTINFO, &info) != CURLE_OK || info == nullptr ||
      info->num_of_certs < 1)
    return {};
  for (const curl_slist* line = *info->certinfo; line != nullptr; line = line->next)
    if (const std::string text = line->data; text.starts_with(name)) return moment_of(text.substr(name.size()));
  return {};
}

void judge_end(Checks& checks, const std::string& host, Timestamp end, Timestamp now) {
  constexpr auto early = std::chrono::days{14};
  constexpr const char* remedy =
      "renew it (certbot renew, or as its authority has it), then nginx -t && systemctl reload nginx; "
      "docs/operating.md, \"The certificate\"";
  const std::string day = in_japan(end);
  const auto left = std::chrono::duration_cast<std::chrono::days>(end - now);
  if (end <= now)
    checks.bad(fmt::format("the certificate of {} ended on {}: no browser lets members in", host, day), remedy);
  else if (left < early)
    checks.bad(fmt::format("the certificate of {} ends in {} days, on {}", host, left.count(), day), remedy);
  else
    checks.good(fmt::format("the certificate of {} lasts for {} days, until {}", host, left.count(), day));
}

// The mail server's refusals, in its own words as far as they are fit to be shown.
class LastRefusal {
 public:
  static int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
    const std::string_view line(data, size);
    if (type == CURLINFO_HEADER_IN && (line.starts_with('4') || line.starts_with('5')))
      static_cast<LastRefusal*>(user)->take(line);
    return 0;
  }
  const std::string& text() const { return text_; }

 private:
  void take(std::string_view line) {
    constexpr std::size_t bytes_max = 200;
    text_ = line.substr(0, std::min(line.find_first_of("\r\n"), bytes_max));
    std::ranges::replace_if(text_, [](char c) { return c < ' ' || c > '~'; }, '?');
  }
  std::string text_;
};

struct Finding {
  std::string what, remedy;
};

Finding finding_of(CURLcode code, const std::string& refusal, const Config& config) {
  const auto& smtp = config.smtp;
  const std::string said = refusal.empty() ? "" : ": " + refusal;
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {"there is no machine of that name", "[smtp] host in portal.toml; getent hosts " + smtp.host};
    case CURLE_COULDNT_CONNECT:
      return {"nobody listens there, or a firewall refuses",
              fmt::format("[smtp] host and port in portal.toml; nc -vz {} {}", smtp.host, smtp.port)};
    case CURLE_OPERATION_TIMEDOUT:
      return {"no answer in time",
              fmt::format("a firewall on the way, or another tls than [smtp] says; nc -v {} {}", smtp.host, smtp.port)};
    case CURLE_USE_SSL_FAILED:
      return {"offers no STARTTLS" + said, "[smtp] port and tls in portal.toml, or the mail server's own settings"};
    case CURLE_SSL_CONNECT_ERROR:
      return {"speaks no TLS that we take (1.2 or newer)", "[smtp] port and tls in portal.toml: 465 is implicit"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return {fmt::format("its certificate is not one of {}, is over, or is signed by nobody we know", smtp.host),
              "[smtp] host as the certificate names it; ca_file for an authority of your own; "
              "openssl s_client -starttls smtp shows it"};
    case CURLE_LOGIN_DENIED:
      return {fmt::format("refuses the user {}{}", smtp.user, said),
              fmt::format("[smtp] user, and the password in {}", smtp.password_file.string())};
    default:
      return {refusal.empty() ? curl_easy_strerror(code) : refusal, "[smtp] in portal.toml, and the mail server's log"};
  }
}

std::string url_of(const Config& config) {
  const std::string& host = config.smtp.host;
  const bool is_ipv6 = host.find(':') != host.npos;
  const std::string own_name = config.origin.substr(config.origin.find("//") + 2);
  return fmt::format("{}://{}:{}/{}", config.smtp.tls == SmtpTls::implicit ? "smtps" : "smtp",
                     is_ipv6 ? "[" + host + "]" : host, config.smtp.port, own_name.substr(0, own_name.find(':')));
}

// NOOP in place of a mail: it comes after AUTH.
CURLcode greet(const Config& config, const std::string& password, LastRefusal& refusal) {
  const Handle handle = new_handle(url_of(config));
  const bool is_clear = config.smtp.tls == SmtpTls::none;
  set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(handle, CURLOPT_USE_SSL, static_cast<long>(is_clear ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!config.smtp.ca_file.empty()) set(handle, CURLOPT_CAINFO, config.smtp.ca_file.c_str());
  if (!config.smtp.user.empty() && !is_clear) {
    set(handle, CURLOPT_USERNAME, config.smtp.user.c_str());
    set(handle, CURLOPT_PASSWORD, password.c_str());
  }
  set(handle, CURLOPT_CUSTOMREQUEST, "NOOP");
  set(handle, CURLOPT_NOBODY, 1L);
  set(handle, CURLOPT_VERBOSE, 1L);
  set(handle, CURLOPT_DEBUGFUNCTION, &LastRefusal::listen);
  set(handle, CURLOPT_DEBUGDATA, &refusal);
  return curl_easy_perform(handle.get());
}

}  // namespace

void check_name_at_nginx(Checks& checks, const std::string& origin) {
  constexpr long good = 200;
  if (!origin.starts_with("https://")) return;
  const Handle handle = new_handle(origin + "/healthz");  // answered to this machine alone
  const List to_this_machine(curl_slist_append(nullptr, "::127.0.0.1:"), curl_slist_free_all);
  set(handle, CURLOPT_CONNECT_TO, to_this_machine.get());
  set(handle, CURLOPT_NOBODY, 1L);
  set(handle, CURLOPT_SSL_VERIFYPEER, 0L);  // check_certificate() looks at it
  set(handle, CURLOPT_SSL_VERIFYHOST, 0L);
  long status = 0;
  if (curl_easy_perform(handle.get()) != CURLE_OK) return;  // said there, too
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == good)
    checks.good(fmt::format("nginx answers for {}", origin));
  else
    checks.bad(fmt::format("nginx answers {} for {}", status, origin),
               "portalctl config nginx --apply; nginx -t; systemctl reload nginx; journalctl -u nginx");
}

void check_certificate(Checks& checks, const std::string& origin, Timestamp now) {
  constexpr std::string_view https = "https://";
  if (!origin.starts_with(https)) return;
  const std::string authority = origin.substr(https.size());
  const std::string host = authority.substr(0, authority.find(':'));
  const Handle handle = new_handle(origin + "/");
  const List to_this_machine(curl_slist_append(nullptr, "::127.0.0.1:"), curl_slist_free_all);
  set(handle, CURLOPT_CONNECT_TO, to_this_machine.get());
  set(handle, CURLOPT_CONNECT_ONLY, 1L);
  set(handle, CURLOPT_CERTINFO, 1L);
  set(handle, CURLOPT_SSL_VERIFYPEER, 0L);  // who signed it is the browsers' business; one that has ended is looked at
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  const CURLcode code = curl_easy_perform(handle.get());
  const auto end = end_of_certificate(handle);
  if (code == CURLE_PEER_FAILED_VERIFICATION)
    checks.bad(fmt::format("nginx's certificate is not one of {}", host),
               "portalctl config nginx --apply; the certificate in /etc/kenko-portal/tls; nginx -t");
  else if (code != CURLE_OK || !end)
    checks.bad(fmt::format("nginx shows no certificate for {}: {}", origin, curl_easy_strerror(code)),
               "nginx -t; systemctl status nginx");
  else
    judge_end(checks, host, *end, now);
}

void check_mail_server(Checks& checks, const Config& config) {
  const auto& smtp = config.smtp;
  const std::string name = fmt::format("{}:{}", smtp.host, smtp.port);
  if (!smtp.user.empty() && access(smtp.password_file.c_str(), F_OK) == 0 &&
      access(smtp.password_file.c_str(), R_OK) != 0)
    return checks.skipped(
        fmt::format("the mail server's password can't be read by this user: {}", smtp.password_file.string()),
        "sudo portalctl doctor");
  LastRefusal refusal;
  const CURLcode code = greet(config, read_password_file(smtp.password_file), refusal);
  if (code != CURLE_OK) {
    const Finding found = finding_of(code, refusal.text(), config);
    return checks.bad(fmt::format("the mail server {}: {}", name, found.what), found.remedy);
  }
  const char* how = smtp.tls == SmtpTls::none ? ""
                    : smtp.user.empty()       ? ", by TLS"
                                              : ", by TLS, and takes our password";
  checks.good(fmt::format("the mail server {} answers{}", name, how));
}

}  // namespace portal::admin
