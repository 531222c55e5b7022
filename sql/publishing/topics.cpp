#include "sql/publishing/topics.hpp"

#include "base/limits.hpp"

namespace portal::topics {
namespace {

std::optional<Stored> first(db::Rows rows) {
  if (!rows.next()) return {};
  return articles::read_stored<TopicId>(rows);
}

}  // namespace

std::vector<Line> shown_to_all(db::KeptReader db, Date today) {
  auto rows = db.select(R"(
    SELECT t.id, t.title, t.shown_from FROM topics t
    WHERE t.society_id = :society AND t.withdrawn_at IS NULL AND t.shown_from <= ? AND t.shown_until >= ?
    ORDER BY t.shown_from DESC, t.id DESC LIMIT ?)",
                        today, today, limits::articles_shown_max);
  std::vector<Line> lines;
  while (rows.next())
    lines.push_back({rows.get<TopicId>("id"), rows.get<std::string>("title"), rows.get<Date>("shown_from")});
  return lines;
}

std::optional<articles::Text> find(db::SocietyReader& db, TopicId id, std::optional<Date> left_on, Date today) {
  auto rows = db.select(R"(
    SELECT t.name, t.title, t.body, t.shown_from, t.shown_until
    FROM topics t
    WHERE t.society_id = :society AND t.id = ? AND t.withdrawn_at IS NULL AND t.shown_from <= ? AND t.shown_until >= ?
      AND t.shown_from < COALESCE(?, '9999-12-31'))",
                        id, today, today, left_on);
  if (!rows.next()) return {};
  return articles::read_text(rows);
}

articles::Published<TopicId> publish(db::SocietyDatabase& db, const articles::Text& topic, Timestamp now) {
  const Date until = topic.until.value_or(articles::no_end);
  const auto stored = find_stored(db, topic.name);
  if (!stored)
    return {db.insert<TopicId>(R"(
      INSERT INTO topics (society_id, name, title, body, shown_from, shown_until, published_at, changed_at)
      VALUES (:society, ?, ?, ?, ?, ?, ?, ?))",
                               topic.name, topic.title, topic.body, topic.from, until, now, now),
            articles::Change::added};
  const articles::Text& before = *stored;
  if (before == topic && !stored->withdrawn_at) return {stored->id, articles::Change::unchanged};
  db.execute(R"(
    UPDATE topics SET title = ?, body = ?, shown_from = ?, shown_until = ?, changed_at = ?, withdrawn_at = NULL
    WHERE society_id = :society AND id = ?)",
             topic.title, topic.body, topic.from, until, now, stored->id);
  return {stored->id, articles::Change::changed};
}

bool withdraw(db::SocietyDatabase& db, TopicId id, Timestamp now) {
  return db.execute(
             "UPDATE topics SET withdrawn_at = ? WHERE society_id = :society AND id = ? AND withdrawn_at IS NULL", now,
             id) == 1;
}

std::vector<Stored> latest(db::SocietyReader& db, int count_max) {
  auto rows = db.select(R"(
    SELECT id, name, title, body, shown_from, shown_until, published_at, changed_at, withdrawn_at
    FROM topics WHERE society_id = :society ORDER BY id DESC LIMIT ?)",
                        count_max);
  std::vector<Stored> found;
  while (rows.next()) found.push_back(articles::read_stored<TopicId>(rows));
  return found;
}

std::optional<Stored> find_stored(db::SocietyReader& db, TopicId id) {
  return first(db.select(R"(
    SELECT id, name, title, body, shown_from, shown_until, published_at, changed_at, withdrawn_at
    FROM topics WHERE society_id = :society AND id = ?)",
                         id));
}

std::optional<Stored> find_stored(db::SocietyReader& db, std::string_view name) {
  return first(db.select(R"(
    SELECT id, name, title, body, shown_from, shown_until, published_at, changed_at, withdrawn_at
    FROM topics WHERE society_id = :society AND name = ?)",
                         name));
}

}  // namespace portal::topics
