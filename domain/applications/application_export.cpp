#include "domain/applications/application_export.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/limits.hpp"
#include "domain/applications/receipt_number.hpp"
#include "sql/applications/application_desk.hpp"
#include "sql/audit/audit.hpp"

namespace portal::application_export {
namespace {

using application_desk::Facts;
using application_exports::Due;
using application_exports::Line;
using Cells = std::vector<std::string>;

constexpr std::string_view number_column = "出力番号";
const std::array<std::string, 20> common_columns{
    "受付番号",   "出力番号",       "種別",           "区分",           "回",
    "申込日時",   "更新日時",       "申込者記号",     "申込者番号",     "申込者枝番",
    "申込者氏名", "申込者フリガナ", "申込者生年月日", "対象者記号",     "対象者番号",
    "対象者枝番", "対象者氏名",     "対象者フリガナ", "対象者生年月日", "電話番号"};
const std::array<std::string, 7> limit_columns{"送付先郵便番号", "送付先住所", "必要期間開始", "必要期間終了",
                                               "代理人氏名",     "代理人続柄", "代理の理由"};
const std::array<std::string, 6> screening_columns{"送付先郵便番号", "送付先住所", "年度",
                                                   "検診",           "検診の名前", "検査項目"};

std::string row_of(const Cells& cells) {
  std::string row;
  csv::write_row(row, cells, csv::Formulas::guarded);
  return row;
}

std::string in_japan(Timestamp at) {
  return to_sql(at + std::chrono::hours{9}).substr(0, std::string_view("2026-11-22 13:20:00").size());
}

std::string month(std::chrono::year_month_day day) { return to_sql(day).substr(0, std::string_view("2026-11").size()); }

void add_person(Cells& cells, const application_desk::Person& person) {
  cells.insert(cells.end(),
               {person.symbol, person.number, person.branch, person.name, person.kana, to_sql(person.birth_date)});
}

std::string what_it_is(const Due& due, const Facts& facts) {
  if (facts.status == applications::Status::withdrawn) return "取下げ";
  return due.went_out_before ? "訂正" : "新規";
}

Cells common(ExportId id, const Due& due, const Facts& facts) {
  Cells cells{receipt_number::of(facts.kind, facts.id),
              std::to_string(number(id)),
              facts.kind == Kind::limit_certificate ? "限度額申請" : "がん検診",
              what_it_is(due, facts),
              std::to_string(facts.revision),
              in_japan(facts.applied_at),
              in_japan(facts.changed_at)};
  add_person(cells, facts.applicant);
  add_person(cells, facts.member);
  return cells;
}

void add_asked(Cells& cells, const application_desk::LimitAsked& asked) {
  cells.insert(cells.end(), {asked.telephone, asked.postal_code, asked.address, month(asked.from_month),
                             month(asked.to_month), asked.proxy_name, asked.proxy_relation, asked.proxy_reason});
}

void add_asked(Cells& cells, const application_desk::ScreeningAsked& asked) {
  std::string items = asked.items;
  std::ranges::replace(items, '\n', '/');
  cells.insert(cells.end(), {asked.telephone, asked.postal_code, asked.address, std::to_string(asked.fiscal_year),
                             asked.programme, asked.title, items});
}

void count(Counts& counts, const Due& due, bool withdrawn) {
  ++(withdrawn ? counts.withdrawn : due.went_out_before ? counts.corrected : counts.fresh);
}

std::vector<ApplicationId> ids_of(const std::vector<Due>& due) {
  std::vector<ApplicationId> ids;
  for (const Due& one : due) ids.push_back(one.id);
  return ids;
}

// All three come by number. What changed since it was found due has another revision, and goes out the next time.
template <class Asked>
void add_lines(File& file, const std::vector<Due>& due, const std::vector<Facts>& facts,
               const std::vector<Asked>& asked) {
  auto said = asked.begin();
  auto wanted = due.begin();
  for (const Facts& one : facts) {
    while (said != asked.end() && said->id < one.id) ++said;
    while (wanted != due.end() && wanted->id < one.id) ++wanted;
    if (said == asked.end() || said->id != one.id || wanted->revision != one.revision) continue;
    Cells cells = common(file.id, *wanted, one);
    add_asked(cells, *said);
    file.lines.push_back({one.id, one.revision, row_of(cells)});
    count(file.counts, *wanted, one.status == applications::Status::withdrawn);
  }
}

std::string encoded(const std::string& head, const std::vector<std::string>& lines, csv::Encoding encoding) {
  constexpr const char* byte_order_mark = "\uFEFF";
  std::string text = head;
  for (const std::string& line : lines) text += line;
  return encoding == csv::Encoding::cp932 ? csv::to_cp932(text).bytes : byte_order_mark + text;
}

std::vector<std::string> texts_of(const std::vector<Line>& lines) {
  std::vector<std::string> texts;
  for (const Line& line : lines) texts.push_back(line.text);
  return texts;
}

}  // namespace

Counts due(db::SocietyReader& db, Kind kind) {
  const auto due = application_exports::due(db, kind, limits::exported_applications_max);
  Counts counts;
  auto one = due.begin();
  for (const Facts& facts : application_desk::facts(db, ids_of(due))) {
    while (one->id != facts.id) ++one;
    count(counts, *one, facts.status == applications::Status::withdrawn);
  }
  return counts;
}

File begin(const Scene& scene, const Order& order) {
  const application_exports::NewExport fresh{.kind = order.kind,
                                             .encoding = order.encoding,
                                             .head = head(order.kind),
                                             .file_name = order.file_name,
                                             .operator_name = scene.origin.operator_name};
  File file{.id = application_exports::add(scene.db, fresh, scene.now)};
  const auto due = application_exports::due(scene.db, fresh.kind, limits::exported_applications_max);
  const auto ids = ids_of(due);
  const auto facts = application_desk::facts(scene.db, ids);
  if (fresh.kind == Kind::limit_certificate)
    add_lines(file, due, facts, application_desk::limits_asked(scene.db, ids));
  else
    add_lines(file, due, facts, application_desk::screenings_asked(scene.db, ids));
  file.bytes = encoded(fresh.head, texts_of(file.lines), fresh.encoding);
  if (fresh.encoding == csv::Encoding::cp932)
    for (const Line& line : file.lines)
      if (csv::to_cp932(line.text).replaced_count > 0)
        file.misprinted.push_back(receipt_number::of(fresh.kind, line.id));
  return file;
}

std::uint64_t record(const Scene& scene, const File& file) {
  application_exports::add_lines(scene.db, file.id, file.lines);
  audit::write_exported(scene.db, file.id, scene.origin, scene.now);
  return application_exports::begin_checking(scene.db, file.id, scene.now);
}

std::string head(Kind kind) {
  Cells columns(common_columns.begin(), common_columns.end());
  if (kind == Kind::limit_certificate)
    columns.insert(columns.end(), limit_columns.begin(), limit_columns.end());
  else
    columns.insert(columns.end(), screening_columns.begin(), screening_columns.end());
  return row_of(columns);
}

std::string again(db::SocietyReader& db, const application_exports::Export& old) {
  return encoded(old.head, application_exports::lines(db, old.id), old.encoding);
}

std::optional<ExportId> number_in(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 1> columns{number_column};
  csv::Reader rows(file, {columns, {}});
  if (!rows.next()) return {};
  const std::string_view text = rows.get(number_column);
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return ExportId{id};
}

}  // namespace portal::application_export
