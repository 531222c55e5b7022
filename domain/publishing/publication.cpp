#include "domain/publishing/publication.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "sql/audit/audit.hpp"

namespace portal::publication {
namespace {

using articles::Change;
using audit::Event;

void record(db::SocietyDatabase& db, audit::Event event, audit::Object object, const std::string& operator_name,
            Timestamp now) {
  audit::write(db, event, {.object = object}, {.operator_name = operator_name}, now);
}

void look_up_members(db::SocietyDatabase& db, article_file::Content& content) {
  if (!content.numbers) return;
  const auto& wanted = *content.numbers;
  const std::vector<member_roster::Number> numbers(wanted.begin(), wanted.end());
  const auto found = member_roster::find_all(db, numbers);
  auto& members = content.audience.members.emplace();
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (found[at])
      members.push_back(*found[at]);
    else
      content.faults.push_back(
          {wanted[at].line, "numbers",
           fmt::format("{}の加入者はいません",
                       member_roster::written(wanted[at].symbol, wanted[at].number, wanted[at].branch)),
           "番号を確かめてください"});
  }
  std::ranges::sort(members);
  const auto doubled = std::ranges::unique(members);
  members.erase(doubled.begin(), doubled.end());
}

// Without a first day in the file: the one it has had, or today.
template <class Stored>
articles::Text text_of(const article_file::Content& content, const std::optional<Stored>& stored, Timestamp now) {
  const auto otherwise = stored ? stored->from : calendar::date_in_japan(now);
  return {content.name, content.title, content.body, content.from.value_or(otherwise), content.until};
}

}  // namespace

std::optional<NoticeResult> publish_notice(db::SocietyDatabase& db, article_file::Content& content,
                                           const std::string& operator_name, Timestamp now) {
  look_up_members(db, content);
  if (!content.faults.empty()) return {};
  const auto stored = notices::find_stored(db, content.name);
  notices::Notice notice{text_of(content, stored, now), content.audience, content.mails};
  const auto published = notices::publish(db, notice, now);
  if (published.change != Change::unchanged)
    record(db, published.change == Change::added ? Event::notice_published : Event::notice_changed, published.id,
           operator_name, now);
  return NoticeResult{published, std::move(notice), notices::head_count(db, published.id)};
}

std::optional<TopicResult> publish_topic(db::SocietyDatabase& db, const article_file::Content& content,
                                         const std::string& operator_name, Timestamp now) {
  if (!content.faults.empty()) return {};
  articles::Text topic = text_of(content, topics::find_stored(db, content.name), now);
  const auto published = topics::publish(db, topic, now);
  if (published.change != Change::unchanged)
    record(db, published.change == Change::added ? Event::topic_published : Event::topic_changed, published.id,
           operator_name, now);
  return TopicResult{published, std::move(topic)};
}

bool withdraw_notice(db::SocietyDatabase& db, NoticeId id, const std::string& operator_name, Timestamp now) {
  if (!notices::withdraw(db, id, now)) return false;
  record(db, Event::notice_withdrawn, id, operator_name, now);
  return true;
}

bool withdraw_topic(db::SocietyDatabase& db, TopicId id, const std::string& operator_name, Timestamp now) {
  if (!topics::withdraw(db, id, now)) return false;
  record(db, Event::topic_withdrawn, id, operator_name, now);
  return true;
}

}  // namespace portal::publication
