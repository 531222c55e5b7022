#include <algorithm>
#include <cerrno>
#include <iterator>
#include <memory>
#include <span>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/postcards/print_order.hpp"
#include "admin/retried.hpp"
#include "base/calendar.hpp"
#include "domain/audit/audit_chain.hpp"
#include "sql/migrate.hpp"

namespace portal::admin {
namespace {

using audit_chain::Day;
using calendar::Date;

Date day_argument(const Arguments& arguments, std::string_view name, Date without) {
  const auto text = arguments.text_if_given(name);
  if (!text) return without;
  if (const auto day = calendar::parse_date(*text)) return *day;
  throw Failure(Exit::usage, fmt::format("{} is written as 2026-11-22, not \"{}\"", name, *text));
}

// Neighbours in `days`, and what stands before the first of them.
struct Chosen {
  const Day* before = nullptr;
  std::span<const Day> days;
  std::int64_t rows = 0;
};

Chosen chosen(const std::vector<Day>& days, Date from, Date until) {
  const auto first = std::ranges::lower_bound(days, from, {}, &Day::day);
  const auto last = std::ranges::upper_bound(days, until, {}, &Day::day);
  if (first >= last)
    throw Failure(Exit::no_input, "no day of that time is closed",
                  "portalctl cleanup --apply closes those up to yesterday");
  Chosen found{first == days.begin() ? nullptr : &*std::prev(first), {first, last}, 0};
  for (const Day& day : found.days) found.rows += day.rows;
  return found;
}

void write_whole(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) throw std::system_error(errno, std::generic_category(), "the audit log's file");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// What doesn't hash to what it was closed with isn't passed on as if it did.
void write_days(db::SocietyReader& db, std::string_view slug, const Chosen& chosen, PrintOrder& order) {
  order.write(0, [&](int descriptor) {
    const Day* before = chosen.before;
    for (const Day& day : chosen.days) {
      const auto told = audit_chain::tell(db, slug, day, before,
                                          [descriptor](std::string_view text) { write_whole(descriptor, text); });
      if (told.hash != day.hash)
        throw Failure(Exit::bad_data, fmt::format("{} is not what it was when it was closed", to_sql(day.day)),
                      "portalctl audit verify says what is wrong; nothing was written");
      before = &day;
    }
  });
}

// Read again from the disk, day by day, before anything is taken out of the database.
void demand_whole(const std::filesystem::path& file, const Chosen& chosen) {
  const auto written = audit_chain::read(file);
  const bool is_whole = std::ranges::equal(written, chosen.days, [](const auto& line, const Day& day) {
    return line.day == to_sql(day.day) && line.hash == day.hash;
  });
  if (!is_whole) throw Failure(Exit::disk, fmt::format("{} doesn't hold what was written", file.string()));
}

// What a run that was cut off has left, too.
void remove_archived(db::SocietyDatabase& db) {
  constexpr int rows_per_commit = 1000;
  std::int64_t last = 0;
  for (const Day& day : audit_days::all(db))
    if (day.is_archived) last = day.last_id;
  for (std::uint64_t removed = rows_per_commit; removed == rows_per_commit;)
    removed = retried([&] { return audit_days::remove_rows(db, 0, last, rows_per_commit); });
}

Exit verify_file(const DatabaseCall& call, const std::string& name) {
  std::vector<audit_chain::InFile> days;
  try {
    days = audit_chain::read(the_file(name));
  } catch (const audit_chain::BadFile& bad) {
    throw Failure(Exit::bad_data, fmt::format("{}: {}", name, bad.what()), "another copy of it, or the backup's");
  }
  const Society society = find_society(call.database, days.front().society);
  db::SocietyReader db(call.database, society.id);
  const auto closed = audit_days::all(db);
  Checks checks(call.json);
  for (const auto& one : days) {
    const auto day = std::ranges::find_if(closed, [&](const Day& known) { return to_sql(known.day) == one.day; });
    if (day != closed.end() && day->hash == one.hash && one.society == society.slug)
      checks.good(fmt::format("{} {} is as it was closed", one.society, one.day));
    else
      checks.bad(fmt::format("{} {} has another hash than in the database", one.society, one.day),
                 "one of the two was changed as a whole: compare with a hash noted elsewhere");
  }
  checks.finish();
  return checks.all_good() ? Exit::good : Exit::bad_data;
}

void verify(const DatabaseCall& call, const Society& society, Checks& checks, bool& is_known) {
  db::SocietyReader db(call.database, society.id);
  const auto days = audit_days::all(db);
  const auto noted = call.arguments.text_if_given("--hash");
  is_known = is_known || (noted && std::ranges::find(days, *noted, &Day::hash) != days.end());
  const auto faults = audit_chain::faults(db, society.slug, days);
  for (const std::string& fault : faults)
    checks.bad(fmt::format("{}: {}", society.slug, fault),
               "who may change the database's tables did it; compare with an export or a backup of before");
  const Date yesterday = std::chrono::sys_days(calendar::date_in_japan(call.now)) - std::chrono::days{1};
  if (days.empty())
    checks.skipped(fmt::format("{}: no day is closed yet", society.slug), "portalctl cleanup --apply closes them");
  else if (faults.empty())
    checks.good(fmt::format("{}: {} days up to {} are as they were closed; the last one's hash: {}", society.slug,
                            days.size(), to_sql(days.back().day), days.back().hash));
  if (!days.empty() && std::chrono::sys_days(days.back().day) + std::chrono::days{1} < std::chrono::sys_days(yesterday))
    checks.bad(fmt::format("{}: no day since {} is closed", society.slug, to_sql(days.back().day)),
               "systemctl status portal-cleanup; or the last days were taken out: compare with a hash noted elsewhere");
}

}  // namespace

Exit audit_verify(const DatabaseCall& call) {
  if (const auto file = call.arguments.text_if_given("--file")) return verify_file(call, *file);
  Checks checks(call.json);
  bool is_known = !call.arguments.has("--hash");
  for (const Society& society : chosen_societies(call)) verify(call, society, checks, is_known);
  if (!is_known)
    checks.bad("no day has that hash", "the days were closed anew since it was noted, or it is another society's");
  checks.finish();
  return checks.all_good() ? Exit::good : Exit::bad_data;
}

Sight audit_export(const SocietyCall& call) {
  const auto days = std::make_shared<const std::vector<Day>>(audit_days::all(call.db));
  const Date today = calendar::date_in_japan(call.now);
  const Chosen found =
      chosen(*days, day_argument(call.arguments, "--from", today), day_argument(call.arguments, "--to", today));
  if (std::ranges::any_of(found.days, &Day::is_archived))
    throw Failure(Exit::no_input, "some of these days are archived: their rows are in a file",
                  "take that file; portalctl audit verify --file FILE tries it");
  const auto order = std::make_shared<PrintOrder>(call.arguments.text("--jsonl"), call.society.slug);
  order->demand_no_left_over();
  return sight(call, audit::Event::staff_audit_exported, {}, [&call, days, found, order] {
    write_days(call.db, call.society.slug, found, *order);
    order->finish();
    Table table({"file", "days", "rows", "hash"});
    table.add({order->names(), static_cast<std::int64_t>(found.days.size()), found.rows, found.days.back().hash});
    table.print_first(call.json);
  });
}

// As who owns the tables, for nobody else may take a row out. Marked first: a run that is cut off leaves rows that the
// next one takes out, and verify names the day until then.
Exit audit_archive(const Changing<ConfiguredCall>& call) {
  become(call.config.database.migrate);
  db::Database database(connection(call.config, call.config.database.migrate));
  migrate::demand_fitting(database);
  if (!call.society_slug)
    throw Failure(Exit::usage, "this command works on one society", "portalctl --society SLUG audit archive …");
  const Society society = find_society(database, *call.society_slug);
  db::SocietyDatabase db(database, society.id);
  const Timestamp now = database.now();
  if (call.applies) remove_archived(db);
  const auto days = audit_days::all(db);
  const Date last =
      std::chrono::sys_days(calendar::date_in_japan(now - audit_chain::kept_in_database)) - std::chrono::days{1};
  const auto fresh = std::ranges::find(days, false, &Day::is_archived);
  const Chosen found = chosen(days, fresh == days.end() ? last : fresh->day, last);
  if (!call.applies) {
    fmt::print("would move {} rows of {} days, {} to {}, to a file\n", found.rows, found.days.size(),
               to_sql(found.days.front().day), to_sql(found.days.back().day));
    return Exit::good;
  }
  PrintOrder order(call.arguments.text("--jsonl"), society.slug);
  order.demand_no_left_over();
  write_days(db, society.slug, found, order);
  demand_whole(order.part(), found);
  order.finish();
  retried([&] {
    db::Transaction transaction(database);
    audit_days::mark_archived(db, found.days.front().day, found.days.back().day, now);
    audit::write(db, audit::Event::staff_audit_archived, audit::About{}, {.operator_name = operator_name()}, now);
    transaction.commit();
    return true;
  });
  remove_archived(db);
  fmt::print("{} rows of {} days, {} to {}, are in {}: keep it with the backups, away from this machine\n", found.rows,
             found.days.size(), to_sql(found.days.front().day), to_sql(found.days.back().day), order.names());
  return Exit::good;
}

}  // namespace portal::admin
