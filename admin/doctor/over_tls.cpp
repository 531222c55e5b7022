#include <algorithm>
#include <array>
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
#include <vector>

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

struct Finding {
  std::string what, remedy;
};

// What a handshake shows of the certificate that stands behind the origin's name.
struct Handshake {
  CURLcode code = CURLE_OK;      // with the name compared
  std::optional<Timestamp> end;  // of the server's own certificate
  int certificates = 0;          // that came: its own, and those that lead to an authority
  long verified = 0;             // OpenSSL's X509_V_…, by the authorities that this machine knows
  std::string why = {};          // it can't be verified, in OpenSSL's words
};

enum class At { this_machine, wherever_its_name_leads };

Handshake shake_hands(const std::string& origin, At at) {
  const List to_this_machine(curl_slist_append(nullptr, "::127.0.0.1:"), curl_slist_free_all);
  std::array<char, CURL_ERROR_SIZE> words{};
  const auto greet = [&](long verify_peer, long verify_host) {
    Handle handle = new_handle(origin + "/");
    if (at == At::this_machine) set(handle, CURLOPT_CONNECT_TO, to_this_machine.get());
    set(handle, CURLOPT_CONNECT_ONLY, 1L);
    set(handle, CURLOPT_CERTINFO, 1L);
    set(handle, CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // in Debian's folder lies the snake oil, too
    set(handle, CURLOPT_SSL_VERIFYPEER, verify_peer);
    set(handle, CURLOPT_SSL_VERIFYHOST, verify_host);
    set(handle, CURLOPT_ERRORBUFFER, words.data());
    return handle;
  };
  Handshake found;
  Handle by_name = greet(0L, 2L);  // one that has ended, or that nobody signed, is looked at, too
  found.code = curl_easy_perform(by_name.get());
  found.end = end_of_certificate(by_name);
  if (curl_certinfo* info = nullptr;
      curl_easy_getinfo(by_name.get(), CURLINFO_CERTINFO, &info) == CURLE_OK && info != nullptr)
    found.certificates = info->num_of_certs;
  if (found.code != CURLE_OK && found.code != CURLE_PEER_FAILED_VERIFICATION) return found;
  by_name.reset();
  const Handle by_authority = greet(1L, 0L);
  if (curl_easy_perform(by_authority.get()) == CURLE_OK) return found;
  curl_easy_getinfo(by_authority.get(), CURLINFO_SSL_VERIFYRESULT, &found.verified);
  found.why = words.data();
  return found;
}

constexpr const char* how_a_certificate_is_had = "docs/operating.md, \"The certificate\": certbot, once";
// Of OpenSSL's x509_vfy.h.
constexpr long ended = 10, self_signed = 18, self_signed_in_chain = 19, no_issuer_here = 20, leaf_alone = 21;

std::optional<Finding> fault_of_authority(const Handshake& found, const std::string& host) {
  if (found.why.empty() || found.verified == ended) return {};  // its end is told beside
  const bool is_alone = found.certificates == 1;
  if (found.verified == self_signed)
    return Finding{
        "nginx shows a certificate that no authority signed (self-signed, as Debian's snake oil is): every "
        "browser warns of it",
        how_a_certificate_is_had};
  if ((found.verified == no_issuer_here || found.verified == leaf_alone) && is_alone)
    return Finding{
        fmt::format("nginx shows the certificate of {} alone: what leads from it to its authority (the "
                    "intermediate) is missing, and many browsers refuse it",
                    host),
        "put the authority's chain behind it in /etc/kenko-portal/tls/fullchain.pem (certbot's fullchain.pem "
        "has it); nginx -t && systemctl reload nginx"};
  if (found.verified == no_issuer_here || found.verified == self_signed_in_chain)
    return Finding{fmt::format("the certificate of {} is signed by an authority that this machine doesn't know", host),
                   fmt::format("{}; an authority of your own: into /usr/local/share/ca-certificates, then "
                               "update-ca-certificates, and into the members' browsers",
                               how_a_certificate_is_had)};
  return Finding{fmt::format("browsers refuse the certificate of {}: {}", host, found.why), how_a_certificate_is_had};
}

std::optional<Finding> fault_of_end(const std::string& host, Timestamp end, Timestamp now) {
  constexpr auto early = std::chrono::days{14};
  constexpr const char* remedy =
      "renew it (certbot renew, or as its authority has it), then nginx -t && systemctl reload nginx; "
      "docs/operating.md, \"The certificate\"";
  const std::string day = in_japan(end);
  if (end <= now)
    return Finding{fmt::format("the certificate of {} ended on {}: no browser lets members in", host, day), remedy};
  if (const auto left = std::chrono::duration_cast<std::chrono::days>(end - now); left < early)
    return Finding{fmt::format("the certificate of {} ends in {} days, on {}", host, left.count(), day), remedy};
  return {};
}

std::vector<Finding> faults_of(const Handshake& found, const std::string& host, Timestamp now) {
  std::vector<Finding> faults;
  const bool is_anothers = found.code == CURLE_PEER_FAILED_VERIFICATION;
  if (!is_anothers && (found.code != CURLE_OK || !found.end))
    return {{fmt::format("nginx shows no certificate for {}: {}", host, curl_easy_strerror(found.code)),
             "nginx -t; systemctl status nginx"}};
  const auto of_authority = fault_of_authority(found, host);
  if (of_authority) faults.push_back(*of_authority);
  if (is_anothers && found.verified != self_signed)
    faults.push_back({fmt::format("nginx's certificate is not one of {}", host),
                      "portalctl config nginx --apply; the certificate in /etc/kenko-portal/tls; nginx -t"});
  if (const auto of_end = found.end ? fault_of_end(host, *found.end, now) : std::nullopt) faults.push_back(*of_end);
  return faults;
}

// Where another machine stands before this one and speaks TLS for it, nginx's certificate is seen by that one alone:
// what members get is asked by the origin's name. Nothing: they get what this machine has.
std::optional<Finding> what_stands_before(const std::string& origin, const std::string& host, Timestamp now) {
  const Handshake met = shake_hands(origin, At::wherever_its_name_leads);
  if (met.code == CURLE_COULDNT_RESOLVE_HOST) return {};
  if (met.code == CURLE_COULDNT_CONNECT || met.code == CURLE_OPERATION_TIMEDOUT)
    return Finding{fmt::format("what members get at {} can't be asked from this machine", host),
                   fmt::format("openssl s_client -connect {0}:443 -servername {0}, from elsewhere", host)};
  if (!faults_of(met, host, now).empty()) return {};
  return Finding{fmt::format("members get another machine's, which browsers take until {}", in_japan(*met.end)),
                 "nothing, as long as that machine speaks TLS for this one"};
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
  const Handshake here = shake_hands(origin, At::this_machine);
  const std::vector<Finding> faults = faults_of(here, host, now);
  if (const auto before = faults.empty() ? std::nullopt : what_stands_before(origin, host, now))
    return checks.skipped(fmt::format("{}; {}", faults.front().what, before->what), before->remedy);
  for (const Finding& fault : faults) checks.bad(fault.what, fault.remedy);
  if (here.code == CURLE_OK && here.end && !fault_of_end(host, *here.end, now)) {
    const auto left = std::chrono::duration_cast<std::chrono::days>(*here.end - now);
    checks.good(
        fmt::format("the certificate of {} lasts for {} days, until {}", host, left.count(), in_japan(*here.end)));
  }
  if (faults.empty()) checks.good("browsers take it: this machine knows the authority that it leads to");
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
