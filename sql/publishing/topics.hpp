#pragma once
#include <optional>
#include <vector>

#include "sql/database.hpp"
#include "sql/publishing/articles.hpp"

// トピックス: articles for every member.
namespace portal::topics {

using articles::Date;

// What a list says of those that are shown on a day, the newest first. To a member who has left, what came on that day
// or later is not: is_for() says so, as find() does. `left_on` is the member's 資格喪失日.
using Line = articles::Line<TopicId>;
std::vector<Line> shown_to_all(db::KeptReader db, Date today);
inline bool is_for(std::optional<Date> left_on, const Line& line) { return !left_on || line.from < *left_on; }
std::optional<articles::Text> find(db::SocietyReader& db, TopicId id, std::optional<Date> left_on, Date today);

// What staff does.
using Stored = articles::Stored<TopicId>;
articles::Published<TopicId> publish(db::SocietyDatabase& db, const articles::Text& topic, Timestamp now);
bool withdraw(db::SocietyDatabase& db, TopicId id, Timestamp now);  // false: it was withdrawn already
std::vector<Stored> latest(db::SocietyReader& db, int count_max);   // newest first
std::optional<Stored> find_stored(db::SocietyReader& db, TopicId id);
std::optional<Stored> find_stored(db::SocietyReader& db, std::string_view name);

}  // namespace portal::topics
