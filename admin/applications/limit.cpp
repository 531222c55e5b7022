#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/imports/import_command.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "domain/applications/limit_file.hpp"
#include "domain/applications/limit_table.hpp"

namespace portal::admin {
namespace {

using limit_bands::Month;
using limit_bands::Schedule;

void say_plan(const std::vector<Schedule>& before, const std::vector<Schedule>& after) {
  for (const Schedule& schedule : after)
    fmt::print("{}　{}区分　{}\n", limit_table::months_in_words(schedule), schedule.bands.size(), schedule.title);
  std::vector<std::string> notices;
  for (const std::string& gap : limit_table::gaps(after)) notices.push_back(gap + "の表がありません");
  for (const Schedule& schedule : after)
    for (const auto& band : schedule.bands)
      if (limit_table::ages_meant(band.age) == limit_table::Ages{})
        notices.push_back(
            fmt::format("{}の「{} {}」は、年齢を読み取れないため、どなたにも表示します（読めるのは"
                        "「70歳未満」「70歳以上」「70歳から74歳まで」など）",
                        limit_table::months_in_words(schedule), band.age, band.name));
  import_command::say_notices(notices);
  if (!before.empty()) fmt::print("いまの表{}つは、これに置き換わります。\n", before.size());
}

void replace(const SocietyCall& call, const std::vector<Schedule>& schedules) {
  db::Transaction transaction(call.database);
  limit_bands::replace(call.db, schedules);
  record(scene_of(call), audit::Event::limit_table_changed);
  transaction.commit();
}

Cell month_cell(const std::optional<Month>& month) {
  return month ? Cell{to_sql(*month / 1).substr(0, std::string_view("2026-11").size())} : Cell{};
}

Month this_month(Timestamp now) {
  const auto today = calendar::date_in_japan(now);
  return today.year() / today.month();
}

}  // namespace

Exit limit_import(const Changing<SocietyCall>& call) {
  const auto file = import_command::the_file(call.arguments);
  import_command::begin(call);
  const auto content = limit_file::read(file);
  if (!content.faults.empty()) return import_command::say_faults(file, content.faults);
  const auto before = limit_bands::all(call.db);
  if (before == content.schedules) {
    fmt::print("いまの表と同じです。何も変えていません。\n");
    return Exit::good;
  }
  say_plan(before, content.schedules);
  if (!call.applies) return import_command::say_nothing_changed();
  replace(call, content.schedules);
  fmt::print("取り込みました。次に開かれる画面から、この表を示します。\n");
  return Exit::good;
}

Exit limit_list(const SocietyCall& call) {
  const Month now = this_month(call.now);
  Table table({"from", "until", "title", "bands", "holds_now"});
  for (const Schedule& one : limit_bands::all(call.db))
    table.add({month_cell(one.from), month_cell(one.until), one.title, static_cast<std::int64_t>(one.bands.size()),
               !limit_table::holding({one}, now, now).empty()});
  table.print(call.json);
  return Exit::good;
}

Exit limit_show(const SocietyCall& call) {
  const auto typed = call.arguments.text_if_given("MONTH");
  const auto month = typed ? calendar::parse_month(*typed) : this_month(call.now);
  if (!month) throw Failure(Exit::usage, fmt::format("\"{}\" is no month", *typed), "write 2026-08, or 令和8年8月");
  const auto found = limit_table::holding(limit_bands::all(call.db), *month, *month);
  if (found.empty())
    throw Failure(Exit::bad_data, "no table holds for that month", "portalctl limit list shows those that are there");
  Table table({"age", "name", "who", "amount", "repeated"});
  for (const auto& band : found.front().bands) table.add({band.age, band.name, band.who, band.amount, band.repeated});
  table.print(call.json);
  return Exit::good;
}

}  // namespace portal::admin
