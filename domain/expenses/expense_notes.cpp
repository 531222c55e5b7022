#include "domain/expenses/expense_notes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"

namespace portal::expenses {
namespace {

unsigned number_of(Month month) { return static_cast<unsigned>(month.month()); }

// 1～3月、7月
std::string list(const std::vector<unsigned>& months) {
  std::string text;
  for (std::size_t first = 0; first < months.size();) {
    std::size_t last = first;
    while (last + 1 < months.size() && months[last + 1] == months[last] + 1) ++last;
    text += text.empty() ? "" : "、";
    text += last == first ? fmt::format("{}月", months[first]) : fmt::format("{}～{}月", months[first], months[last]);
    first = last + 1;
  }
  return text;
}

std::string months_until(Month last) {
  return last.month() == std::chrono::January ? "1月" : fmt::format("1～{}月", number_of(last));
}

// With the year only where it is not the one that the page is about.
std::string day(Date date, std::chrono::year shown) {
  const std::string year = date.year() == shown ? "" : calendar::japanese_year(static_cast<int>(date.year()));
  return fmt::format("{}{}月{}日", year, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace

std::string months_in_words(std::vector<unsigned> months) {
  std::ranges::sort(months);
  return list(months);
}

std::string months_in(const YearGroups& groups) {
  std::vector<unsigned> numbers;
  for (const MonthGroup& one : groups.months)
    if (one.has_come) numbers.push_back(number_of(one.month));
  return list(numbers);
}

std::vector<std::string> what_comes(const YearGroups& groups, const Society& society, Month published_through) {
  std::vector<std::string> notes;
  std::vector<unsigned> missing;
  for (const MonthGroup& one : groups.months)
    if (!one.has_come && one.month <= std::min(published_through, groups.insured_through))
      missing.push_back(number_of(one.month));
  if (!missing.empty())
    notes.push_back(fmt::format(
        "{}診療分は、この画面に届いていません。確定申告などで必要な方は、健康保険組合にお問い合わせください。",
        list(missing)));
  const Month january = groups.months.front().month, last = groups.insured_through;
  if (published_through >= last) {
    if (missing.empty() && last >= january)
      notes.push_back(
          fmt::format("{}診療分がそろっています。医療機関からの請求が遅れた分は、あとから加わることがあります。",
                      months_until(last)));
  } else {
    const Month next = std::max(published_through + std::chrono::months{1}, january);
    std::string coming =
        fmt::format("{}月診療分は、{}ごろに届きます。", number_of(next), day(comes_on(society, next), january.year()));
    if (next != last)
      coming += fmt::format("{}は、{}ごろにそろいます。",
                            last.month() == std::chrono::December ? "1年分" : months_until(last) + "診療分",
                            day(comes_on(society, last), january.year()));
    notes.push_back(std::move(coming));
  }
  if (last.month() != std::chrono::December || last < january)
    notes.emplace_back("資格がなくなったあとの診療分は、届きません。");
  return notes;
}

std::vector<std::string> relief(const YearGroups& groups) {
  std::vector<unsigned> high_cost, additional;
  for (const MonthGroup& month : groups.months) {
    const auto any = [&month](std::int32_t Amounts::* amount) {
      return std::ranges::any_of(month.lines, [amount](const Line* line) { return line->amounts.*amount > 0; });
    };
    if (any(&Amounts::high_cost)) high_cost.push_back(number_of(month.month));
    if (any(&Amounts::additional)) additional.push_back(number_of(month.month));
  }
  std::vector<std::string> sentences;
  if (!high_cost.empty())
    sentences.push_back(
        fmt::format("{}に高額療養費があるため、窓口で払った額はこれより少ないことがあります。", list(high_cost)));
  if (!additional.empty())
    sentences.push_back(fmt::format("{}に付加給付があり、あとから健康保険組合から支給されます。", list(additional)));
  return sentences;
}

}  // namespace portal::expenses
