#include "sql/publishing/notices.hpp"

#include <algorithm>
#include <span>

#include "base/limits.hpp"

namespace portal::notices {
namespace {

constexpr std::size_t members_per_statement = 2000;

std::string_view written(Audience::Who who) {
  return who == Audience::Who::all ? "all" : who == Audience::Who::principals ? "principals" : "dependents";
}

Audience::Who read_who(std::string_view text) {
  return text == "all"          ? Audience::Who::all
         : text == "principals" ? Audience::Who::principals
                                : Audience::Who::dependents;
}

std::optional<std::string> written(std::optional<char> sex) {
  return sex ? std::optional(std::string(1, *sex)) : std::nullopt;
}

std::vector<MemberId> listed_members(db::SocietyReader& db, NoticeId id) {
  auto rows = db.select(R"(
    SELECT member_id FROM notice_audience WHERE society_id = :society AND notice_id = ? ORDER BY member_id LIMIT ?)",
                        id, limits::audience_numbers_max);
  std::vector<MemberId> found;
  while (rows.next()) found.push_back(rows.get<MemberId>("member_id"));
  return found;
}

// Without the members.
Audience read_audience(const db::Rows& rows) {
  Audience audience;
  audience.who = read_who(rows.get<std::string>("audience"));
  if (const auto sex = rows.get<std::optional<std::string>>("sex")) audience.sex = sex->front();
  audience.age_from = rows.get<std::optional<int>>("age_from");
  audience.age_to = rows.get<std::optional<int>>("age_to");
  return audience;
}

constexpr db::Piece line_columns(" n.id, n.title, n.shown_from, n.audience, n.sex, n.age_from, n.age_to ");

std::vector<Line> read_lines(db::Rows rows) {
  std::vector<Line> lines;
  while (rows.next())
    lines.push_back({{rows.get<NoticeId>("id"), rows.get<std::string>("title"), rows.get<Date>("shown_from")},
                     read_audience(rows)});
  return lines;
}

Stored read_stored(const db::Rows& rows) {
  Stored notice{articles::read_stored<NoticeId>(rows), read_audience(rows), rows.get<bool>("mails"),
                rows.get<int>("read_count")};
  if (rows.get<bool>("is_listed")) notice.audience.members.emplace();
  return notice;
}

std::optional<Stored> first(db::SocietyReader& db, db::Rows rows) {
  if (!rows.next()) return {};
  Stored notice = read_stored(rows);
  if (notice.audience.members) notice.audience.members = listed_members(db, notice.id);
  return notice;
}

void replace_members(db::SocietyDatabase& db, NoticeId id, const Audience& audience) {
  db.execute("DELETE FROM notice_audience WHERE society_id = :society AND notice_id = ?", id);
  std::span<const MemberId> rest;
  if (audience.members) rest = *audience.members;
  while (!rest.empty()) {
    db::JsonRows numbers;
    const std::size_t count = std::min(rest.size(), members_per_statement);
    for (const MemberId member : rest.first(count)) numbers.add({member});
    db.execute(R"(
      INSERT INTO notice_audience (society_id, notice_id, member_id)
      SELECT :society, ?, listed.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS listed)",
               id, numbers.text());
    rest = rest.subspan(count);
  }
}

NoticeId add(db::SocietyDatabase& db, const Notice& notice, Timestamp now) {
  const Audience& audience = notice.audience;
  return db.insert<NoticeId>(R"(
    INSERT INTO notices (society_id, name, title, body, shown_from, shown_until, audience, sex, age_from, age_to,
           is_listed, mails, published_at, changed_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                             notice.name, notice.title, notice.body, notice.from,
                             notice.until.value_or(articles::no_end), written(audience.who), written(audience.sex),
                             audience.age_from, audience.age_to, audience.members.has_value(), notice.mails, now, now);
}

void change(db::SocietyDatabase& db, NoticeId id, const Notice& notice, Timestamp now) {
  const Audience& audience = notice.audience;
  db.execute(R"(
    UPDATE notices SET title = ?, body = ?, shown_from = ?, shown_until = ?, audience = ?, sex = ?, age_from = ?,
           age_to = ?, is_listed = ?, mails = ?, changed_at = ?, withdrawn_at = NULL
    WHERE society_id = :society AND id = ?)",
             notice.title, notice.body, notice.from, notice.until.value_or(articles::no_end), written(audience.who),
             written(audience.sex), audience.age_from, audience.age_to, audience.members.has_value(), notice.mails, now,
             id);
}

bool says_the_same(const Stored& stored, const Notice& notice) {
  const articles::Text& one = stored;
  const articles::Text& other = notice;
  return one == other && stored.audience == notice.audience && stored.mails == notice.mails && !stored.withdrawn_at;
}

}  // namespace

Shown shown_to_all(db::KeptReader db, Date today) {
  auto rows = db.select(db::joined<"SELECT ", line_columns, "FROM notices n WHERE n.society_id = :society AND ", shown,
                                   "AND NOT n.is_listed ORDER BY n.shown_from DESC, n.id DESC LIMIT ?">,
                        today, today, limits::articles_shown_max);
  auto listed = db.select(db::joined<"SELECT n.id FROM notices n WHERE n.society_id = :society AND n.is_listed AND ",
                                     shown, "ORDER BY n.id LIMIT 1">,
                          today, today);
  return {read_lines(std::move(rows)), listed.next()};
}

// From the member's own few: MariaDB left to itself may read the lists of all notices.
std::vector<Line> shown_to_listed(db::SocietyReader& db, MemberId member, Date today) {
  return read_lines(db.select(db::joined<"SELECT ", line_columns, R"(
    FROM notice_audience l
    STRAIGHT_JOIN notices n ON n.society_id = l.society_id AND n.id = l.notice_id
    WHERE l.society_id = :society AND l.member_id = ? AND n.is_listed AND )",
                                         shown, "ORDER BY n.shown_from DESC, n.id DESC LIMIT ?">,
                              member, today, today, limits::articles_shown_max));
}

std::vector<NoticeId> read_by(db::SocietyReader& db, MemberId member, NoticeId from) {
  auto rows = db.select(R"(
    SELECT r.notice_id FROM notice_reads r
    WHERE r.society_id = :society AND r.member_id = ? AND r.notice_id >= ? ORDER BY r.notice_id)",
                        member, from);
  std::vector<NoticeId> found;
  while (rows.next()) found.push_back(rows.get<NoticeId>("notice_id"));
  return found;
}

std::optional<Opened> find(db::SocietyReader& db, MemberId member, NoticeId id, Date today) {
  auto rows = db.select(db::joined<R"(
    SELECT n.name, n.title, n.body, n.shown_from, n.shown_until, r.read_at IS NULL AS is_unread
    FROM members m
    JOIN notices n ON n.society_id = m.society_id
    LEFT JOIN notice_reads r ON r.society_id = n.society_id AND r.member_id = m.id AND r.notice_id = n.id
    WHERE m.society_id = :society AND m.id = ? AND n.id = ? AND )",
                                   shown, "AND", addressed>,
                        member, id, today, today);
  if (!rows.next()) return {};
  return Opened{articles::read_text(rows), rows.get<bool>("is_unread")};
}

// Two tabs may open it at once: the second one's row is there already.
void mark_read(db::SocietyDatabase& db, MemberId member, NoticeId id, Timestamp now) {
  db.execute("INSERT IGNORE INTO notice_reads (society_id, member_id, notice_id, read_at) VALUES (:society, ?, ?, ?)",
             member, id, now);
}

articles::Published<NoticeId> publish(db::SocietyDatabase& db, const Notice& notice, Timestamp now) {
  const auto stored = find_stored(db, notice.name);
  if (stored && says_the_same(*stored, notice)) return {stored->id, articles::Change::unchanged};
  const NoticeId id = stored ? stored->id : add(db, notice, now);
  if (stored) change(db, id, notice, now);
  replace_members(db, id, notice.audience);
  return {id, stored ? articles::Change::changed : articles::Change::added};
}

bool withdraw(db::SocietyDatabase& db, NoticeId id, Timestamp now) {
  return db.execute(
             "UPDATE notices SET withdrawn_at = ? WHERE society_id = :society AND id = ? AND withdrawn_at IS NULL", now,
             id) == 1;
}

std::vector<Stored> latest(db::SocietyReader& db, int count_max) {
  auto rows = db.select(R"(
    SELECT n.id, n.name, n.title, n.body, n.shown_from, n.shown_until, n.audience, n.sex, n.age_from, n.age_to,
           n.is_listed, n.mails, n.published_at, n.changed_at, n.withdrawn_at,
           (SELECT COUNT(r.member_id) FROM notice_reads r
            WHERE r.society_id = n.society_id AND r.notice_id = n.id) AS read_count
    FROM notices n WHERE n.society_id = :society ORDER BY n.id DESC LIMIT ?)",
                        count_max);
  std::vector<Stored> found;
  while (rows.next()) found.push_back(read_stored(rows));
  return found;
}

std::optional<Stored> find_stored(db::SocietyReader& db, NoticeId id) {
  return first(db, db.select(R"(
    SELECT n.id, n.name, n.title, n.body, n.shown_from, n.shown_until, n.audience, n.sex, n.age_from, n.age_to,
           n.is_listed, n.mails, n.published_at, n.changed_at, n.withdrawn_at,
           (SELECT COUNT(r.member_id) FROM notice_reads r
            WHERE r.society_id = n.society_id AND r.notice_id = n.id) AS read_count
    FROM notices n WHERE n.society_id = :society AND n.id = ?)",
                             id));
}

std::optional<Stored> find_stored(db::SocietyReader& db, std::string_view name) {
  return first(db, db.select(R"(
    SELECT n.id, n.name, n.title, n.body, n.shown_from, n.shown_until, n.audience, n.sex, n.age_from, n.age_to,
           n.is_listed, n.mails, n.published_at, n.changed_at, n.withdrawn_at,
           (SELECT COUNT(r.member_id) FROM notice_reads r
            WHERE r.society_id = n.society_id AND r.notice_id = n.id) AS read_count
    FROM notices n WHERE n.society_id = :society AND n.name = ?)",
                             name));
}

HeadCount head_count(db::SocietyReader& db, NoticeId id) {
  auto rows = db.select(db::joined<R"(
    SELECT COUNT(m.id) AS all_count, COUNT(IF(m.relation = '本人', 1, NULL)) AS principals,
           COUNT(IF(m.sex = 'm', 1, NULL)) AS men, COUNT(c.id) AS with_account
    FROM notices n
    JOIN members m ON m.society_id = n.society_id
    LEFT JOIN accounts c ON c.society_id = m.society_id AND c.member_id = m.id
    WHERE n.society_id = :society AND n.id = ? AND )",
                                   addressed>,
                        id);
  rows.next();
  HeadCount count{rows.get<int>("all_count"),   rows.get<int>("principals"), 0, rows.get<int>("men"), 0,
                  rows.get<int>("with_account")};
  count.dependents = count.all - count.principals;
  count.women = count.all - count.men;
  return count;
}

}  // namespace portal::notices
