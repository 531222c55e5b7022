#include "domain/publishing/article_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/formats/markdown.hpp"
#include "base/formats/toml_text.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/imports/toml_line.hpp"

namespace portal::article_file {
namespace {

using toml_text::Table;
using toml_text::Value;
using Who = notices::Audience::Who;
using Keys = std::span<const std::string_view>;

constexpr std::string_view fence = "+++";
constexpr int age_max = 150;
constexpr std::array<std::string_view, 6> notice_keys{"id", "title", "from", "until", "audience", "mail"};
constexpr std::array<std::string_view, 4> topic_keys{"id", "title", "from", "until"};
constexpr std::array<std::string_view, 5> audience_keys{"who", "sex", "age_from", "age_to", "numbers"};
constexpr const char* audience_forms =
    "\"all\"（全員）、\"principals\"（被保険者）、\"dependents\"（被扶養者）、{ sex = \"女\", age_from = 40 } "
    "の形、または番号の"
    "一覧 [\"12-0001001-00\"] にしてください";

// A file cut at its fences. The body keeps its line numbers by where it begins.
struct Parts {
  std::string head, body;
  std::size_t body_line = 1;
};

std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') plain += text[at];
    if (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n')) plain += '\n';
  }
  return plain;
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  return line;
}

bool is_fence(std::string_view line) { return text::trim(line) == fence; }

// The head keeps an empty line for its first fence, so that its lines count as in the file.
std::optional<Parts> cut(std::string_view text) {
  Parts parts;
  std::string_view rest = text;
  while (!rest.empty() && text::trim(rest.substr(0, rest.find('\n'))).empty()) {
    take_line(rest);
    ++parts.body_line;
    parts.head += '\n';
  }
  if (!is_fence(take_line(rest))) return {};
  parts.head += '\n';
  ++parts.body_line;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    ++parts.body_line;
    if (is_fence(line)) {
      parts.body = rest;
      return parts;
    }
    parts.head.append(line).append("\n");
  }
  return {};
}

class Reader {
 public:
  Reader(Content& content, Kind kind) : content_(content), kind_(kind) {}

  void read_head(const std::string& head) {
    Table root;
    try {
      root = toml_text::parse(head);
    } catch (const toml_text::Unreadable& error) {
      const csv::Fault fault = toml_line::fault_of(error);
      return fail(fault.line, "", "見出し（+++ の間）：" + fault.reason, fault.remedy);
    }
    check_keys(root, kind_ == Kind::notice ? Keys(notice_keys) : Keys(topic_keys));
    if (const Value* id = root.find("id")) content_.name = one_line("id", *id, limits::article_name_characters_max);
    read_title(root);
    content_.from = date(root, "from");
    content_.until = date(root, "until");
    if (content_.from && content_.until && *content_.until < *content_.from)
      fail(root.find("until")->line, "until", "from より前の日です", "from と同じ日か、後の日にしてください");
    if (kind_ == Kind::notice) read_notice(root);
  }

  void read_body(const Parts& parts) {
    content_.body = parts.body;
    if (text::trim(parts.body).empty())
      fail(parts.body_line, "", "本文がありません", "2つ目の +++ の下に本文を書いてください");
    if (parts.body.size() > limits::article_body_bytes_max)
      return fail(parts.body_line, "", "本文が長すぎます", "全角で5,000文字までにしてください");
    check_characters(parts);
    const markdown::Document document = markdown::parse(parts.body);
    for (const markdown::Fault& fault : document.faults)
      fail(parts.body_line + fault.line - 1, "", fault.reason, fault.remedy);
    for (const markdown::Fault& doubt : document.doubts)
      content_.doubts.push_back({parts.body_line + doubt.line - 1, "", doubt.reason, doubt.remedy});
  }

  void fail(std::size_t line, std::string_view key, std::string reason, std::string remedy) {
    content_.faults.push_back({line, std::string(key), std::move(reason), std::move(remedy)});
  }

 private:
  void check_keys(const Table& table, Keys known) {
    for (const auto& [key, value] : table.items)
      if (std::ranges::find(known, key) == known.end())
        fail(value.line, key,
             kind_ == Kind::topic && std::ranges::find(notice_keys, key) != notice_keys.end()
                 ? "トピックスには書けません。トピックスは全員が見られます"
                 : "知らない項目です",
             fmt::format("{} だけを書いてください", fmt::join(known, "、")));
  }

  void read_title(const Table& root) {
    const Value* title = root.find("title");
    if (title == nullptr) return fail(1, "title", "題名がありません", "title = \"題名\" と書いてください");
    content_.title = one_line("title", *title, limits::article_title_characters_max);
  }

  std::string one_line(const char* key, const Value& value, std::size_t characters_max) {
    return toml_line::read({key, value.line, characters_max}, &value, content_.faults);
  }

  std::optional<notices::Date> date(const Table& root, const char* key) {
    const Value* value = root.find(key);
    if (value == nullptr) return {};
    if (const auto* day = value->as<notices::Date>()) return *day;
    const std::string* text = value->as<std::string>();
    const auto parsed = text == nullptr ? std::nullopt : calendar::parse_date(text::trim(*text));
    if (!parsed) fail(value->line, key, "日付として読めません", fmt::format("{} = 2026-12-01 の形にしてください", key));
    return parsed;
  }

  void read_notice(const Table& root) {
    if (const Value* mail = root.find("mail")) {
      if (const bool* yes = mail->as<bool>())
        content_.mails = *yes;
      else
        fail(mail->line, "mail", "true・false のどちらでもありません", "mail = true か mail = false にしてください");
    }
    const Value* audience = root.find("audience");
    if (audience == nullptr) return;
    if (const std::string* word = audience->as<std::string>()) return read_who("audience", *audience, *word);
    if (audience->as<toml_text::Array>() != nullptr) return read_numbers("audience", *audience);
    if (const Table* table = audience->as<Table>()) return read_audience(*table, audience->line);
    fail(audience->line, "audience", "対象として読めません", audience_forms);
  }

  void read_audience(const Table& table, std::size_t line) {
    check_keys(table, audience_keys);
    if (const Value* who = table.find("who")) {
      const std::string* word = who->as<std::string>();
      read_who("who", *who, word == nullptr ? "" : *word);
    }
    if (const Value* sex = table.find("sex")) read_sex(*sex);
    auto& audience = content_.audience;
    audience.age_from = age(table, "age_from");
    audience.age_to = age(table, "age_to");
    if (audience.age_from && audience.age_to && *audience.age_from > *audience.age_to)
      fail(line, "age_to", "age_from より小さい数です", "40歳から74歳なら age_from = 40, age_to = 74 です");
    if (const Value* numbers = table.find("numbers")) read_numbers("numbers", *numbers);
  }

  void read_who(const char* key, const Value& value, const std::string& word) {
    if (word == "all") return;
    if (word == "principals")
      content_.audience.who = Who::principals;
    else if (word == "dependents")
      content_.audience.who = Who::dependents;
    else
      fail(value.line, key, fmt::format("「{}」は対象として読めません", word), audience_forms);
  }

  void read_sex(const Value& value) {
    const std::string* word = value.as<std::string>();
    const bool is_male = word != nullptr && (*word == "男" || *word == "m");
    const bool is_female = word != nullptr && (*word == "女" || *word == "f");
    if (is_male || is_female)
      content_.audience.sex = is_male ? 'm' : 'f';
    else
      fail(value.line, "sex", "男・女のどちらでもありません", "sex = \"男\" か sex = \"女\" にしてください");
  }

  std::optional<int> age(const Table& table, const char* key) {
    const Value* value = table.find(key);
    if (value == nullptr) return {};
    const std::int64_t* years = value->as<std::int64_t>();
    if (years != nullptr && *years >= 0 && *years <= age_max) return static_cast<int>(*years);
    fail(value->line, key, "年齢として読めません", fmt::format("{} = 40 のように、0から150の数にしてください", key));
    return {};
  }

  void read_numbers(const char* key, const Value& value) {
    const auto* list = value.as<toml_text::Array>();
    if (list == nullptr || list->empty())
      return fail(value.line, key, "番号の一覧ではありません",
                  "[\"12-0001001-00\", \"12-0001002-00\"] の形にしてください");
    if (list->size() > limits::audience_numbers_max)
      return fail(value.line, key, "番号が多すぎます",
                  fmt::format("{}人までにしてください", limits::audience_numbers_max));
    content_.numbers.emplace();
    for (const Value& one : *list) read_number(key, one);
  }

  void read_number(const char* key, const Value& value) {
    const std::string* written = value.as<std::string>();
    auto number = written == nullptr ? std::nullopt : member_roster::read_number(*written);
    if (!number)
      return fail(value.line, key, fmt::format("「{}」は番号として読めません", written == nullptr ? "" : *written),
                  "\"記号-番号-枝番\"（記号のない組合は \"番号-枝番\"）の形にしてください");
    content_.numbers->push_back({*std::move(number), value.line});
  }

  void check_characters(const Parts& parts) {
    std::size_t line = parts.body_line;
    for (std::string_view rest = parts.body; !rest.empty(); ++line) {
      std::string visible(take_line(rest));
      std::erase(visible, '\t');
      if (text::has_control_or_bidi(visible))
        fail(line, "", "目に見えない文字が入っています", "その行を入力し直してください");
    }
  }

  Content& content_;
  Kind kind_;
};

}  // namespace

Content read(const std::filesystem::path& file, Kind kind) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(limits::article_file_bytes_max + 1, '\0');
  if (!in) throw std::system_error(errno, std::generic_category(), file.string());
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return parse(bytes, text::composed(csv::to_utf8(file.stem().string()).value_or("")), kind);
}

Content parse(std::string_view bytes, const std::string& file_stem, Kind kind) {
  Content content;
  content.name = file_stem;
  Reader reader(content, kind);
  const auto text = bytes.size() > limits::article_file_bytes_max ? std::nullopt : csv::to_utf8(bytes);
  if (!text) {
    const bool long_one = bytes.size() > limits::article_file_bytes_max;
    reader.fail(0, "", long_one ? "ファイルが大きすぎます" : "文字として読めません",
                long_one ? "2MBまでにしてください" : "文字コードをUTF-8にして保存し直してください");
    return content;
  }
  const auto parts = cut(with_plain_line_ends(*text));
  if (!parts) {
    reader.fail(1, "", "見出しがありません", "1行目と、題名などの見出しの下の行に +++ とだけ書いてください");
    return content;
  }
  reader.read_head(parts->head);
  reader.read_body(*parts);
  if (text::has_control_or_bidi(content.name) || text::code_points(content.name) > limits::article_name_characters_max)
    reader.fail(0, "", "ファイルの名前が使えません", "名前を短くするか、見出しに id = \"…\" を書いてください");
  return content;
}

}  // namespace portal::article_file
