#include "admin/publishing/article.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"

namespace portal::admin {

namespace {

void say_first(const char* what, const std::filesystem::path& file, const std::vector<csv::Fault>& faults) {
  constexpr std::size_t shown_max = 100;
  for (std::size_t at = 0; at < std::min(faults.size(), shown_max); ++at) {
    const csv::Fault& fault = faults[at];
    const std::string place = fault.line == 0 ? "" : fmt::format("{}行目 ", fault.line);
    const std::string key = fault.column.empty() ? "" : fault.column + "：";
    fmt::print("{}{}：{}{}{} → {}\n", what, file.filename().string(), place, key, fault.reason, fault.remedy);
  }
}

}  // namespace

void say_article_doubts(const std::filesystem::path& file, const std::vector<csv::Fault>& doubts) {
  say_first("注意：", file, doubts);
}

Exit say_article_faults(const std::filesystem::path& file, const std::vector<csv::Fault>& faults) {
  say_first("", file, faults);
  fmt::print("\n{}件の誤りがあります。何も変えていません。\n", faults.size());
  return Exit::bad_data;
}

void say_article(const articles::Text& text, articles::Change change, articles::Date today) {
  const char* what = change == articles::Change::added     ? "新しく掲載"
                     : change == articles::Change::changed ? "掲載済みのものを変更"
                                                           : "掲載済みのものと同じ";
  fmt::print("区分　　　{}（{}）\n題名　　　{}\n", what, text.name, text.title);
  fmt::print("掲載　　　{}から{}\n", calendar::japanese_date(text.from),
             text.until ? calendar::japanese_date(*text.until) + "まで" : "（終わりの日なし）");
  if (text.until && *text.until < today) fmt::print("注意：掲載の最後の日が過ぎています。だれにも表示されません。\n");
  if (text.from > today) fmt::print("注意：掲載の最初の日までは、だれにも表示されません。\n");
}

void say_published(import_kinds::Verdict verdict, const std::string& url) {
  if (verdict == import_kinds::Verdict::taken_already)
    fmt::print("変わったところがないので、何も変えていません：{}\n", url);
  else if (verdict == import_kinds::Verdict::taken_in)
    fmt::print("掲載しました：{}\n", url);
  else
    fmt::print("まだ何も変えていません。掲載するには --apply を付けてください。\n");
}

std::string article_state(const articles::Text& text, const std::optional<Timestamp>& withdrawn_at,
                          articles::Date today) {
  if (withdrawn_at) return "withdrawn";
  if (text.until && *text.until < today) return "ended";
  return text.from > today ? "future" : "shown";
}

Cell day_cell(const std::optional<articles::Date>& day) { return day ? Cell{to_sql(*day)} : Cell{}; }

}  // namespace portal::admin
