#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/postcards/print_order.hpp"
#include "base/calendar.hpp"
#include "base/papers/workbook.hpp"
#include "domain/applications/application_status.hpp"
#include "sql/audit/audit_events.hpp"
#include "sql/audit/reports.hpp"
#include "sql/audit/retention.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using calendar::Date;
using Month = std::chrono::year_month;

// What sql/audit/reports counts, and the heads of its columns.
struct Figure {
  std::string_view what, head;
  bool is_mail = false;  // the clean-up deletes these
};
constexpr std::array<Figure, 16> figures{{
    {audit::name_of(audit::Event::registered), "利用登録"},
    {audit::name_of(audit::Event::sign_in), "ログイン"},
    {audit::name_of(audit::Event::sign_in_failed), "ログインの失敗"},
    {"mail sent 0", "メール送信（手続きのURL）", true},
    {"mail sent 1", "メール送信（安全のお知らせ・受付）", true},
    {"mail sent 5", "メール送信（新着のお知らせ）", true},
    {"mail failed 0", "メール不達（手続きのURL）", true},
    {"mail failed 1", "メール不達（安全のお知らせ・受付）", true},
    {"mail failed 5", "メール不達（新着のお知らせ）", true},
    {"notices published", "お知らせの掲載"},
    {"notices read", "お知らせの開封"},
    {audit::name_of(audit::Event::document_opened), "通知書・証明書を開いた回数"},
    {"application limit_certificate", "限度額申請"},
    {"application screening", "がん検診の申込"},
    {audit::name_of(audit::Event::postcard_issued), "お知らせハガキの発行"},
    {audit::name_of(audit::Event::postcard_reissued), "お知らせハガキの再発行"},
}};

Month month_of(const SocietyCall& call) {
  const Date today = calendar::date_in_japan(call.now);
  const Month current = today.year() / today.month();
  const auto text = call.arguments.text_if_given("--month");
  if (!text) return current - std::chrono::months{1};
  const auto month = calendar::parse_month(*text);
  if (!month) throw Failure(Exit::usage, fmt::format("--month is written as 2026-10, not \"{}\"", *text));
  if (*month > current) throw Failure(Exit::usage, "that month has not begun yet");
  return *month;
}

std::string written(Month month) { return to_sql(Date(month / 1)).substr(0, std::string_view("2026-10").size()); }

Timestamp begin_of(Month month) { return std::chrono::sys_days(month / 1) - 9h; }  // Japan's midnight

// Days on which nothing can be said are left empty, not zero: those to come, and for mails those whose rows are gone.
struct Known {
  Date today, mails_since;
  bool holds(const Figure& figure, Date day) const { return day <= today && (!figure.is_mail || day >= mails_since); }
};

Known known_at(Timestamp now) {
  const auto kept = std::ranges::find(retention::all(), std::string_view("mail_queue"), &retention::Kept::rows)->kept;
  const std::chrono::sys_days last_gone = calendar::date_in_japan(now - kept);
  return {calendar::date_in_japan(now), last_gone + std::chrono::days{1}};
}

std::int64_t count_of(const std::vector<reports::DayCount>& counts, std::string_view what, Date day) {
  const auto found =
      std::ranges::find_if(counts, [&](const reports::DayCount& one) { return one.what == what && one.day == day; });
  return found == counts.end() ? 0 : found->count;
}

// A column with a day of which nothing is known has no sum that is true.
std::vector<workbook::Cell> sums_of(const std::vector<std::vector<workbook::Cell>>& rows, Date today, Month month) {
  std::vector<workbook::Cell> sums(figures.size() + 1);
  sums.front() = "合計";
  for (std::size_t column = 1; column < sums.size(); ++column) {
    std::int64_t sum = 0;
    bool is_known = true;
    for (unsigned day = 1; day <= rows.size() && month / std::chrono::day(day) <= today; ++day) {
      const auto* count = std::get_if<std::int64_t>(&rows[day - 1][column]);
      is_known = is_known && count != nullptr;
      if (count != nullptr) sum += *count;
    }
    if (is_known) sums[column] = sum;
  }
  return sums;
}

workbook::Sheet days_sheet(const SocietyCall& call, Month month) {
  const auto counts = reports::by_day(call.db, begin_of(month), begin_of(month + std::chrono::months{1}));
  const Known known = known_at(call.now);
  workbook::Sheet sheet{written(month), {"日"}, {}, true, ""};
  for (const Figure& figure : figures) sheet.heads.emplace_back(figure.head);
  const Date last = month / std::chrono::last;
  for (Date day = month / 1; day <= last; day = std::chrono::sys_days(day) + std::chrono::days{1}) {
    std::vector<workbook::Cell> row(figures.size() + 1);
    row.front() = to_sql(day);
    for (std::size_t at = 0; at < figures.size(); ++at)
      if (known.holds(figures.at(at), day)) row[at + 1] = count_of(counts, figures.at(at).what, day);
    sheet.rows.push_back(std::move(row));
  }
  sheet.rows.push_back(sums_of(sheet.rows, known.today, month));
  if (month / 1 < known.mails_since)
    sheet.note = "メールの記録は90日で消えます。空欄の日の数は、もうわかりません。";
  else if (last >= known.today)
    sheet.note = "この月はまだ終わっていません。";
  return sheet;
}

workbook::Sheet applications_sheet(const SocietyCall& call, Month month) {
  const auto counts = reports::applications_made(call.db, begin_of(month), begin_of(month + std::chrono::months{1}));
  workbook::Sheet sheet{
      "申込の状態", {"種類", "状態", "件数"}, {}, false, "この月に受け付けた申込の、作成時の状態です。"};
  for (const reports::ApplicationCount& one : counts)
    sheet.rows.push_back({one.kind == applications::Kind::screening ? "がん検診" : "限度額申請",
                          std::string(application_status::words(one.kind, one.status)), one.count});
  return sheet;
}

// A folder means: under the name that everybody would choose.
fs::path named(fs::path wanted, const SocietyCall& call, Month month, const char* ending) {
  return fs::is_directory(wanted) ? wanted / fmt::format("{}-{}{}", call.society.slug, written(month), ending) : wanted;
}

std::string text_of(const workbook::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const auto* number = std::get_if<std::int64_t>(&cell);
  return number == nullptr ? "" : std::to_string(*number);
}

// One table below the other, with an empty line between them.
std::string csv_of(const std::vector<workbook::Sheet>& sheets, csv::Encoding encoding) {
  csv::Writer file(encoding, csv::Formulas::guarded);
  for (const workbook::Sheet& sheet : sheets) {
    if (&sheet != &sheets.front()) file.add(std::array{std::string()});
    file.add(sheet.heads);
    for (const std::vector<workbook::Cell>& row : sheet.rows) {
      std::vector<std::string> cells(row.size());
      std::ranges::transform(row, cells.begin(), text_of);
      file.add(cells);
    }
  }
  return file.bytes();
}

}  // namespace

Exit report_monthly(const SocietyCall& call) {
  const csv::Encoding encoding = encoding_of(call.arguments);
  const Month month = month_of(call);
  const auto xlsx = call.arguments.text_if_given("--xlsx");
  const auto csv_file = call.arguments.text_if_given("--csv");
  if (!xlsx && !csv_file) throw Failure(Exit::usage, "--xlsx or --csv is missing: the figures go there");
  std::vector<fs::path> files;
  if (xlsx) files.push_back(named(*xlsx, call, month, ".xlsx"));
  if (csv_file) files.push_back(named(*csv_file, call, month, ".csv"));
  PrintOrder order(files, call.society.slug);
  order.demand_no_left_over();
  const std::vector<workbook::Sheet> sheets{days_sheet(call, month), applications_sheet(call, month)};
  if (xlsx) order.write(0, [&](int) { workbook::write(sheets, call.now, order.part(0)); });
  if (csv_file) order.write(xlsx ? 1 : 0, csv_of(sheets, encoding));
  order.finish();
  fmt::print("the figures of {} in {}{}\n", written(month), order.names(),
             sheets.front().note.empty() ? "" : "; days of which nothing is known are left empty");
  return Exit::good;
}

}  // namespace portal::admin
