#include "domain/imports/import_kinds.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/money.hpp"
#include "domain/applications/application_results.hpp"
#include "domain/applications/screening_import.hpp"
#include "domain/documents/document_import.hpp"
#include "domain/expenses/expense_import.hpp"
#include "domain/imports/member_import.hpp"
#include "domain/publishing/publication.hpp"

namespace portal::import_kinds {
namespace {

constexpr std::array<Kind, 8> known{{
    kind_of<member_import::Roster>(),
    kind_of<member_import::Members>(),
    kind_of<expense_import::Expenses>(),
    kind_of<document_import::Documents>(),
    kind_of<application_results::Results>(),
    kind_of<publication::Notices>(),
    kind_of<publication::Topics>(),
    kind_of<screening_import::Screenings>(),
}};

import_file::Outcome about_all(const char* kind, std::string what) { return {kind, 0, "", "", "", std::move(what)}; }

std::string grouped(std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); }

std::string in_words(const imports::Counts& counts) {
  return fmt::format("追加{}、変更{}、変更なし{}、資格喪失{}", grouped(counts.added), grouped(counts.changed),
                     grouped(counts.unchanged), grouped(counts.ended));
}

void take_over(Taken& taken, Plan& plan) {
  taken.counts = plan.counts;
  taken.odd_count = plan.odd_count;
  if (plan.odd_count > 0)
    taken.report.push_back(
        about_all("確認", fmt::format("確かめてほしいところが{}件あります", grouped(plan.odd_count))));
  for (std::string& notice : plan.notices) taken.report.push_back(about_all("注意", std::move(notice)));
  taken.report.insert(taken.report.end(), std::make_move_iterator(plan.outcomes.begin()),
                      std::make_move_iterator(plan.outcomes.end()));
}

}  // namespace

void record_sample(const Scene& scene, const Plan& plan) {
  std::vector<audit::About> seen;
  for (const MemberId member : plan.sampled) seen.push_back({.member = member});
  audit::write(scene.db, audit::Event::staff_import_sampled, seen, scene.origin, scene.now);
}

Taken refused(std::size_t line, std::string reason, std::string remedy) {
  return {.verdict = Verdict::refused, .faults = {{line, "", std::move(reason), std::move(remedy)}}};
}

Taken report_of(const imports::Import& before) {
  return {.verdict = Verdict::taken_already,
          .import = before.id,
          .applied_at = before.applied_at,
          .report = {about_all(
              "取り込み済み",
              fmt::format("{}（取込番号{}）", calendar::japanese_date_time(before.applied_at), number(before.id)))}};
}

Taken report_of(ImportId import, Plan& plan) {
  Taken taken{.verdict = Verdict::taken_in, .import = import};
  taken.report.push_back(about_all("取り込み", fmt::format("取込番号{}：{}", number(import), in_words(plan.counts))));
  take_over(taken, plan);
  return taken;
}

Taken report_of_unchanged(db::SocietyReader& db, std::string_view kind, Plan& plan) {
  Taken taken{.verdict = Verdict::taken_already};
  std::string before;
  if (const auto same = imports::latest_of(db, kind, plan.file_digest)) {
    taken.import = same->id;
    taken.applied_at = same->applied_at;
    before = fmt::format("（前回は{}、取込番号{}）", calendar::japanese_date_time(same->applied_at), number(same->id));
  }
  taken.report.push_back(about_all("変更なし", fmt::format("すべて取り込み済みです{}", before)));
  take_over(taken, plan);
  return taken;
}

std::optional<Taken> refused_as_odd(const Order& order, const Plan& plan) {
  constexpr std::size_t all_percent = 100;
  const imports::Counts& counts = plan.counts;
  const std::size_t lines = counts.added + counts.changed + counts.unchanged + counts.ended;
  if (!order.odd_percent_max || *order.odd_percent_max == all_percent) return {};
  if (plan.odd_count * all_percent <= lines * static_cast<std::size_t>(*order.odd_percent_max)) return {};
  Taken taken = refused(0,
                        fmt::format("確認が必要なところが{}件あり、{}行の{}%を超えます。何も取り込んでいません",
                                    grouped(plan.odd_count), grouped(lines), *order.odd_percent_max),
                        "次の行を確かめて直し、置き直してください。正しいときは、システムの担当者に portalctl での取り"
                        "込みを頼んでください");
  for (const import_file::Outcome& one : plan.outcomes)
    if (one.kind == std::string_view("確認")) taken.faults.push_back({one.line, "", "確認：" + one.what, ""});
  taken.odd_count = plan.odd_count;
  return taken;
}

Verdict verdict_of(articles::Change change, bool applies) {
  if (change == articles::Change::unchanged) return Verdict::taken_already;
  return applies ? Verdict::taken_in : Verdict::would_be_taken_in;
}

Taken report_of(articles::Change change, bool applies, const std::string& what) {
  const Verdict verdict = verdict_of(change, applies);
  const char* done = change == articles::Change::added     ? "新しく掲載しました"
                     : change == articles::Change::changed ? "掲載済みのものを変更しました"
                                                           : "掲載済みのものと同じです";
  return {.verdict = verdict,
          .report = {about_all(verdict == Verdict::taken_already ? "取り込み済み" : "掲載",
                               fmt::format("{}：{}", done, what))}};
}

std::span<const Kind> kinds() { return known; }

const Kind* find(std::string_view name) {
  const auto* const found = std::ranges::find(known, name, &Kind::name);
  return found == known.end() ? nullptr : &*found;
}

}  // namespace portal::import_kinds
