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

std::string in_words(const imports::Counts& counts) {
  const auto grouped = [](std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); };
  return fmt::format("追加{}、変更{}、変更なし{}、資格喪失{}", grouped(counts.added), grouped(counts.changed),
                     grouped(counts.unchanged), grouped(counts.ended));
}

}  // namespace

Taken refused(std::size_t line, std::string reason, std::string remedy) {
  return {.verdict = Verdict::refused, .faults = {{line, "", std::move(reason), std::move(remedy)}}};
}

std::optional<imports::Import> taken_already(db::SocietyReader& db, std::string_view kind, const Plan& plan) {
  return imports::find_by_digest(db, kind, plan.file_digest);
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
  for (std::string& notice : plan.notices) taken.report.push_back(about_all("注意", std::move(notice)));
  taken.report.insert(taken.report.end(), std::make_move_iterator(plan.outcomes.begin()),
                      std::make_move_iterator(plan.outcomes.end()));
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
