// Whatever a clerk's file of a notice or topic holds: without a fault, it is one that members may be shown, and it is
// the same with the line ends of another system.
#include "base/limits.hpp"
#include "domain/publishing/article_file.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using article_file::Kind;
using fuzz::demand;

static void demand_sound(const article_file::Content& content, Kind kind) {
  const std::size_t title = text::code_points(content.title);
  demand(title >= 1 && title <= limits::article_title_characters_max && !text::has_control_or_bidi(content.title));
  demand(!content.name.empty() && text::code_points(content.name) <= limits::article_name_characters_max);
  demand(!text::has_control_or_bidi(content.name));
  demand(!text::trim(content.body).empty() && content.body.size() <= limits::article_body_bytes_max);
  demand(text::is_valid_utf8(content.body));
  demand(!content.from || content.from->ok());
  demand(!content.until || content.until->ok());
  demand(!content.from || !content.until || *content.from <= *content.until);
  const auto& audience = content.audience;
  demand(!audience.age_from || !audience.age_to || *audience.age_from <= *audience.age_to);
  demand(kind == Kind::notice || (audience == notices::Audience{} && !content.numbers && !content.mails));
  demand(!content.numbers || !content.numbers->empty());
}

static std::string with_line_ends(std::string_view text, std::string_view end) {
  std::string other;
  for (const char c : text) other += c == '\n' ? end : std::string_view(&c, 1);
  return other;
}

// "t" for a topic, then the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = fuzz::text_of(data, size).substr(1);
  const Kind kind = data[0] == 't' ? Kind::topic : Kind::notice;
  const auto content = article_file::parse(bytes, "kenshin", kind);
  fuzz::demand_told(content.faults, size + 1);
  fuzz::demand_told(content.doubts, size + 1);
  if (!content.faults.empty()) return 0;
  demand_sound(content, kind);
  if (bytes.find('\r') != bytes.npos) return 0;
  for (const char* end : {"\r\n", "\r"}) {
    const auto other = article_file::parse(with_line_ends(bytes, end), "kenshin", kind);
    demand(other.faults.empty() && other.title == content.title && other.body == content.body);
  }
  return 0;
}
