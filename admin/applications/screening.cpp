#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/publishing/article.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "domain/applications/screening_import.hpp"
#include "domain/applications/screening_words.hpp"

namespace portal::admin {
namespace {

using articles::Change;
using screening_import::Result;

using Arrived = import_kinds::Arrived<screening_import::Screenings>;

std::string url_of(const SocietyCall& call, const screenings::Rule& rule, ProgrammeId id) {
  return fmt::format("{}/{}/screenings/{}{}", call.config.origin, call.society.slug, rule.women_only ? "women/" : "",
                     number(id));
}

std::vector<std::filesystem::path> the_files(const Arguments& arguments) {
  std::vector<std::filesystem::path> files;
  for (const std::string& name : arguments.all("FILE")) files.push_back(the_file(name));
  if (files.empty()) throw Failure(Exit::usage, "FILE is missing: one programme as TOML, or several");
  return files;
}

void say_figures(const SocietyCall& call, const screenings::Programme& programme, const Result& result) {
  const auto today = calendar::date_in_japan(call.now);
  const auto reach = screening_import::reach(call.db, programme, today);
  fmt::print("対象の人数　{}人（被保険者{}人、被扶養者{}人。女性{}人、男性{}人。うち利用登録が済んでいる人{}人）\n",
             reach.all, reach.principals, reach.all - reach.principals, reach.women, reach.all - reach.women,
             reach.with_account);
  if (reach.all == 0) fmt::print("注意：対象の人がいません。\n");
  if (result.taken > 0) fmt::print("申込　　　　{}人\n", result.taken);
  if (today > programme.closes_on) fmt::print("注意：受付の最後の日が過ぎています。だれも申し込めません。\n");
}

void say_what_changes(const Result& result) {
  for (const auto& [label, before, after] : result.differences)
    fmt::print("変更　　　　{}：{} → {}\n", label, before, after);
  if (!result.differences.empty())
    fmt::print("注意：いま申し込みの途中の人には、内容が変わったことを伝え、もう一度確かめてもらいます。\n");
  if (!result.differences.empty() && result.taken > 0)
    fmt::print(
        "注意：すでに申し込んだ{}人の費用と同意の内容は、申し込んだときのままです。必要なら、お知らせしてください。\n",
        result.taken);
}

void say(const SocietyCall& call, const Arrived& arrived, const Result& result) {
  const screenings::Programme& programme = arrived.content.programme;
  const char* what = result.change == Change::added     ? "新しい検診"
                     : result.change == Change::changed ? "案内中の検診を変更"
                                                        : "案内中のものと同じ（変わりません）";
  fmt::print("{}　{}\n", programme.name, what);
  for (const auto& [label, text] : screening_import::facts(programme))
    if (label != "案内" && label != "同意") fmt::print("  {}：{}\n", label, text);
  say_what_changes(result);
  say_figures(call, programme, result);
  say_article_doubts(arrived.file, arrived.content.doubts);
  fmt::print("{}\n\n", url_of(call, programme, result.id));
}

screenings::Stored the_programme(const SocietyCall& call) {
  return the_article<ProgrammeId>(call.arguments, "PROGRAMME", "portalctl screening list shows them",
                                  [&call](auto which) { return screenings::find_stored(call.db, which); });
}

std::string state_of(const screenings::Stored& one, screenings::Date today) {
  if (one.withdrawn_at) return "withdrawn";
  if (today < one.opens_on) return "future";
  if (today > one.closes_on) return "closed";
  return one.capacity && one.taken >= *one.capacity ? "full" : "open";
}

Cell capacity_of(const screenings::Stored& one) {
  return one.capacity ? Cell{static_cast<std::int64_t>(*one.capacity)} : Cell{};
}

}  // namespace

// All files together: a clerk sees every fault of all of them before any is offered.
Exit screening_import(const Changing<SocietyCall>& call) {
  std::vector<Arrived> arrived;
  for (const auto& file : the_files(call.arguments)) arrived.emplace_back(file);
  import_kinds::publish<screening_import::Screenings>(scene_of(call), call.database, arrived, call.applies);
  Exit worst = Exit::good;
  bool changes = false;
  for (const Arrived& one : arrived) {
    if (one.result)
      say(call, one, *one.result);
    else
      worst = say_article_faults(one.file, one.content.faults);
    changes = changes || (one.result && one.result->change != Change::unchanged);
  }
  if (worst != Exit::good) return worst;
  fmt::print("{}\n", !changes       ? "変わったところがないので、何も変えていません。"
                     : call.applies ? "案内しました。"
                                    : "まだ何も変えていません。案内するには --apply を付けてください。");
  return Exit::good;
}

Exit screening_list(const SocietyCall& call) {
  constexpr int most = 10'000;
  constexpr int ordinary = 100;
  Table table({"id", "name", "title", "fiscal_year", "from", "until", "state", "taken", "capacity", "women_only"});
  const auto today = calendar::date_in_japan(call.now);
  for (const auto& one :
       screenings::latest(call.db, call.arguments.integer_if_given("--last", 1, most).value_or(ordinary)))
    table.add({number(one.id), one.name, one.title, static_cast<std::int64_t>(one.fiscal_year), to_sql(one.opens_on),
               to_sql(one.closes_on), state_of(one, today), static_cast<std::int64_t>(one.taken), capacity_of(one),
               one.women_only});
  table.print(call.json);
  return Exit::good;
}

Exit screening_show(const SocietyCall& call) {
  const auto one = the_programme(call);
  const auto today = calendar::date_in_japan(call.now);
  const auto integer = [](std::int64_t value) { return Cell{value}; };
  Table table({"id",          "name",   "title",          "url",   "state",   "fiscal_year",  "cancer",
               "items",       "whom",   "interval_years", "from",  "until",   "capacity",     "taken",
               "members",     "fee",    "no_show_fee",    "venue", "version", "published_at", "changed_at",
               "description", "consent"});
  table.add({number(one.id),
             one.name,
             one.title,
             url_of(call, one, one.id),
             state_of(one, today),
             integer(one.fiscal_year),
             one.cancer,
             fmt::format("{}", fmt::join(one.items, "、")),
             screening_words::whom(one),
             integer(one.interval_years),
             to_sql(one.opens_on),
             to_sql(one.closes_on),
             capacity_of(one),
             integer(one.taken),
             integer(screening_import::reach(call.db, one, today).all),
             integer(one.fee_yen),
             integer(one.no_show_fee_yen),
             one.venue,
             integer(one.version),
             one.published_at,
             one.changed_at,
             one.description,
             one.consent});
  table.print_first(call.json);
  return Exit::good;
}

Exit screening_withdraw(const Changing<SocietyCall>& call) {
  const auto one = the_programme(call);
  db::Transaction transaction(call.database);
  const bool changes = screening_import::withdraw(scene_of(call), one.id);
  if (changes && call.applies) transaction.commit();
  fmt::print("{} ({}): {}\n", number(one.id), one.title,
             !changes       ? "was withdrawn already"
             : call.applies ? "is withdrawn: nobody can apply for it any more"
                            : "would be withdrawn");
  if (changes && one.taken > 0)
    fmt::print("{} members have applied; they keep their applications and are not told\n", one.taken);
  return Exit::good;
}

}  // namespace portal::admin
