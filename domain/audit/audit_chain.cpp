#include "domain/audit/audit_chain.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"

namespace portal::audit_chain {
namespace {

using namespace std::chrono_literals;
using audit_days::Row;
using Page = std::function<std::vector<Row>(std::int64_t after)>;

constexpr int page_rows = 2000;

Date day_after(Date day) { return std::chrono::sys_days(day) + std::chrono::days{1}; }
Timestamp end_of(Date day) { return std::chrono::sys_days(day_after(day)) - 9h; }  // Japan's midnight

std::string or_null(const std::optional<std::int64_t>& number) { return number ? std::to_string(*number) : "null"; }

// What is hashed: it must never change, or no day of before is verified any more.
std::string line_of(const Row& row) {
  return fmt::format(
      R"({{"id":{},"at":"{}","event":{},"account":{},"member":{},"kind":{},"object":{},"client":{},"request":{},)"
      R"("operator":{}}})"
      "\n",
      row.id, to_sql(row.at), json::quoted(row.event), or_null(row.account), or_null(row.member),
      row.kind ? json::quoted(*row.kind) : "null", or_null(row.object), json::quoted(row.client),
      json::quoted(row.request), json::quoted(row.operator_name));
}

std::string head_of(std::string_view slug, const Day& day, const Day* before) {
  return fmt::format(R"({{"society":{},"day":"{}","after":{},"last":{},"before":"{}"}})"
                     "\n",
                     json::quoted(slug), to_sql(day.day), before == nullptr ? 0 : before->last_id, day.last_id,
                     before == nullptr ? nothing_before : std::string_view(before->hash));
}

Told told(std::string_view head, std::int64_t after, const Page& page,
          const std::function<void(std::string_view)>& write) {
  secret::Digest digest;
  Told told{0, ""};
  const auto add = [&](std::string_view text) {
    digest.add(text);
    write(text);
  };
  add(head);
  for (auto rows = page(after); !rows.empty(); rows = page(rows.back().id)) {
    told.rows += static_cast<std::int64_t>(rows.size());
    for (const Row& row : rows) add(line_of(row));
  }
  told.hash = digest.hex();
  write(fmt::format("{{\"hash\":\"{}\",\"rows\":{}}}\n", told.hash, told.rows));
  return told;
}

// The days that are open: from the one after the last closed, or from the first row's, up to yesterday.
std::optional<Date> first_open(const std::optional<Day>& latest, const std::vector<audit_days::Last>& lasts) {
  if (latest) return day_after(latest->day);
  if (lasts.empty()) return {};
  return lasts.front().day;
}

std::string difference(const Day& day, const Told& now) {
  if (now.rows < day.rows)
    return fmt::format("rows are missing: {} were there when it was closed, {} are", day.rows, now.rows);
  if (now.rows > day.rows)
    return fmt::format("rows were put in: {} were there when it was closed, {} are", day.rows, now.rows);
  return "a row was changed, or one was put in the place of another; or the day before was changed";
}

}  // namespace

std::vector<Day> close_days(const Scene& scene, db::Database& database) {
  const Date yesterday = std::chrono::sys_days(calendar::date_in_japan(scene.now)) - std::chrono::days{1};
  std::optional<Day> before = audit_days::latest(scene.db);
  if (before && before->day >= yesterday) return {};
  const auto lasts = audit_days::last_of_days(scene.db, before ? before->last_id : 0, end_of(yesterday));
  const auto first = first_open(before, lasts);
  std::vector<Day> closed;
  std::int64_t last = before ? before->last_id : 0;
  auto next = lasts.begin();
  for (Date date = first.value_or(day_after(yesterday)); date <= yesterday; date = day_after(date)) {
    for (; next != lasts.end() && next->day <= date; ++next) last = std::max(last, next->id);
    Day day{date, last, 0, "", false};
    db::Transaction transaction(database);
    const Page page = [&](std::int64_t after) {
      return audit_days::settled_rows(scene.db, after, day.last_id, page_rows);
    };
    const Day* link = before ? &*before : nullptr;
    const Told found = told(head_of(scene.society.slug, day, link), link == nullptr ? 0 : link->last_id, page,
                            [](std::string_view) {});
    day.rows = found.rows;
    day.hash = found.hash;
    try {
      audit_days::add(scene.db, day, scene.now);
    } catch (const db::Conflict&) {
      return closed;
    }
    transaction.commit();
    before = day;
    closed.push_back(day);
  }
  return closed;
}

Told tell(db::SocietyReader& db, std::string_view slug, const Day& day, const Day* before,
          const std::function<void(std::string_view)>& write) {
  const Page page = [&](std::int64_t after) { return audit_days::rows(db, after, day.last_id, page_rows); };
  return told(head_of(slug, day, before), before == nullptr ? 0 : before->last_id, page, write);
}

std::vector<std::string> faults(db::SocietyReader& db, std::string_view slug, std::span<const Day> days) {
  std::vector<std::string> found;
  const Day* before = nullptr;
  for (const Day& day : days) {
    if (before != nullptr && day.day != day_after(before->day))
      found.push_back(fmt::format("{}: the days before it are missing, from {} on", to_sql(day.day),
                                  to_sql(day_after(before->day))));
    if (day.is_archived) {
      if (!audit_days::rows(db, before == nullptr ? 0 : before->last_id, day.last_id, 1).empty())
        found.push_back(fmt::format("{}: is archived, and has rows all the same", to_sql(day.day)));
    } else if (const Told now = tell(db, slug, day, before, [](std::string_view) {}); now.hash != day.hash) {
      found.push_back(fmt::format("{}: {}", to_sql(day.day), difference(day, now)));
    }
    before = &day;
  }
  return found;
}

std::vector<InFile> read(const std::filesystem::path& file) {
  std::ifstream lines(file, std::ios::binary);
  std::vector<InFile> found;
  std::optional<InFile> open;
  secret::Digest digest;
  std::int64_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const auto members = json::read_members(line);
    const auto bad = [&](std::string_view why) { throw BadFile(fmt::format("line {}: {}", number, why)); };
    if (!members) bad("is no JSON object");
    if (members->contains("society")) {
      if (open) bad("the day before it has no end");
      if (!found.empty() && members->contains("before") && members->at("before") != found.back().hash)
        bad("doesn't follow the day before it");
      open = InFile{members->at("society"), members->contains("day") ? members->at("day") : "", ""};
    }
    if (!open) bad("stands in no day");
    if (members->contains("hash")) {
      open->hash = digest.hex();
      if (members->at("hash") != open->hash) bad(open->day + " was changed: its lines have another hash");
      found.push_back(*std::move(open));
      open.reset();
    } else {
      digest.add(line + "\n");
    }
  }
  if (lines.bad() || !lines.eof()) throw BadFile("can't be read");
  if (open || found.empty()) throw BadFile("ends before its last day does");
  return found;
}

}  // namespace portal::audit_chain
