#include "domain/expenses/expense_sample.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/money.hpp"

namespace portal::expense_sample {
namespace {

using expense_batches::Held;
using expense_file::Line;

std::vector<MemberId> concerned(const std::deque<Line>& lines, std::span<const Replaced> replaced) {
  std::vector<MemberId> members;
  members.reserve(lines.size() + replaced.size());
  for (const Line& line : lines) members.push_back(line.member);
  for (const Replaced& line : replaced) members.push_back(line.member);
  std::ranges::sort(members);
  const auto doubles = std::ranges::unique(members);
  members.erase(doubles.begin(), doubles.end());
  return members;
}

// As far apart as they can be, from where the digest says.
std::vector<MemberId> drawn(const std::vector<MemberId>& members, const std::string& file_digest) {
  constexpr std::size_t digits = 8;
  constexpr int hexadecimal = 16;
  const std::size_t count = std::min(members.size(), limits::import_sample_members);
  const std::size_t first = std::stoul(file_digest.substr(0, digits), nullptr, hexadecimal);
  std::vector<MemberId> sample;
  for (std::size_t at = 0; at < count; ++at)
    sample.push_back(members[(first + at * members.size() / count) % members.size()]);
  return sample;
}

// A line of nothing but 0 was withdrawn by its provider: members don't see it, and the core system has none.
Held after(const Held& before, const std::deque<Line>& lines, std::span<const Replaced> replaced) {
  Held held = before;
  const auto count = [&held](MemberId member, const expenses::Amounts& amounts, int times) {
    if (member != held.member || amounts == expenses::Amounts{}) return;
    held.line_count += times;
    held.paid_at_window += std::int64_t{times} * amounts.paid_at_window;
  };
  for (const Line& line : lines) count(line.member, line.amounts, 1);
  for (const Replaced& line : replaced) count(line.member, line.amounts, -1);
  return held;
}

std::string in_words(const Held& held) {
  return fmt::format("{}件（窓口負担額の合計{}）", money::grouped(held.line_count), money::yen(held.paid_at_window));
}

}  // namespace

void add(db::SocietyReader& db, const std::deque<Line>& lines, std::span<const Replaced> replaced,
         import_kinds::Plan& plan) {
  plan.sampled = drawn(concerned(lines, replaced), plan.file_digest);
  std::vector<import_file::Outcome> sample;
  for (const Held& now : expense_batches::held(db, plan.sampled))
    sample.push_back(
        {"見本", 0, now.symbol, now.number, now.branch,
         fmt::format("医療費の明細：いま{}、取り込み後{}", in_words(now), in_words(after(now, lines, replaced)))});
  plan.outcomes.insert(plan.outcomes.begin(), std::make_move_iterator(sample.begin()),
                       std::make_move_iterator(sample.end()));
}

}  // namespace portal::expense_sample
