#include "mailer/delivery.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <curl/curl.h>
#include <fmt/format.h>
#include <gmime/gmime.h>
#include <sys/socket.h>
#include <unistd.h>

namespace portal {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t encoded_line_bytes_max = 76;
constexpr auto quit_wait_max = std::chrono::seconds(2);
constexpr int japan_offset_hours = 9;

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct Free {
  void operator()(void* memory) const { g_free(memory); }
};
using OwnedText = std::unique_ptr<char, Free>;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const guchar* bytes(std::string_view text) { return static_cast<const guchar*>(static_cast<const void*>(text.data())); }

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// RFC 2047: words of whole characters, one a line, no line over 76. GMime's own words grow with the text.
std::string encoded_words(std::string_view header_name, std::string_view text) {
  constexpr std::string_view begin = " =?UTF-8?B?", end = "?=";
  std::string words;
  std::size_t used = header_name.size() + 1;  // of the first line
  while (!text.empty()) {
    std::size_t length = (encoded_line_bytes_max - used - begin.size() - end.size()) / 4 * 3;
    length = std::min(text.size(), length);
    while (length < text.size() && continues_character(text[length])) --length;
    const OwnedText base64(g_base64_encode(bytes(text), length));
    words += fmt::format("{}{}{}\r\n", begin, base64.get(), end);
    text.remove_prefix(length);
    used = 0;
  }
  return words;
}

void set_raw(GMimeMessage* message, const char* name, const std::string& folded_lines) {
  GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  if (g_mime_header_list_get_header(headers, name) == nullptr) g_mime_header_list_append(headers, name, "", nullptr);
  g_mime_header_set_raw_value(g_mime_header_list_get_header(headers, name), folded_lines.c_str());
}

void set_from(GMimeMessage* message, const OutgoingMail& mail) {
  g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, mail.from_name.c_str(), mail.from_address.c_str());
  if (!is_ascii(mail.from_name))
    set_raw(message, "From", encoded_words("From", mail.from_name) + " <" + mail.from_address + ">\r\n");
}

void set_subject(GMimeMessage* message, const OutgoingMail& mail) {
  g_mime_message_set_subject(message, mail.subject.c_str(), "us-ascii");
  if (!is_ascii(mail.subject)) set_raw(message, "Subject", encoded_words("Subject", mail.subject));
}

// One click in the mail program stops such mails (RFC 2369, RFC 8058). GMime would fold the URL.
void set_unsubscribe(GMimeMessage* message, const std::string& url) {
  if (url.empty()) return;
  set_raw(message, "List-Unsubscribe", " <" + url + ">\r\n");
  g_mime_object_set_header(GMIME_OBJECT(message), "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", nullptr);
}

void set_date(GMimeMessage* message, Timestamp at) {
  GTimeZone* japan = g_time_zone_new_offset(japan_offset_hours * 3600);
  GDateTime* utc =
      g_date_time_new_from_unix_utc(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
  GDateTime* local = g_date_time_to_timezone(utc, japan);
  g_mime_message_set_date(message, local);
  g_date_time_unref(local);
  g_date_time_unref(utc);
  g_time_zone_unref(japan);
}

std::string with_crlf(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') lines += '\r';
    lines += c;
  }
  if (!lines.ends_with("\r\n")) lines += "\r\n";
  return lines;
}

Owned<GMimePart> text_part(std::string_view text) {
  const std::string lines = with_crlf(text);
  Owned<GMimePart> part(g_mime_part_new_with_type("text", "plain"));
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(lines.data(), lines.size()));
  const Owned<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
  g_mime_part_set_content(part.get(), content.get());
  return part;
}

}  // namespace

std::string message_of(const OutgoingMail& mail) {
  g_mime_init();
  const Owned<GMimeMessage> message(g_mime_message_new(FALSE));
  set_date(message.get(), mail.queued_at);
  set_from(message.get(), mail);
  g_mime_message_add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, nullptr, written(mail.recipient).c_str());
  set_subject(message.get(), mail);
  g_mime_message_set_message_id(message.get(), mail.message_id.c_str());
  g_mime_object_set_header(GMIME_OBJECT(message.get()), "Auto-Submitted", "auto-generated", nullptr);
  g_mime_object_set_header(GMIME_OBJECT(message.get()), "X-Auto-Response-Suppress", "All", nullptr);
  set_unsubscribe(message.get(), mail.unsubscribe_url);
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(text_part(mail.text).get()));
  GMimeFormatOptions* format = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
  const OwnedText bytes(g_mime_object_to_string(GMIME_OBJECT(message.get()), format));
  g_mime_format_options_free(format);
  return bytes.get();
}

namespace {

// One try: what libcurl's callbacks share. libcurl knows one timeout for all replies; the steps' own are kept here.
struct Transfer {
  const DeliveryTimeouts& timeouts;
  const Delivery::KeepGoing& keep_going;
  std::string_view unread;
  Dialogue dialogue{};
  Clock::time_point since = Clock::now();  // when the present step began
  bool quitting = false;                   // the delivery is over, its outcome stands
  bool timed_out = false;
  bool interrupted = false;

  void step() { since = Clock::now(); }

  Clock::duration step_time_max() const {
    if (quitting) return quit_wait_max;
    switch (dialogue.phase()) {
      case Phase::connecting:
        return timeouts.connect;
      case Phase::data:
      case Phase::body:
        return timeouts.data;
      case Phase::after_dot:
        return timeouts.after_dot;
      default:
        return timeouts.command;
    }
  }

  bool may_go_on() {
    if (Clock::now() - since > step_time_max()) {
      timed_out = timed_out || !quitting;
      return false;
    }
    if (quitting) return true;
    interrupted = !keep_going(dialogue.phase());
    return !interrupted;
  }
};

Transfer& transfer_of(void* user) { return *static_cast<Transfer*>(user); }

int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
  Transfer& transfer = transfer_of(user);
  if (transfer.quitting) return 0;
  const std::string_view line(data, size);
  if (type == CURLINFO_HEADER_IN) transfer.dialogue.received(line);
  if (type == CURLINFO_HEADER_OUT && line.starts_with("QUIT"))
    transfer.quitting = true;
  else if (type == CURLINFO_HEADER_OUT)
    transfer.dialogue.sent(line);
  if (type == CURLINFO_HEADER_OUT) transfer.step();
  return 0;
}

// Asks before it gives: whoever slept through its lease must not send the dot. libcurl sends it right after the last
// byte.
std::size_t give_body(char* buffer, std::size_t size, std::size_t count, void* user) {
  Transfer& transfer = transfer_of(user);
  if (transfer.dialogue.phase() == Phase::data) {
    transfer.dialogue.body_began();
    transfer.step();
  }
  if (!transfer.may_go_on()) return CURL_READFUNC_ABORT;
  const std::size_t length = std::min(size * count, transfer.unread.size());
  std::memcpy(buffer, transfer.unread.data(), length);
  transfer.unread.remove_prefix(length);
  if (transfer.unread.empty()) {
    transfer.dialogue.body_ended();
    transfer.step();
  }
  return length;
}

bool tcp_is_connected(CURL* handle) {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME_T, &microseconds);
  return microseconds > 0;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks an option we need");
}

using WatchFunction = int (*)(void*, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

}  // namespace

// libcurl's handle, whose cache holds the one connection.
struct Delivery::Line {
  CURL* handle = curl_easy_init();
  std::vector<int> sockets;  // two for a moment, where the mail server's name has several addresses
  Transfer* transfer = nullptr;

  Line() = default;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  // The cleanup says QUIT and would wait for the answer, minutes long; a socket that can't receive ends that wait.
  ~Line() {
    for (const int socket : sockets) ::shutdown(socket, SHUT_RD);
    curl_easy_cleanup(handle);
  }

  static int opened(void* user, curl_socket_t socket, curlsocktype) {
    static_cast<Line*>(user)->sockets.push_back(socket);
    return CURL_SOCKOPT_OK;
  }
  static int closed(void* user, curl_socket_t socket) {
    std::erase(static_cast<Line*>(user)->sockets, socket);
    return ::close(socket);
  }
  static int watch(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const Line& line = *static_cast<Line*>(user);
    Transfer& transfer = *line.transfer;
    if (transfer.dialogue.phase() == Phase::connecting && tcp_is_connected(line.handle)) {
      transfer.dialogue.connected();
      transfer.step();
    }
    return transfer.may_go_on() ? 0 : 1;
  }

  void set_up(const Relay& relay);
  CURLcode perform(const OutgoingMail& mail, std::string_view message, Transfer& of);
  char error[CURL_ERROR_SIZE] = "";
};

void Delivery::Line::set_up(const Relay& relay) {
  const auto seconds = [](auto time) {
    return static_cast<long>(std::chrono::ceil<std::chrono::seconds>(time).count());
  };
  const bool is_ipv6 = relay.host.find(':') != relay.host.npos;
  const std::string host = is_ipv6 ? "[" + relay.host + "]" : relay.host;
  const char* scheme = relay.tls == SmtpTls::implicit ? "smtps" : "smtp";
  set(handle, CURLOPT_URL, fmt::format("{}://{}:{}/{}", scheme, host, relay.port, relay.own_name).c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(handle, CURLOPT_PROXY, "");
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_USE_SSL, static_cast<long>(relay.tls == SmtpTls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!relay.ca_file.empty()) set(handle, CURLOPT_CAINFO, relay.ca_file.c_str());
  if (!relay.user.empty() && relay.tls != SmtpTls::none) {
    set(handle, CURLOPT_USERNAME, relay.user.c_str());
    set(handle, CURLOPT_PASSWORD, relay.password.c_str());
  }
  // Beyond our own limits, so that ours decide.
  set(handle, CURLOPT_CONNECTTIMEOUT, seconds(relay.timeouts.connect + 10 * relay.timeouts.command));
  set(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds(relay.timeouts.after_dot) + 60);
  set(handle, CURLOPT_ERRORBUFFER, error);
  set(handle, CURLOPT_UPLOAD, 1L);
  set(handle, CURLOPT_VERBOSE, 1L);
  set(handle, CURLOPT_DEBUGFUNCTION, &listen);
  set(handle, CURLOPT_READFUNCTION, &give_body);
  set(handle, CURLOPT_NOPROGRESS, 0L);
  set(handle, CURLOPT_XFERINFOFUNCTION, static_cast<WatchFunction>(&Line::watch));
  set(handle, CURLOPT_XFERINFODATA, this);
  set(handle, CURLOPT_SOCKOPTFUNCTION, &Line::opened);
  set(handle, CURLOPT_SOCKOPTDATA, this);
  set(handle, CURLOPT_CLOSESOCKETFUNCTION, &Line::closed);
  set(handle, CURLOPT_CLOSESOCKETDATA, this);
}

CURLcode Delivery::Line::perform(const OutgoingMail& mail, std::string_view message, Transfer& of) {
  const std::string recipient = "<" + written(mail.recipient) + ">";
  curl_slist* recipients = curl_slist_append(nullptr, recipient.c_str());
  transfer = &of;
  error[0] = '\0';
  set(handle, CURLOPT_MAIL_FROM, ("<" + written(mail.from_address) + ">").c_str());
  set(handle, CURLOPT_MAIL_RCPT, recipients);
  set(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  set(handle, CURLOPT_READDATA, &of);
  set(handle, CURLOPT_DEBUGDATA, &of);
  const CURLcode code = curl_easy_perform(handle);
  curl_slist_free_all(recipients);
  return code;
}

namespace {

// In our words where the mail server said nothing. libcurl's own words name no recipient before MAIL FROM.
std::string reason(const Transfer& transfer, CURLcode code, const char* error) {
  if (transfer.interrupted) return fmt::format("stopped at {}", name_of(transfer.dialogue.phase()));
  if (transfer.timed_out) return fmt::format("no answer in time at {}", name_of(transfer.dialogue.phase()));
  if (transfer.dialogue.code() >= 400 || code == CURLE_OK) return transfer.dialogue.reply();
  const bool before_mail = transfer.dialogue.phase() <= Phase::greeting;
  return fmt::format("{} at {}", before_mail && *error != '\0' ? error : curl_easy_strerror(code),
                     name_of(transfer.dialogue.phase()));
}

Outcome outcome_of(const Transfer& transfer, CURLcode code) {
  if (code == CURLE_OK) return Outcome::sent;
  if (transfer.interrupted && transfer.dialogue.phase() != Phase::after_dot) return Outcome::interrupted;
  return transfer.dialogue.outcome();
}

// The mail server had closed a kept connection, or closes it now instead of taking another mail.
bool kept_connection_was_gone(CURL* handle, const Transfer& transfer, CURLcode code) {
  long connections_made = 0;
  curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &connections_made);
  const bool closing = transfer.dialogue.code() == 0 || transfer.dialogue.code() == 421;
  return code != CURLE_OK && connections_made == 0 && closing && !transfer.timed_out && !transfer.interrupted &&
         transfer.dialogue.phase() <= Phase::sender;
}

}  // namespace

Delivery::Delivery(Relay relay) : relay_(std::move(relay)) { curl_global_init(CURL_GLOBAL_DEFAULT); }
Delivery::~Delivery() {
  line_.reset();
  curl_global_cleanup();
}

DeliveryResult Delivery::deliver(const OutgoingMail& mail, std::string_view message, const KeepGoing& keep_going) {
  if (!line_) {
    line_ = std::make_unique<Line>();
    line_->set_up(relay_);
  }
  constexpr int tries_max = 2;
  for (int tries = 1;; ++tries) {
    Transfer transfer{relay_.timeouts, keep_going, message};
    const CURLcode code = line_->perform(mail, message, transfer);
    if (tries < tries_max && kept_connection_was_gone(line_->handle, transfer, code)) continue;
    return {outcome_of(transfer, code), without_addresses(reason(transfer, code, line_->error), mail.recipient)};
  }
}

bool Delivery::is_connected() const { return line_ && !line_->sockets.empty(); }

void Delivery::hang_up() { line_.reset(); }

}  // namespace portal
