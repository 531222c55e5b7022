#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/publishing/article.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "domain/publishing/publication.hpp"
#include "sql/publishing/topics.hpp"

namespace portal::admin {
namespace {

constexpr const char* where_to_look = "portalctl topic list shows them";

}  // namespace

Exit topic_publish(const Changing<SocietyCall>& call) {
  import_kinds::Arrived<publication::Topics> arrived(the_file(call.arguments.text("FILE")));
  import_kinds::publish<publication::Topics>(scene_of(call), call.database, {&arrived, 1}, call.applies);
  if (!arrived.result) return say_article_faults(arrived.file, arrived.content.faults);
  const auto& [id, change] = arrived.result->published;
  say_article(arrived.result->topic, change, calendar::date_in_japan(call.now));
  say_article_doubts(arrived.file, arrived.content.doubts);
  say_published(import_kinds::verdict_of(change, call.applies),
                fmt::format("{}/{}/topics/{}", call.config.origin, call.society.slug, number(id)));
  return Exit::good;
}

Exit topic_list(const SocietyCall& call) {
  constexpr int most = 10'000;
  constexpr int ordinary = 100;
  Table table({"id", "name", "title", "from", "until", "state"});
  const auto today = calendar::date_in_japan(call.now);
  for (const auto& one : topics::latest(call.db, call.arguments.integer_if_given("--last", 1, most).value_or(ordinary)))
    table.add({number(one.id), one.name, one.title, to_sql(one.from), day_cell(one.until),
               article_state(one, one.withdrawn_at, today)});
  table.print(call.json);
  return Exit::good;
}

Exit topic_withdraw(const Changing<SocietyCall>& call) {
  const auto topic = the_article<TopicId>(call.arguments, "TOPIC", where_to_look,
                                          [&call](auto which) { return topics::find_stored(call.db, which); });
  db::Transaction transaction(call.database);
  const bool changes = publication::withdraw_topic(scene_of(call), topic.id);
  if (changes && call.applies) transaction.commit();
  fmt::print("{} ({}): {}\n", number(topic.id), topic.title,
             !changes       ? "was withdrawn already"
             : call.applies ? "is withdrawn: no member sees it from the next page on"
                            : "would be withdrawn");
  return Exit::good;
}

}  // namespace portal::admin
