#include "sql/household/household.hpp"

namespace portal::household {

std::vector<Seen> others_seen(db::SocietyReader& db, MemberId viewer, Date today) {
  auto rows = db.select(db::joined<R"(
    SELECT seen.member_id, seen.name FROM )",
                                   sight, R"( AS seen
    WHERE seen.member_id <> ? ORDER BY seen.branch, seen.member_id LIMIT ?)">,
                        viewer, today, today, viewer, limits::household_members_max);
  std::vector<Seen> found;
  while (rows.next()) found.push_back({rows.get<MemberId>("member_id"), rows.get<std::string>("name")});
  return found;
}

std::vector<Insured> applies_for(db::SocietyReader& db, MemberId member, Date today) {
  auto rows = db.select(R"(
    SELECT person.id, person.branch, person.name, person.left_on, person.birth_date
    FROM (SELECT CAST(? AS DATE) AS today) AS day
    JOIN members applicant ON applicant.society_id = :society AND applicant.id = ?
    JOIN members person ON person.society_id = applicant.society_id AND person.symbol = applicant.symbol
      AND person.number = applicant.number
    WHERE applicant.enrolled_on <= day.today AND (applicant.left_on IS NULL OR applicant.left_on > day.today)
      AND person.enrolled_on <= day.today AND (person.left_on IS NULL OR person.left_on > day.today)
      AND (person.id = applicant.id
           OR (applicant.relation = '本人' AND person.relation <> '本人' AND NOT person.is_protected))
    ORDER BY person.id <> applicant.id, person.branch, person.id LIMIT ?)",
                        today, member, limits::household_members_max);
  std::vector<Insured> found;
  while (rows.next())
    found.push_back({rows.get<MemberId>("id"), rows.get<std::string>("branch"), rows.get<std::string>("name"),
                     rows.get<std::optional<Date>>("left_on"), rows.get<Date>("birth_date")});
  return found;
}

bool hides_expenses(db::SocietyReader& db, MemberId member) {
  auto rows =
      db.select("SELECT hides_expenses FROM household_choices WHERE society_id = :society AND member_id = ?", member);
  return rows.next() && rows.get<bool>("hides_expenses");
}

// Writing the row first locks it: two requests of one member take turns.
bool choose(db::SocietyDatabase& db, MemberId member, bool hides, Timestamp now) {
  db.execute(R"(
    INSERT INTO household_choices (society_id, member_id, hides_expenses, chosen_at) VALUES (:society, ?, FALSE, ?)
    ON DUPLICATE KEY UPDATE hides_expenses = hides_expenses)",
             member, now);
  if (hides_expenses(db, member) == hides) return false;
  db.execute(R"(
    UPDATE household_choices SET hides_expenses = ?, chosen_at = ? WHERE society_id = :society AND member_id = ?)",
             hides, now, member);
  return true;
}

std::vector<Person> people(db::SocietyReader& db, MemberId member, std::size_t count_max) {
  auto rows = db.select(R"(
    SELECT person.society_id, person.id, person.symbol, person.number, person.relation = '本人' AS is_principal,
           person.birth_date, person.left_on, person.is_protected,
           COALESCE(choice.hides_expenses, FALSE) AS hides_expenses
    FROM members one
    JOIN members person ON person.society_id = one.society_id AND person.symbol = one.symbol
      AND person.number = one.number
    LEFT JOIN household_choices choice ON choice.society_id = person.society_id AND choice.member_id = person.id
    WHERE one.society_id = :society AND one.id = ? ORDER BY person.id LIMIT ?)",
                        member, count_max);
  std::vector<Person> found;
  while (rows.next())
    found.push_back({rows.get<SocietyId>("society_id"), rows.get<MemberId>("id"), rows.get<std::string>("symbol"),
                     rows.get<std::string>("number"), rows.get<bool>("is_principal"), rows.get<Date>("birth_date"),
                     rows.get<std::optional<Date>>("left_on"), rows.get<bool>("is_protected"),
                     rows.get<bool>("hides_expenses")});
  return found;
}

bool protect(db::SocietyDatabase& db, MemberId member, bool is_protected) {
  return db.execute(R"(
    UPDATE members SET is_protected = ? WHERE society_id = :society AND id = ? AND is_protected <> ?)",
                    is_protected, member, is_protected) == 1;
}

}  // namespace portal::household
