#include "domain/imports/member_file.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/applications/contact.hpp"
#include "domain/imports/import_row.hpp"
#include "sql/household/members.hpp"

namespace portal::member_file {
namespace {

using Date = member_roster::Date;
using member_roster::Entry;

constexpr std::array<std::string_view, 12> required = {"記号",       "番号",       "枝番",     "続柄",
                                                       "氏名",       "フリガナ",   "生年月日", "性別",
                                                       "資格取得日", "資格喪失日", "郵便番号", "住所"};
constexpr std::array<std::string_view, 1> optional = {"メールアドレス"};

constexpr std::size_t relation_characters_max = 20;
constexpr std::size_t name_characters_max = 100;
constexpr std::size_t address_characters_max = 300;

// A character of the core system's own (外字): Unicode's private use area, in UTF-8.
bool has_private_character(std::string_view text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if (lead == 0xEE || (lead == 0xEF && next <= 0xA3) || (lead == 0xF3 && next >= 0xB0) || lead == 0xF4) return true;
  }
  return false;
}

// Whose insurance it is, as core systems call them; behind the word, how they are insured may stand in brackets. As
// text::search_key() has them.
constexpr std::array<std::string_view, 9> principals = {
    "本人",     "ホンニン",         "被保険者", "被保険者本人",    "本人被保険者",
    "任意継続", "任意継続被保険者", "特例退職", "特例退職被保険者"};
constexpr std::array<std::string_view, 12> ways_of_insurance = {
    "本人", "被保険者",     "任意継続", "任意継続被保険者", "任継", "特例退職", "特例退職被保険者", "特退",
    "一般", "一般被保険者", "強制",     "強制被保険者"};

bool is_in(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool means_principal(std::string_view relation) {
  const std::string key = text::search_key(relation);
  std::string_view word = key;
  if (word.starts_with('(') && word.ends_with(')')) word = word.substr(1, word.size() - 2);
  const std::size_t bracket = word.find('(');
  if (bracket == word.npos) return is_in(principals, word);
  return word.ends_with(')') && is_in(principals, word.substr(0, bracket)) &&
         is_in(ways_of_insurance, word.substr(bracket + 1, word.size() - bracket - 2));
}

// 本人の妻 is somebody else; 本人（７０歳以上） may be either.
bool resembles_principal(std::string_view relation) {
  const std::string key = text::search_key(relation);
  return std::ranges::any_of(principals, [&key](std::string_view word) { return key.starts_with(word); }) ||
         std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

// The columns that only this file has.
class RowReader : public import_row::Row {
 public:
  using Row::Row;

  // Everybody but the principal is a dependent, so whoever is meant as the principal is called by the one word.
  std::string relation() {
    std::string value = text("続柄", relation_characters_max, false);
    return means_principal(value) ? "本人" : value;
  }

  char sex() {
    const std::string word = text::fold_word(rows_.get("性別"));
    const bool is_man = word == "男" || word == "男性";
    if (!is_man && word != "女" && word != "女性")
      fail("性別", word.empty() ? "値がありません" : "男・女のどちらでもありません", "男か女にしてください");
    return is_man ? 'm' : 'f';
  }

  // Nobody's leaving is known so long before: 2099-12-31 and R99.12.31 mean that there is none.
  std::optional<Date> left_on(Date today, std::size_t& placeholders) {
    constexpr auto known_ahead_max = std::chrono::years{50};
    const std::string_view cell = rows_.get("資格喪失日");
    const auto day = date("資格喪失日", true);
    const bool is_placeholder = calendar::stands_for_none(cell) || (day && *day > today + known_ahead_max);
    if (is_placeholder) ++placeholders;
    return is_placeholder ? std::nullopt : day;
  }

  std::optional<std::string> email() {
    if (import_row::is_nothing(rows_.get("メールアドレス"))) return {};
    std::string folded = text::fold_email(rows_.get("メールアドレス"));
    if (folded.empty()) return {};
    if (!text::is_email(folded))
      fail("メールアドレス", "メールアドレスの形ではありません", "正しいものに直すか、空にしてください");
    return folded;
  }

  std::string postal_code() {
    if (text::fold_numeric(rows_.get("郵便番号")).find_first_not_of('-') == std::string::npos) return "";
    const auto code = contact::postal_code(rows_.get("郵便番号"));
    if (!code) fail("郵便番号", "7桁の数字ではありません", "100-0001の形にするか、空にしてください");
    return code.value_or("");
  }
};

void check_dates(RowReader& row, const member_roster::Entry& entry, Date today) {
  constexpr int age_max = 130;
  if (entry.birth_date > today) row.fail("生年月日", "まだ来ていない日です", "年を確かめてください");
  if (calendar::age_on(entry.birth_date, today) > age_max)
    row.fail("生年月日", fmt::format("{}年より前です", age_max), "年を確かめてください");
  if (entry.enrolled_on < entry.birth_date)
    row.fail("資格取得日", "生年月日より前です", "どちらの日付が正しいか確かめてください");
  if (entry.left_on && *entry.left_on < entry.enrolled_on)
    row.fail("資格喪失日", "資格取得日より前です", "どちらの日付が正しいか確かめてください");
}

std::optional<member_roster::Entry> read_entry(RowReader& row, Date today, std::size_t& placeholders) {
  member_roster::Entry entry;
  entry.symbol = row.symbol();
  entry.number = row.number();
  entry.branch = row.branch();
  entry.relation = row.relation();
  entry.name = row.text("氏名", name_characters_max, false);
  entry.kana = row.text("フリガナ", name_characters_max, false);
  const auto birth_date = row.date("生年月日", false);
  entry.sex = row.sex();
  const auto enrolled_on = row.date("資格取得日", false);
  entry.left_on = row.left_on(today, placeholders);
  entry.email = row.email();
  entry.postal_code = row.postal_code();
  entry.address = row.text("住所", address_characters_max, true);
  if (!row.sound()) return {};
  entry.birth_date = *birth_date;
  entry.enrolled_on = *enrolled_on;
  check_dates(row, entry, today);
  return row.sound() ? std::optional(std::move(entry)) : std::nullopt;
}

// Who stood on which line: a member stands once, and a household has one principal.
class Seen {
 public:
  explicit Seen(Date today) : today_(today) {}

  void check(RowReader& row, std::size_t line, const member_roster::Entry& entry) {
    const auto [member, fresh] = members_.emplace(member_roster::key(entry.symbol, entry.number, entry.branch), line);
    if (!fresh)
      row.fail("枝番", fmt::format("{}行目と同じ記号・番号・枝番です", member->second), "1人を1行にしてください");
    if (!is_principal(entry.relation) || has_left(entry.left_on, today_)) return;
    const auto [household, first] = principals_.emplace(member_roster::key(entry.symbol, entry.number, ""), line);
    if (!first)
      row.fail("続柄", fmt::format("{}行目と同じ記号・番号に、本人がもう1人います", household->second),
               "番号と続柄を確かめてください");
  }

 private:
  Date today_;
  std::unordered_map<std::string, std::size_t> members_, principals_;
};

void note_relation(Content& content, const Row& row) {
  const Entry& entry = row.entry;
  if (is_principal(entry.relation) || !resembles_principal(entry.relation)) return;
  ++content.odd_count;
  if (content.odd.size() < limits::import_faults_max)
    content.odd.push_back({"確認", row.line, entry.symbol, entry.number, entry.branch,
                           fmt::format("続柄が「{}」なので、被扶養者として扱います。被保険者なら「本人」にしてください",
                                       entry.relation)});
}

void note_what_is_odd(Content& content, const csv::Reader& rows, std::size_t placeholders) {
  const std::vector<Row>& members = content.rows;
  for (const Row& one : members) note_relation(content, one);
  if (placeholders > 0)
    content.notices.push_back(fmt::format(
        "資格喪失日が「日付なし」を表す値（9999-12-31など）の行が{}件あります。資格喪失日なしとして扱います",
        placeholders));
  if (std::string notice = import_row::notice_of_unknown_columns(rows); !notice.empty())
    content.notices.push_back(std::move(notice));
  const auto odd = [](const Row& row) { return has_private_character(row.entry.name); };
  const auto count = std::ranges::count_if(members, odd);
  if (count > 0)
    content.notices.push_back(fmt::format("外字を含む氏名が{}件あります（最初は{}行目）。画面では正しく表示されません",
                                          count, std::ranges::find_if(members, odd)->line));
}

}  // namespace

Content read(const std::filesystem::path& file, Date today, const import_file::Progress& progress) {
  Content content;
  csv::Reader rows(file, {required, optional});
  Seen seen(today);
  std::size_t done = 0, placeholders = 0;
  while (rows.next() && !content.faults.full()) {
    RowReader row(rows, content.faults);
    auto entry = read_entry(row, today, placeholders);
    if (entry) seen.check(row, rows.line(), *entry);
    if (row.sound()) content.rows.push_back({rows.line(), *std::move(entry)});
    if (++done > limits::import_rows_max) {
      row.fail("", fmt::format("{}行を超えています", limits::import_rows_max), "ファイルを分けてください");
      break;
    }
    progress(done);
  }
  content.faults.add(rows.faults());
  if (done == 0 && rows.faults().empty())
    content.faults.add(0, "", "加入者の行がありません", "書き出しをやり直してください");
  content.encoding = rows.encoding();
  content.has_email = rows.has("メールアドレス");
  note_what_is_odd(content, rows, placeholders);
  return content;
}

}  // namespace portal::member_file
