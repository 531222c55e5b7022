#include "domain/imports/import_kinds.hpp"

#include <array>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "domain/applications/application_results.hpp"
#include "domain/applications/screening_import.hpp"
#include "domain/documents/document_import.hpp"
#include "domain/expenses/expense_import.hpp"
#include "domain/imports/member_import.hpp"
#include "domain/publishing/publication.hpp"
#include "sql/publishing/topics.hpp"

namespace portal::import_kinds {
namespace {

void nobody_watches(std::size_t) {}

import_file::Meanwhile meanwhile_of(const Order& order) {
  return {.clock = [&order] { return order.database.now(); }, .progress = nobody_watches};
}

import_file::Outcome about_all(const char* kind, std::string what) { return {kind, 0, "", "", "", std::move(what)}; }

std::string in_words(const imports::Counts& counts) {
  const auto grouped = [](std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); };
  return fmt::format("追加{}、変更{}、変更なし{}、資格喪失{}", grouped(counts.added), grouped(counts.changed),
                     grouped(counts.unchanged), grouped(counts.ended));
}

Taken already(const imports::Import& before) {
  return {.verdict = Verdict::taken_already,
          .import = before.id,
          .report = {about_all(
              "取り込み済み",
              fmt::format("{}（取込番号{}）", calendar::japanese_date_time(before.applied_at), number(before.id)))}};
}

// What a command does between its plan and its --apply.
template <class Plan, class Apply>
Taken judged(Plan& plan, const std::optional<imports::Import>& before, Apply apply) {
  if (before) return already(*before);
  if (!plan.faults.empty()) return {.verdict = Verdict::refused, .faults = std::move(plan.faults)};
  Taken taken{.verdict = Verdict::taken_in, .import = apply()};
  taken.report.push_back(
      about_all("取り込み", fmt::format("取込番号{}：{}", number(*taken.import), in_words(plan.counts))));
  for (std::string& notice : plan.notices) taken.report.push_back(about_all("注意", std::move(notice)));
  taken.report.insert(taken.report.end(), std::make_move_iterator(plan.outcomes.begin()),
                      std::make_move_iterator(plan.outcomes.end()));
  return taken;
}

Taken take_in_roster(const MailScene& scene, const Order& order, bool full) {
  auto plan = member_import::plan(scene.db, order.file, full, calendar::date_in_japan(scene.now), nobody_watches);
  if (plan.faults.empty() && plan.ends_too_many(0)) plan.faults.push_back(member_import::too_many_ending(plan));
  return judged(plan, member_import::taken_already(scene.db, plan),
                [&] { return member_import::apply(scene, order.database, plan, order.file); });
}

Taken members_full(const MailScene& scene, const Order& order) { return take_in_roster(scene, order, true); }
Taken members(const MailScene& scene, const Order& order) { return take_in_roster(scene, order, false); }

Taken expenses(const MailScene& scene, const Order& order) {
  auto plan = expense_import::plan(scene.db, order.file, calendar::date_in_japan(scene.now), nobody_watches);
  return judged(plan, expense_import::taken_already(scene.db, plan),
                [&] { return expense_import::apply(scene, order.database, plan, order.file, meanwhile_of(order)); });
}

Taken documents(const MailScene& scene, const Order& order) {
  if (order.documents.empty())
    return refused(0, "書類の置き場所が決まっていません", "システムの担当者に連絡してください");
  auto plan = document_import::plan(scene.db, order.file, calendar::date_in_japan(scene.now), nobody_watches);
  return judged(plan, document_import::taken_already(scene.db, plan), [&] {
    return document_import::apply(scene, {order.database, order.documents}, plan, order.file, meanwhile_of(order));
  });
}

// An applicant may be faster than the file.
Taken results(const MailScene& scene, const Order& order) {
  auto plan = application_results::plan(scene.db, order.file);
  const auto before = application_results::taken_already(scene.db, plan);
  std::optional<ImportId> id;
  if (!before && plan.faults.empty())
    id = application_results::apply(scene, order.database, plan, order.file, nobody_watches);
  return judged(plan, before, [id] { return id.value(); });
}

Taken published(articles::Change change, const std::string& title, const std::string& reach) {
  const bool changes = change != articles::Change::unchanged;
  const char* what = change == articles::Change::added     ? "新しく掲載しました"
                     : change == articles::Change::changed ? "掲載済みのものを変更しました"
                                                           : "掲載済みのものと同じです";
  return {.verdict = changes ? Verdict::taken_in : Verdict::taken_already,
          .report = {about_all(changes ? "掲載" : "取り込み済み", fmt::format("{}：{}{}", what, title, reach))}};
}

Taken notices(const MailScene& scene, const Order& order) {
  auto content = article_file::read(order.file, article_file::Kind::notice);
  db::Transaction transaction(order.database);
  const auto result = publication::publish_notice(scene, content);
  if (!result) return {.verdict = Verdict::refused, .faults = std::move(content.faults)};
  transaction.commit();
  return published(result->published.change, result->notice.title, fmt::format("（対象{}人）", result->head_count.all));
}

Taken topics(const MailScene& scene, const Order& order) {
  auto content = article_file::read(order.file, article_file::Kind::topic);
  db::Transaction transaction(order.database);
  const auto result = publication::publish_topic(scene, content);
  if (!result) return {.verdict = Verdict::refused, .faults = std::move(content.faults)};
  transaction.commit();
  return published(result->published.change, result->topic.title, "");
}

Taken screenings(const MailScene& scene, const Order& order) {
  auto content = screening_file::read(order.file);
  db::Transaction transaction(order.database);
  const auto result = screening_import::take_in(scene, content);
  if (!result) return {.verdict = Verdict::refused, .faults = std::move(content.faults)};
  transaction.commit();
  return published(result->change, content.programme.title, "");
}

constexpr std::array<Kind, 8> known{{
    {"members-full", false, members_full},
    {"members", false, members},
    {"expenses", false, expenses},
    {"documents", true, documents},
    {"results", false, results},
    {"notices", false, notices},
    {"topics", false, topics},
    {"screenings", false, screenings},
}};

}  // namespace

Taken refused(std::size_t line, std::string reason, std::string remedy) {
  return {.verdict = Verdict::refused, .faults = {{line, "", std::move(reason), std::move(remedy)}}};
}

std::span<const Kind> kinds() { return known; }

}  // namespace portal::import_kinds
