#include "domain/applications/screening_file.hpp"

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
#include "domain/applications/eligibility.hpp"
#include "domain/imports/toml_line.hpp"

namespace portal::screening_file {
namespace {

using screenings::AgeCounted;
using screenings::Date;
using screenings::Programme;
using screenings::Who;
using toml_text::Table;
using toml_text::Value;

constexpr int age_max = 150;
constexpr int fiscal_year_min = 2020, fiscal_year_max = 2200;
constexpr std::array<std::string_view, 21> keys{
    "id",       "title",  "cancer",      "items",       "choose",      "who",         "women_only",
    "age_from", "age_to", "age_counted", "interval",    "fiscal_year", "from",        "until",
    "capacity", "fee",    "no_show_fee", "enrolled_on", "venue",       "description", "consent"};

template <class T>
struct Word {
  std::string_view text;
  T meaning;
};
constexpr std::array<Word<bool>, 2> choices{{{"one", false}, {"several", true}}};
constexpr std::array<Word<Who>, 3> whos{
    {{"all", Who::all}, {"principals", Who::principals}, {"dependents", Who::dependents}}};
constexpr std::array<Word<AgeCounted>, 3> ages_counted{{{"fiscal-year-end", AgeCounted::fiscal_year_end},
                                                        {"april-first", AgeCounted::april_first},
                                                        {"on-the-day", AgeCounted::on_the_day}}};

class Reader {
 public:
  Reader(std::string_view file, const Table& root, Content& content) : file_(file), root_(root), content_(content) {}

  void read() {
    for (const auto& [key, value] : root_.items)
      if (std::ranges::find(keys, key) == keys.end())
        fail(value.line, key, "知らない項目です", fmt::format("{} だけを書いてください", fmt::join(keys, "、")));
    read_names();
    read_rule();
    read_days();
    read_figures();
    read_texts();
  }

 private:
  void fail(std::size_t line, std::string_view key, std::string reason, std::string remedy) {
    content_.faults.push_back({line, std::string(key), std::move(reason), std::move(remedy)});
  }

  // What is not there is a fault when there is an example of it.
  const Value* find(const char* key, const char* example) {
    const Value* value = root_.find(key);
    if (value == nullptr && example != nullptr)
      fail(0, key, "この項目がありません", fmt::format("{} = {} と書いてください", key, example));
    return value;
  }

  std::string one_line(const char* key, const Value& value, std::size_t characters_max) {
    return toml_line::read({key, value.line, characters_max}, &value, content_.faults);
  }

  void read_line(const char* key, const char* example, std::size_t characters_max, std::string& target) {
    if (const Value* value = find(key, example)) target = one_line(key, *value, characters_max);
  }

  void read_names() {
    Programme& programme = content_.programme;
    read_line("id", nullptr, limits::article_name_characters_max, programme.name);
    read_line("title", "\"胃がん検診\"", limits::article_title_characters_max, programme.title);
    read_line("cancer", "\"胃がん\"", limits::programme_cancer_characters_max, programme.cancer);
    read_line("venue", nullptr, limits::programme_venue_characters_max, programme.venue);
    if (const Value* items = find("items", "[\"胃部X線検査\"]")) read_items(*items);
    read_word("choose", choices, programme.several_items);
  }

  void read_items(const Value& value) {
    const auto* list = value.as<toml_text::Array>();
    if (list == nullptr || list->empty() || list->size() > limits::programme_items_max)
      return fail(value.line, "items", "検査の一覧ではありません",
                  fmt::format("items = [\"胃部X線検査\", \"胃内視鏡検査\"] の形で、{}件までにしてください",
                              limits::programme_items_max));
    auto& items = content_.programme.items;
    for (const Value& one : *list) {
      items.push_back(one_line("items", one, limits::programme_item_characters_max));
      if (std::ranges::count(items, items.back()) > 1)
        fail(one.line, "items", fmt::format("「{}」が2回あります", items.back()), "片方を消してください");
    }
  }

  template <class T, std::size_t n>
  void read_word(const char* key, const std::array<Word<T>, n>& words, T& target) {
    const Value* value = find(key, nullptr);
    if (value == nullptr) return;
    const std::string* text = value->as<std::string>();
    for (const Word<T>& word : words)
      if (text != nullptr && *text == word.text) {
        target = word.meaning;
        return;
      }
    std::string known;
    for (const Word<T>& word : words) known += fmt::format("{}\"{}\"", known.empty() ? "" : "、", word.text);
    fail(value->line, key, "この項目に書ける言葉ではありません", known + " のどれかにしてください");
  }

  void read_rule() {
    Programme& programme = content_.programme;
    read_word("who", whos, programme.who);
    read_word("age_counted", ages_counted, programme.age_counted);
    if (const Value* women_only = find("women_only", nullptr)) {
      if (const bool* yes = women_only->as<bool>())
        programme.women_only = *yes;
      else
        fail(women_only->line, "women_only", "true・false のどちらでもありません",
             "women_only = true か women_only = false にしてください");
    }
    programme.age_from = number("age_from", nullptr, 0, age_max);
    programme.age_to = number("age_to", nullptr, 0, age_max);
    if (programme.age_from && programme.age_to && *programme.age_from > *programme.age_to)
      fail(root_.find("age_to")->line, "age_to", "age_from より小さい数です",
           "40歳から74歳なら age_from = 40, age_to = 74 です");
    if ((programme.age_from || programme.age_to) && root_.find("age_counted") == nullptr)
      fail(0, "age_counted", "いつの年齢かが書かれていません",
           "age_counted = \"fiscal-year-end\"（年度末）、\"april-first\"（4月1日）、\"on-the-day\"（申し込む日）の"
           "どれかを書いてください");
    programme.interval_years = number("interval", nullptr, 0, limits::programme_interval_years_max).value_or(1);
  }

  std::optional<int> number(const char* key, const char* example, int least, int most) {
    const Value* value = find(key, example);
    if (value == nullptr) return {};
    const std::int64_t* given = value->as<std::int64_t>();
    if (given != nullptr && *given >= least && *given <= most) return static_cast<int>(*given);
    fail(value->line, key, "この項目に書ける数ではありません",
         fmt::format("{}から{}までの数を、「,」や「円」を付けずに書いてください", least, most));
    return {};
  }

  std::optional<Date> date(const char* key, const char* example) {
    const Value* value = find(key, example);
    if (value == nullptr) return {};
    if (const auto* day = value->as<Date>()) return *day;
    const std::string* text = value->as<std::string>();
    const auto parsed = text == nullptr ? std::nullopt : calendar::parse_date(text::trim(*text));
    if (!parsed) fail(value->line, key, "日付として読めません", fmt::format("{} = 2026-12-01 の形にしてください", key));
    return parsed;
  }

  void read_days() {
    Programme& programme = content_.programme;
    programme.enrolled_on = date("enrolled_on", nullptr);
    const auto year = number("fiscal_year", "2026", fiscal_year_min, fiscal_year_max);
    const auto from = date("from", "2026-04-01");
    const auto until = date("until", "2026-11-30");
    if (!year || !from || !until) return;
    programme.fiscal_year = *year;
    programme.opens_on = *from;
    programme.closes_on = *until;
    if (*until < *from)
      fail(root_.find("until")->line, "until", "from より前の日です", "from と同じ日か、後の日にしてください");
    else if (*until > eligibility::last_day_of(*year) || *from < eligibility::first_day_of(*year - 1))
      fail(root_.find("fiscal_year")->line, "fiscal_year", "受付の期間が、この年度に合いません",
           fmt::format("until は{}まで、from は{}からにしてください",
                       calendar::japanese_date(eligibility::last_day_of(*year)),
                       calendar::japanese_date(eligibility::first_day_of(*year - 1))));
  }

  void read_figures() {
    Programme& programme = content_.programme;
    programme.capacity = number("capacity", nullptr, 1, limits::programme_capacity_max);
    programme.fee_yen = number("fee", "2000", 0, limits::programme_fee_yen_max).value_or(0);
    programme.no_show_fee_yen = number("no_show_fee", nullptr, 0, limits::programme_fee_yen_max).value_or(0);
  }

  void read_texts() {
    content_.programme.description = markdown("description", nullptr);
    content_.programme.consent = markdown("consent", "\"\"\"同意していただく内容\"\"\"");
  }

  std::string markdown(const char* key, const char* example) {
    const Value* value = find(key, example);
    if (value == nullptr) return "";
    const std::string* text = value->as<std::string>();
    if (text == nullptr || text::trim(*text).empty()) {
      fail(value->line, key, "文字が入っていません", fmt::format("{} = \"\"\"…\"\"\" と書いてください", key));
      return "";
    }
    if (text->size() > limits::programme_text_bytes_max)
      fail(value->line, key, "長すぎます", "全角で2,000文字までにしてください");
    check_characters(key, *value, *text);
    const markdown::Document document = markdown::parse(*text);
    const std::size_t first = first_line_of(*value);
    for (const markdown::Fault& fault : document.faults) fail(first + fault.line - 1, key, fault.reason, fault.remedy);
    for (const markdown::Fault& doubt : document.doubts)
      content_.doubts.push_back({first + doubt.line - 1, key, doubt.reason, doubt.remedy});
    return *text;
  }

  void check_characters(const char* key, const Value& value, const std::string& text) {
    std::string visible = text;
    std::erase_if(visible, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
    if (text::has_control_or_bidi(visible))
      fail(value.line, key, "目に見えない文字が入っています", "入力し直してください");
  }

  // TOML drops the line break right behind the quotes that open a text of many lines.
  std::size_t first_line_of(const Value& value) const {
    std::string_view rest = file_;
    for (std::size_t line = 1; line < value.line; ++line)
      rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    std::string opening = text::trim(rest.substr(0, rest.find('\n')));
    std::erase(opening, ' ');
    return value.line + (opening.ends_with("=\"\"\"") || opening.ends_with("='''") ? 1 : 0);
  }

  std::string_view file_;
  const Table& root_;
  Content& content_;
};

void fail(Content& content, std::size_t line, std::string reason, std::string remedy) {
  content.faults.push_back({line, "", std::move(reason), std::move(remedy)});
}

}  // namespace

Content read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(limits::programme_file_bytes_max + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad() || !stream.is_open()) throw std::system_error(errno, std::generic_category(), file.string());
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return parse(bytes, text::composed(csv::to_utf8(file.stem().string()).value_or("")));
}

Content parse(std::string_view bytes, const std::string& file_stem) {
  Content content;
  content.programme.name = file_stem;
  const bool is_long = bytes.size() > limits::programme_file_bytes_max;
  const auto text = is_long ? std::nullopt : csv::to_utf8(bytes);
  if (!text) {
    fail(content, 0, is_long ? "ファイルが大きすぎます" : "文字として読めません",
         is_long ? "64KBまでにしてください" : "文字コードをUTF-8にして保存し直してください");
    return content;
  }
  try {
    const Table root = toml_text::parse(*text);
    Reader(*text, root, content).read();
  } catch (const toml_text::Unreadable& error) {
    content.faults.push_back(toml_line::fault_of(error));
    return content;
  }
  const std::string& name = content.programme.name;
  if (text::has_control_or_bidi(name) || text::code_points(name) > limits::article_name_characters_max)
    fail(content, 0, "ファイルの名前が使えません", "名前を短くするか、id = \"…\" を書いてください");
  return content;
}

}  // namespace portal::screening_file
