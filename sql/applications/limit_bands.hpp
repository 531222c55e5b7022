#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

// 自己負担限度額 as a society has loaded it (portalctl limit import): words for members to read, never reckoned with.
namespace portal::limit_bands {

using Month = std::chrono::year_month;

struct Band {
  std::string age;       // 70歳未満
  std::string name;      // ア
  std::string who;       // 標準報酬月額83万円以上
  std::string amount;    // 252,600円＋（医療費－842,000円）×1%
  std::string repeated;  // 多数回該当; may be empty
  bool operator==(const Band&) const = default;
};

struct Schedule {
  std::string title;
  std::optional<Month> from, until;  // months of treatment, both included; none: no beginning, no end
  std::vector<Band> bands;           // as the file has them
  bool operator==(const Schedule&) const = default;
};

// In the order of their months; none overlap. Empty: the society has loaded none.
std::vector<Schedule> all(db::KeptReader db);

// Puts these in the place of all there were, in the caller's transaction.
void replace(db::SocietyDatabase& db, const std::vector<Schedule>& schedules);

}  // namespace portal::limit_bands
