#include "sql/audit/erasures.hpp"

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/secret.hpp"

namespace portal::erasures {
namespace {

// Members m of the society who are due. Takes the two of Due.
constexpr db::Piece those_due(R"(
    FROM members m LEFT JOIN imports i ON i.society_id = m.society_id AND i.id = m.import_id
    WHERE m.society_id = :society AND m.left_on < ? AND COALESCE(i.applied_at < ?, TRUE) )");

}  // namespace

std::optional<Date> left_before(db::SocietyReader& db, Date today) {
  auto rows = db.select(R"(
    SELECT DATE(? - INTERVAL GREATEST(s.erase_after_leaving_years * 12, s.readable_months_after_leaving) MONTH) AS day
    FROM societies s WHERE s.id = :society)",
                        today);
  if (!rows.next()) return {};
  return rows.get<std::optional<Date>>("day");
}

std::optional<Due> due(db::SocietyReader& db, Timestamp now) {
  const auto day = left_before(db, calendar::date_in_japan(now));
  if (!day) return {};
  return Due{*day, now - limits::erasure_pause};
}

std::int64_t count(db::SocietyReader& db, const Due& due) {
  auto rows = db.select(db::joined<"SELECT COUNT(*) AS found", those_due>, due.left_before, due.unchanged_since);
  rows.next();
  return rows.get<std::int64_t>("found");
}

std::vector<Member> find(db::SocietyReader& db, const Due& due, int count_max) {
  auto rows = db.select(db::joined<"SELECT m.id, m.symbol, m.number, m.branch", those_due, "ORDER BY m.id LIMIT ?">,
                        due.left_before, due.unchanged_since, count_max);
  std::vector<Member> found;
  while (rows.next())
    found.push_back(
        {{rows.get<std::string>("symbol"), rows.get<std::string>("number"), rows.get<std::string>("branch")},
         rows.get<MemberId>("id")});
  return found;
}

std::string number_digest(std::string_view throttle_key, const member_roster::Number& number) {
  return secret::keyed_digest(throttle_key,
                              "erased member\n" + member_roster::key(number.symbol, number.number, number.branch));
}

// What has a key of a virtual column, or none that points to its owner, is named; all else goes by its key with the
// member or the account (migration 0039).
void erase(db::SocietyDatabase& db, MemberId member, std::string_view number_digest, Timestamp now) {
  db.execute("DELETE FROM mail_queue WHERE society_id = :society AND about_member_id = ?", member);
  db.execute(R"(
    DELETE FROM mail_queue WHERE society_id = :society AND account_id IN (
      SELECT id FROM accounts WHERE society_id = :society AND member_id = ?))",
             member);
  db.execute("DELETE FROM postcard_orders WHERE society_id = :society AND member_id = ?", member);
  db.execute("DELETE FROM applications WHERE society_id = :society AND applicant_id = ?", member);
  db.execute("DELETE FROM applications WHERE society_id = :society AND member_id = ?", member);
  db.execute("DELETE FROM members WHERE society_id = :society AND id = ?", member);
  db.execute("INSERT INTO erased_members (society_id, member_id, number_digest, erased_at) VALUES (:society, ?, ?, ?)",
             member, number_digest, now);
}

std::vector<Erased> erased(db::SocietyReader& db, std::string_view number_digest) {
  auto rows = db.select(R"(
    SELECT member_id, erased_at FROM erased_members WHERE society_id = :society AND number_digest = ?
    ORDER BY erased_at DESC LIMIT 100)",
                        number_digest);
  std::vector<Erased> found;
  while (rows.next()) found.push_back({rows.get<MemberId>("member_id"), rows.get<Timestamp>("erased_at")});
  return found;
}

}  // namespace portal::erasures
