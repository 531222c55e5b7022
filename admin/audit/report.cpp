#include <array>
#include <memory>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/postcards/print_order.hpp"
#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "sql/audit/reports.hpp"

namespace portal::admin {
namespace {

constexpr int page_rows = 5000;

const std::array<std::string, 10> heads{"記号",     "番号", "枝番",     "氏名",           "フリガナ",
                                        "郵便番号", "住所", "未読の数", "未読になった日", "資格喪失日"};

std::vector<reports::Unread> all_unread(const SocietyCall& call, int days) {
  const auto today = calendar::date_in_japan(call.now);
  const reports::UnreadQuestion question{today, std::chrono::sys_days(today) - std::chrono::days{days},
                                         call.society.readable_months_after_leaving};
  std::vector<reports::Unread> found;
  auto page = reports::unread(call.db, question, MemberId{}, page_rows);
  while (!page.empty() && found.size() < limits::import_rows_max) {
    found.insert(found.end(), std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()));
    page = reports::unread(call.db, question, found.back().member_id, page_rows);
  }
  return found;
}

void print(const std::vector<reports::Unread>& list, bool json) {
  Table table({"symbol", "number", "branch", "name", "kana", "postal_code", "address", "unread", "since", "left_on"});
  for (const reports::Unread& one : list)
    table.add({one.symbol, one.number, one.branch, one.name, one.kana, one.postal_code, one.address,
               std::int64_t{one.notices}, to_sql(one.since), one.left_on ? Cell{to_sql(*one.left_on)} : Cell{}});
  table.print(json);
}

void save(const SocietyCall& call, const std::vector<reports::Unread>& list, PrintOrder& order) {
  csv::Writer file(encoding_of(call.arguments), csv::Formulas::guarded);
  file.add(heads);
  bool is_whole = true;
  for (const reports::Unread& one : list)
    is_whole &=
        file.add(std::array{one.symbol, one.number, one.branch, one.name, one.kana, one.postal_code, one.address,
                            std::to_string(one.notices), to_sql(one.since), one.left_on ? to_sql(*one.left_on) : ""});
  order.write(file.bytes());
  order.finish();
  fmt::print("{} members with unread messages in {}\n", list.size(), order.names());
  if (!is_whole) tell("portalctl: CP932 lacks some characters; 〓 stands there\n  -> --encoding utf-8 has them all\n");
}

}  // namespace

Sight report_unread(const SocietyCall& call) {
  constexpr int days_max = 3650;
  static_cast<void>(encoding_of(call.arguments));
  const auto days = call.arguments.integer_if_given("--days", 0, days_max);
  const auto name = call.arguments.text_if_given("--csv");
  const auto order = name ? std::make_shared<PrintOrder>(std::filesystem::path(*name), call.society.slug) : nullptr;
  if (order) order->demand_no_left_over();
  const auto list = all_unread(call, days.value_or(0));
  std::vector<audit::About> of;
  for (const reports::Unread& one : list) of.push_back({.member = one.member_id});
  return sight(call, audit::Event::unread_members_listed, of, [&call, list, order] {
    if (order)
      save(call, list, *order);
    else
      print(list, call.json);
  });
}

}  // namespace portal::admin
