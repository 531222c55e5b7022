#include "domain/applications/screening_import.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/applications/eligibility.hpp"
#include "domain/applications/screening_words.hpp"

namespace portal::screening_import {
namespace {

using articles::Change;
using screenings::Programme;
using screenings::Stored;

// By what the database knows. A name kept for the next year would change what last year's applicants applied for.
void check(db::SocietyReader& db, const std::optional<Stored>& stored, screening_file::Content& content) {
  const Programme& programme = content.programme;
  const auto fail = [&content](const char* key, std::string reason, std::string remedy) {
    content.faults.push_back({0, key, std::move(reason), std::move(remedy)});
  };
  if (stored && stored->fiscal_year != programme.fiscal_year)
    fail("fiscal_year",
         fmt::format("「{}」という名前の検診は{}のものです", programme.name,
                     screening_words::fiscal_year(stored->fiscal_year)),
         "新しい年度の検診は、別の名前のファイルにしてください");
  if (stored && programme.capacity && *programme.capacity < stored->taken)
    fail("capacity", fmt::format("いま申し込んでいる{}人より少ない数です", stored->taken),
         fmt::format("{}以上にするか、受付を終えるなら until を早めてください", stored->taken));
  const bool is_one_more = !stored || stored->withdrawn_at;
  if (is_one_more && screenings::count_of_year(db, programme.fiscal_year) >= int{limits::programmes_of_year_max})
    fail("", fmt::format("1年度に案内できる検診は{}件までです", limits::programmes_of_year_max),
         "使わない検診を screening withdraw で取り下げてください");
}

std::vector<Difference> compared(const Programme& before, const Programme& after) {
  const auto old_facts = facts(before), new_facts = facts(after);
  std::vector<Difference> found;
  for (std::size_t at = 0; at < new_facts.size(); ++at)
    if (old_facts[at].text != new_facts[at].text)
      found.push_back({new_facts[at].label, old_facts[at].text, new_facts[at].text});
  return found;
}

}  // namespace

Reach reach(db::SocietyReader& db, const screenings::Rule& rule, screenings::Date today) {
  constexpr std::size_t at_once = 10'000;
  const auto day = std::clamp(today, rule.opens_on, rule.closes_on);
  Reach reach;
  for (MemberId last{0};;) {
    const auto people = screenings::people(db, last, at_once);
    for (const screenings::Insured& one : people) {
      const eligibility::Person person{one.birth_date, one.sex, one.is_principal, one.enrolled_on, one.left_on};
      if (!eligibility::judge_person(person, rule, day).may_apply()) continue;
      ++reach.all;
      reach.principals += one.is_principal ? 1 : 0;
      reach.women += one.sex == 'f' ? 1 : 0;
      reach.with_account += one.has_account ? 1 : 0;
    }
    if (people.size() < at_once) return reach;
    last = people.back().id;
  }
}

// Every fact that a programme can have, in one order, so that two of them can be compared.
std::vector<Fact> facts(const Programme& programme) {
  const auto or_none = [](const std::string& text) { return text.empty() ? std::string("なし") : text; };
  return {{"題名", programme.title},
          {"年度", screening_words::fiscal_year(programme.fiscal_year)},
          {"がん", programme.cancer},
          {"検査", fmt::format("{}{}", fmt::join(programme.items, "、"),
                               programme.items.size() < 2 ? ""
                               : programme.several_items  ? "（いくつでも選べる）"
                                                          : "（1つを選ぶ）")},
          {"対象", screening_words::whom(programme)},
          {"間隔", programme.interval_years == 0 ? "きまりなし" : fmt::format("{}年度に1回", programme.interval_years)},
          {"受付", screening_words::window(programme)},
          {"定員", programme.capacity ? fmt::format("{}人", *programme.capacity) : "なし"},
          {"費用", screening_words::fee(programme.fee_yen)},
          {"無断欠席", programme.no_show_fee_yen == 0 ? "なし" : screening_words::fee(programme.no_show_fee_yen)},
          {"会場", or_none(programme.venue)},
          {"案内", or_none(programme.description)},
          {"同意", programme.consent}};
}

std::optional<Result> take_in(const Scene& scene, screening_file::Content& content) {
  if (!content.faults.empty()) return {};
  const Programme& programme = content.programme;
  const auto stored = screenings::find_for_change(scene.db, programme.name);
  check(scene.db, stored, content);
  if (!content.faults.empty()) return {};
  if (!stored) {
    const ProgrammeId id = screenings::add(scene.db, programme, scene.now);
    record(scene, audit::Event::screening_published, {.object = id});
    return Result{id, Change::added, {}, 0};
  }
  const Programme& before = *stored;
  if (before == programme && !stored->withdrawn_at) return Result{stored->id, Change::unchanged, {}, stored->taken};
  screenings::change(scene.db, stored->id, programme, scene.now);
  record(scene, audit::Event::screening_changed, {.object = stored->id});
  return Result{stored->id, Change::changed, compared(before, programme), stored->taken};
}

bool withdraw(const Scene& scene, ProgrammeId id) {
  if (!screenings::withdraw(scene.db, id, scene.now)) return false;
  record(scene, audit::Event::screening_withdrawn, {.object = id});
  return true;
}

}  // namespace portal::screening_import
