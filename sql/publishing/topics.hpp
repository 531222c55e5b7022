#pragma once
#include <optional>
#include <vector>

#include "sql/database.hpp"
#include "sql/publishing/articles.hpp"

// トピックス: articles for every member.
namespace portal::topics {

using articles::Date;

// What a member finds: `left_on` is the member's 資格喪失日; what came on that day or later is not for them.
struct List {
  std::vector<articles::Line<TopicId>> lines;  // newest first
  int all = 0;                                 // 0 on a page that isn't there; page 1 is the first
};
List list(db::SocietyReader& db, std::optional<Date> left_on, Date today, int page);
std::optional<articles::Text> find(db::SocietyReader& db, TopicId id, std::optional<Date> left_on, Date today);

// What staff does.
using Stored = articles::Stored<TopicId>;
articles::Published<TopicId> publish(db::SocietyDatabase& db, const articles::Text& topic, Timestamp now);
bool withdraw(db::SocietyDatabase& db, TopicId id, Timestamp now);  // false: it was withdrawn already
std::vector<Stored> latest(db::SocietyReader& db, int count_max);   // newest first
std::optional<Stored> find_stored(db::SocietyReader& db, TopicId id);
std::optional<Stored> find_stored(db::SocietyReader& db, std::string_view name);

}  // namespace portal::topics
