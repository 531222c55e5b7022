#include "mailer/outgoing_mail.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal {
namespace {

bool is_message_id(std::string_view id) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7f' && c != '<' && c != '>'; };
  return id.find('@') != id.npos && std::ranges::all_of(id, plain);
}

// Printable ASCII that the angle brackets of a header may hold.
bool is_bare_url(std::string_view url) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7f' && c != '<' && c != '>'; };
  return url.starts_with("http") && std::ranges::all_of(url, plain);
}

}  // namespace

std::string_view fault_of(const OutgoingMail& mail) {
  if (!text::is_email(mail.recipient)) return "the recipient is no mail address";
  if (!text::is_email(mail.from_address)) return "the sender is no mail address";
  if (text::has_control_or_bidi(mail.from_name)) return "the sender's name holds control characters";
  if (text::has_control_or_bidi(mail.subject)) return "the subject holds control characters";
  if (!is_message_id(mail.message_id)) return "the Message-ID is none";
  if (!text::is_valid_utf8(mail.text)) return "the text is not UTF-8";
  if (!mail.unsubscribe_url.empty() && !is_bare_url(mail.unsubscribe_url)) return "the link that stops it is no URL";
  if (mail.text.size() > limits::mail_text_bytes_max) return "the text is too long";
  return "";
}

std::string written(std::string_view address) {
  if (!text::has_relic_local_part(address)) return std::string(address);
  const auto at = address.rfind('@');
  return '"' + std::string(address.substr(0, at)) + '"' + std::string(address.substr(at));
}

}  // namespace portal
