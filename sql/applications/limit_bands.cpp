#include "sql/applications/limit_bands.hpp"

#include "base/limits.hpp"

namespace portal::limit_bands {
namespace {

using Date = std::chrono::year_month_day;

std::optional<Date> first_day(const std::optional<Month>& month) {
  if (!month) return {};
  return *month / 1;
}

std::optional<Month> month_of(const std::optional<Date>& day) {
  if (!day) return {};
  return day->year() / day->month();
}

}  // namespace

std::vector<Schedule> all(db::KeptReader db) {
  auto rows = db.select(R"(
    SELECT s.position, s.title, s.from_month, s.until_month, b.age, b.name, b.who, b.amount, b.repeated
    FROM limit_schedules s
    JOIN limit_bands b ON b.society_id = s.society_id AND b.schedule = s.position
    WHERE s.society_id = :society ORDER BY s.position, b.position LIMIT ?)",
                        limits::limit_schedules_max * limits::limit_bands_max);
  std::vector<Schedule> schedules;
  std::int64_t latest = 0;
  while (rows.next()) {
    const auto position = rows.get<std::int64_t>("position");
    if (schedules.empty() || position != latest)
      schedules.push_back({rows.get<std::string>("title"),
                           month_of(rows.get<std::optional<Date>>("from_month")),
                           month_of(rows.get<std::optional<Date>>("until_month")),
                           {}});
    latest = position;
    schedules.back().bands.push_back({rows.get<std::string>("age"), rows.get<std::string>("name"),
                                      rows.get<std::string>("who"), rows.get<std::string>("amount"),
                                      rows.get<std::string>("repeated")});
  }
  return schedules;
}

void replace(db::SocietyDatabase& db, const std::vector<Schedule>& schedules) {
  db.execute("DELETE FROM limit_bands WHERE society_id = :society");
  db.execute("DELETE FROM limit_schedules WHERE society_id = :society");
  int schedule_position = 0;
  for (const Schedule& schedule : schedules) {
    db.execute(R"(
      INSERT INTO limit_schedules (society_id, position, title, from_month, until_month)
      VALUES (:society, ?, ?, ?, ?))",
               ++schedule_position, schedule.title, first_day(schedule.from), first_day(schedule.until));
    int position = 0;
    for (const Band& band : schedule.bands)
      db.execute(R"(
        INSERT INTO limit_bands (society_id, schedule, position, age, name, who, amount, repeated)
        VALUES (:society, ?, ?, ?, ?, ?, ?, ?))",
                 schedule_position, ++position, band.age, band.name, band.who, band.amount, band.repeated);
  }
}

}  // namespace portal::limit_bands
