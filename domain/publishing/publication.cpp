#include "domain/publishing/publication.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "sql/publishing/topics.hpp"

namespace portal::publication {
namespace {

using articles::Change;
using audit::Event;

void look_up_members(db::SocietyReader& db, article_file::Content& content) {
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

std::optional<NoticeResult> publish_notice(const Scene& scene, article_file::Content& content) {
  look_up_members(scene.db, content);
  if (!content.faults.empty()) return {};
  const auto stored = notices::find_stored(scene.db, content.name);
  notices::Notice notice{text_of(content, stored, scene.now), content.audience, content.mails};
  const auto published = notices::publish(scene.db, notice, scene.now);
  if (published.change != Change::unchanged)
    record(scene, published.change == Change::added ? Event::notice_published : Event::notice_changed,
           {.object = published.id});
  return NoticeResult{published, std::move(notice), notices::head_count(scene.db, published.id)};
}

std::optional<TopicResult> publish_topic(const Scene& scene, const article_file::Content& content) {
  if (!content.faults.empty()) return {};
  articles::Text topic = text_of(content, topics::find_stored(scene.db, content.name), scene.now);
  const auto published = topics::publish(scene.db, topic, scene.now);
  if (published.change != Change::unchanged)
    record(scene, published.change == Change::added ? Event::topic_published : Event::topic_changed,
           {.object = published.id});
  return TopicResult{published, std::move(topic)};
}

article_file::Content Notices::read(const std::filesystem::path& file) {
  return article_file::read(file, article_file::Kind::notice);
}

std::string Notices::in_words(const Content&, const Result& result) {
  return fmt::format("{}（対象{}人）", result.notice.title, result.head_count.all);
}

article_file::Content Topics::read(const std::filesystem::path& file) {
  return article_file::read(file, article_file::Kind::topic);
}

bool withdraw_notice(const Scene& scene, NoticeId id) {
  if (!notices::withdraw(scene.db, id, scene.now)) return false;
  record(scene, Event::notice_withdrawn, {.object = id});
  return true;
}

bool withdraw_topic(const Scene& scene, TopicId id) {
  if (!topics::withdraw(scene.db, id, scene.now)) return false;
  record(scene, Event::topic_withdrawn, {.object = id});
  return true;
}

}  // namespace portal::publication
