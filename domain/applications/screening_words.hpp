#pragma once
#include <span>
#include <string>

#include "domain/applications/eligibility.hpp"

// What pages and portalctl say of screenings, in the same words.
namespace portal::screening_words {

// 令和8年度.
std::string fiscal_year(int year);

// 35歳以上74歳以下（令和9年（2027年）3月31日の年齢）、被保険者、女性; 加入者の方 when everyone is meant.
std::string whom(const screenings::Rule& rule);
std::string age_counted(const screenings::Rule& rule);  // 令和9年（2027年）3月31日の年齢

// 令和8年（2026年）4月1日から令和8年（2026年）11月30日まで.
std::string window(const screenings::Rule& rule);
std::string fee(std::int64_t yen);  // 2,000円, 無料

// Why the member may not apply, and from when on; whole sentences. Empty for who may.
std::string why_not(const screenings::Offer& offer, const eligibility::Verdict& verdict);

// The state of all that a tile of Home leads to: 11月30日まで受付中。
struct Judged {
  screenings::Offer offer;
  eligibility::Verdict verdict;
};
std::string tile(std::span<const Judged> judged, bool of_women_only);

}  // namespace portal::screening_words
