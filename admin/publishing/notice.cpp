#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/publishing/article.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "domain/publishing/publication.hpp"
#include "sql/publishing/topics.hpp"

namespace portal::admin {
namespace {

using notices::Audience;

constexpr const char* where_to_look = "portalctl notice list shows them";

// As the clerk reads it: 被保険者、女、40歳から74歳、番号の一覧（12人）.
std::string in_words(const Audience& audience) {
  std::vector<std::string> said;
  if (audience.who == Audience::Who::principals) said.emplace_back("被保険者");
  if (audience.who == Audience::Who::dependents) said.emplace_back("被扶養者");
  if (audience.sex) said.emplace_back(*audience.sex == 'm' ? "男" : "女");
  const std::string from = audience.age_from ? fmt::format("{}歳から", *audience.age_from) : "";
  const std::string to = audience.age_to ? fmt::format("{}歳まで", *audience.age_to) : "";
  if (!from.empty() || !to.empty()) said.push_back(from + to + "（掲載の最初の日の年齢）");
  if (audience.members) said.push_back(fmt::format("番号の一覧の{}人", audience.members->size()));
  return said.empty() ? "全員" : fmt::format("{}", fmt::join(said, "、"));
}

const char* mail_in_words(const publication::NoticeResult& result) {
  if (!result.notice.mails) return "送りません";
  if (result.published.change != articles::Change::added)
    return "変更は、新着のお知らせになりません（知らせるときは、別の名前で掲載してください）";
  return "掲載の最初の日から、新着のお知らせのメールが届きます（先に開いた人を除き、1人に1日1通まで）";
}

void say_reach(const publication::NoticeResult& result) {
  const notices::HeadCount& count = result.head_count;
  fmt::print("対象　　　{}\n", in_words(result.notice.audience));
  fmt::print("人数　　　{}人（被保険者{}人、被扶養者{}人。男{}人、女{}人）\n", count.all, count.principals,
             count.dependents, count.men, count.women);
  fmt::print("　　　　　うち利用登録が済んでいる人　{}人\n", count.with_account);
  if (count.all == 0) fmt::print("注意：対象の人がいません。\n");
  fmt::print("メール　　{}\n", mail_in_words(result));
}

std::string url_of(const SocietyCall& call, NoticeId id) {
  return fmt::format("{}/{}/notices/{}", call.config.origin, call.society.slug, number(id));
}

// principals f 40-74 listed
std::string short_form(const Audience& audience) {
  std::string text = audience.who == Audience::Who::all          ? "all"
                     : audience.who == Audience::Who::principals ? "principals"
                                                                 : "dependents";
  const auto age = [](const std::optional<int>& years) { return years ? std::to_string(*years) : std::string(); };
  if (audience.sex) text += std::string(" ") + *audience.sex;
  if (audience.age_from || audience.age_to) text += " " + age(audience.age_from) + "-" + age(audience.age_to);
  return audience.members ? text + " listed" : text;
}

notices::Stored the_notice(const SocietyCall& call) {
  return the_article<NoticeId>(call.arguments, "NOTICE", where_to_look,
                               [&call](auto which) { return notices::find_stored(call.db, which); });
}

}  // namespace

Exit notice_publish(const Changing<SocietyCall>& call) {
  import_kinds::Arrived<publication::Notices> arrived(the_file(call.arguments.text("FILE")));
  import_kinds::publish<publication::Notices>(scene_of(call), call.database, {&arrived, 1}, call.applies);
  if (!arrived.result) return say_article_faults(arrived.file, arrived.content.faults);
  const auto& [id, change] = arrived.result->published;
  say_article(arrived.result->notice, change, calendar::date_in_japan(call.now));
  say_reach(*arrived.result);
  say_article_doubts(arrived.file, arrived.content.doubts);
  say_published(import_kinds::verdict_of(change, call.applies), url_of(call, id));
  return Exit::good;
}

Exit notice_list(const SocietyCall& call) {
  constexpr int most = 10'000;
  constexpr int ordinary = 100;
  Table table({"id", "name", "title", "from", "until", "state", "audience", "mail", "read"});
  const auto today = calendar::date_in_japan(call.now);
  for (const auto& one :
       notices::latest(call.db, call.arguments.integer_if_given("--last", 1, most).value_or(ordinary)))
    table.add({number(one.id), one.name, one.title, to_sql(one.from), day_cell(one.until),
               article_state(one, one.withdrawn_at, today), short_form(one.audience), one.mails,
               static_cast<std::int64_t>(one.read_count)});
  table.print(call.json);
  return Exit::good;
}

Exit notice_show(const SocietyCall& call) {
  const auto notice = the_notice(call);
  const auto count = notices::head_count(call.db, notice.id);
  const auto integer = [](int value) { return Cell{static_cast<std::int64_t>(value)}; };
  Table table({"id", "name", "title", "url", "from", "until", "state", "audience", "members", "with_account", "read",
               "mail", "published_at", "changed_at", "body"});
  table.add({number(notice.id), notice.name, notice.title, url_of(call, notice.id), to_sql(notice.from),
             day_cell(notice.until), article_state(notice, notice.withdrawn_at, calendar::date_in_japan(call.now)),
             short_form(notice.audience), integer(count.all), integer(count.with_account), integer(notice.read_count),
             notice.mails, notice.published_at, notice.changed_at, notice.body});
  table.print_first(call.json);
  return Exit::good;
}

Exit notice_withdraw(const Changing<SocietyCall>& call) {
  const auto notice = the_notice(call);
  db::Transaction transaction(call.database);
  const bool changes = publication::withdraw_notice(scene_of(call), notice.id);
  if (changes && call.applies) transaction.commit();
  fmt::print("{} ({}): {}\n", number(notice.id), notice.title,
             !changes       ? "was withdrawn already"
             : call.applies ? "is withdrawn: no member sees it from the next page on"
                            : "would be withdrawn");
  return Exit::good;
}

}  // namespace portal::admin
