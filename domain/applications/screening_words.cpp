#include "domain/applications/screening_words.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "domain/applications/receipt_number.hpp"

namespace portal::screening_words {
namespace {

using calendar::japanese_date;
using eligibility::Date;
using eligibility::Reason;
using screenings::AgeCounted;
using screenings::Offer;
using screenings::Rule;
using screenings::Who;

std::string ages(const Rule& rule) {
  if (rule.age_from && rule.age_from == rule.age_to) return fmt::format("{}歳", *rule.age_from);
  std::string said;
  if (rule.age_from) said += fmt::format("{}歳以上", *rule.age_from);
  if (rule.age_to) said += fmt::format("{}歳以下", *rule.age_to);
  return said;
}

std::string too_young(const Offer& offer, Date from) {
  const Rule& rule = offer.rule;
  std::string said = fmt::format("対象は{}の方です（{}）。", ages(rule), age_counted(rule));
  if (rule.age_counted != AgeCounted::on_the_day)
    return said + fmt::format("{}（{}年度）から対象になります。", fiscal_year(eligibility::fiscal_year_of(from)),
                              eligibility::fiscal_year_of(from));
  said += fmt::format("{}歳になるのは{}です。", *rule.age_from, japanese_date(from));
  return said + (from <= rule.closes_on ? "その日から申し込めます。" : "今回の受付には間に合いません。");
}

std::string too_soon(const Offer& offer, Date from) {
  return fmt::format("{}検診は{}年度に1回です。{}に申込みがあるため、次に申し込めるのは{}です。", offer.rule.cancer,
                     offer.rule.interval_years, fiscal_year(*offer.last_year),
                     fiscal_year(eligibility::fiscal_year_of(from)));
}

// 11月30日: on a tile, where the year is understood.
std::string short_date(Date day) {
  return fmt::format("{}月{}日", static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::size_t count(const std::vector<const Judged*>& all, Reason reason) {
  return static_cast<std::size_t>(
      std::ranges::count_if(all, [reason](const Judged* one) { return one->verdict.reason == reason; }));
}

// The earliest of the days of those with that verdict; there is one.
template <class Day>
Date earliest(const std::vector<const Judged*>& all, Reason reason, Day day) {
  Date found = std::chrono::year{9999} / 12 / 31;
  for (const Judged* one : all)
    if (one->verdict.reason == reason) found = std::min(found, day(*one));
  return found;
}

std::string without_open_ones(const std::vector<const Judged*>& all) {
  if (all.empty()) return "今年度の検診の案内は、まだありません。";
  if (count(all, Reason::not_open) > 0)
    return fmt::format(
        "受付は{}からです。",
        short_date(earliest(all, Reason::not_open, [](const Judged& one) { return one.offer.rule.opens_on; })));
  if (count(all, Reason::full) > 0) return "定員に達したため、受付を止めています。";
  if (count(all, Reason::closed) > 0) return "今年度の受付は終わりました。";
  return "いま申し込める検診はありません。";
}

}  // namespace

std::string fiscal_year(int year) { return calendar::japanese_year(year) + "度"; }

std::string age_counted(const Rule& rule) {
  if (rule.age_counted == AgeCounted::on_the_day) return "申し込む日の年齢";
  const Date day = rule.age_counted == AgeCounted::april_first ? eligibility::first_day_of(rule.fiscal_year)
                                                               : eligibility::last_day_of(rule.fiscal_year);
  return japanese_date(day) + "の年齢";
}

std::string whom(const Rule& rule) {
  std::vector<std::string> said;
  if (rule.age_from || rule.age_to) said.push_back(fmt::format("{}（{}）", ages(rule), age_counted(rule)));
  if (rule.who != Who::all) said.emplace_back(rule.who == Who::principals ? "被保険者" : "被扶養者");
  if (rule.women_only) said.emplace_back("女性");
  if (rule.enrolled_on) said.push_back(fmt::format("{}に加入していた方", japanese_date(*rule.enrolled_on)));
  return said.empty() ? "加入者の方" : fmt::format("{}", fmt::join(said, "、"));
}

std::string window(const Rule& rule) {
  return fmt::format("{}から{}まで", japanese_date(rule.opens_on), japanese_date(rule.closes_on));
}

std::string fee(std::int64_t yen) { return yen == 0 ? "無料" : money::yen(yen); }

std::string why_not(const Offer& offer, const eligibility::Verdict& verdict) {
  const Rule& rule = offer.rule;
  switch (verdict.reason) {
    case Reason::may_apply:
      return "";
    case Reason::applied:
      return fmt::format("受付番号 {} で受け付けています。",
                         receipt_number::of(applications::Kind::screening, *offer.applied));
    case Reason::left:
      return "資格を喪失しているため、申し込めません。";
    case Reason::for_women:
      return "女性の方が対象の検診です。";
    case Reason::for_principals:
      return "被保険者の方が対象の検診です。";
    case Reason::for_dependents:
      return "被扶養者の方が対象の検診です。";
    case Reason::not_enrolled_then:
      return fmt::format("{}に加入していた方が対象の検診です。", japanese_date(*rule.enrolled_on));
    case Reason::too_young:
      return too_young(offer, *verdict.from);
    case Reason::too_old:
      return fmt::format("対象は{}の方です（{}）。", ages(rule), age_counted(rule));
    case Reason::interval:
      return too_soon(offer, *verdict.from);
    case Reason::not_open:
      return fmt::format("受付は{}からです。", japanese_date(*verdict.from));
    case Reason::closed:
      return fmt::format("受付は{}で終わりました。", japanese_date(rule.closes_on));
    case Reason::full:
      return "定員に達しました。取消が出たときは、また申し込めるようになります。";
  }
  return "";
}

std::string tile(std::span<const Judged> judged, bool of_women_only) {
  std::vector<const Judged*> all;
  for (const Judged& one : judged)
    if (one.offer.rule.women_only == of_women_only) all.push_back(&one);
  const std::size_t applied = count(all, Reason::applied);
  const std::string before = applied > 0 ? fmt::format("申込み済みが{}件あります。", applied) : "";
  if (count(all, Reason::may_apply) == 0) return applied > 0 ? before : without_open_ones(all);
  const Date end = earliest(all, Reason::may_apply, [](const Judged& one) { return one.offer.rule.closes_on; });
  return fmt::format("{}まで受付中。{}", short_date(end), before);
}

}  // namespace portal::screening_words
