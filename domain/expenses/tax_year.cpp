#include "domain/expenses/tax_year.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/formats/csv.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::tax_year {
namespace {

using expenses::Line;

constexpr const char* byte_order_mark = "\uFEFF";
constexpr const char* applies = "該当する";
constexpr std::int64_t rounding_yen = 5;  // at each visit

// 医療費総額 = 健保負担額 + 公費負担額 + 窓口負担額 + 高額療養費, with the meals in the window's amount or not.
bool window_took_it_off(const Line& line) {
  const auto& yen = line.amounts;
  const std::int64_t missing = std::int64_t{yen.total} - yen.paid_by_society - yen.public_funds - yen.paid_at_window;
  const std::int64_t allowed = rounding_yen * std::max(line.days, 1);
  return std::ranges::any_of(std::array<std::int64_t, 2>{0, yen.meals}, [&](std::int64_t meals) {
    return std::abs(missing + meals - yen.high_cost) <= allowed && yen.high_cost > allowed;
  });
}

// The same name with the same shortening is said once.
std::string fitted(const std::string& name, std::size_t characters_max, std::vector<Shortened>& shortened) {
  std::string kept = text::full_width(name, characters_max);
  const bool is_whole = kept == text::full_width(name, limits::field_bytes_max);
  if (!is_whole && std::ranges::find(shortened, name, &Shortened::full) == shortened.end())
    shortened.push_back({name, kept});
  return kept;
}

void keep_what_fits(Form& form) {
  if (form.rows.size() <= limits::tax_form_rows_max) return;
  for (std::size_t at = limits::tax_form_rows_max; at < form.rows.size(); ++at) {
    ++form.left_out_count;
    form.left_out_paid += form.rows[at].paid;
  }
  form.rows.resize(limits::tax_form_rows_max);
}

template <class Out>
void write_file(Out& out, const Form& form) {
  using Cells = std::array<std::string, 9>;
  const auto write = [&out](const Cells& cells) { csv::write_row(out, cells, csv::Formulas::guarded); };
  out += byte_order_mark;
  write({"医療を受けた人", "病院・薬局などの名称", "診療・治療", "医薬品購入", "介護保険サービス", "その他の医療費",
         "支払った医療費の金額", "左のうち、補填される金額", "支払年月日"});
  for (const FormRow& row : form.rows)
    write({row.person, row.provider, row.is_medicine ? "" : applies, row.is_medicine ? applies : "", "", "",
           std::to_string(row.paid), row.paid_back > 0 ? std::to_string(row.paid_back) : "", ""});
}

}  // namespace

int prepared_on(expenses::Date today) {
  return static_cast<int>(today.year()) - (today.month() <= std::chrono::March ? 1 : 0);
}

std::int64_t paid_back(const Line& line) {
  const auto& yen = line.amounts;
  const std::int64_t given = std::int64_t{yen.additional} + (window_took_it_off(line) ? 0 : yen.high_cost);
  return std::min<std::int64_t>(given, yen.paid_at_window);
}

Summary sum_up(const expenses::YearGroups& groups) {
  Summary summary;
  for (const expenses::MonthGroup& month : groups.months)
    for (const Line* line : month.lines) {
      if (line->provider.empty()) {
        summary.nameless += line->amounts.paid_at_window;
        summary.nameless_lines.push_back(line);
        continue;
      }
      summary.noticed += line->amounts.paid_at_window;
      const std::int64_t back = paid_back(*line);
      summary.paid_back += back;
      if (back > 0) summary.paid_back_lines.push_back(line);
    }
  summary.paid = summary.noticed;
  return summary;
}

Form form(const expenses::Year& year) {
  using Key = std::tuple<std::size_t, std::string, bool>;
  std::map<Key, std::vector<FormRow>> rows;
  for (const Line& line : year.lines) {
    if (line.provider.empty() || line.amounts.paid_at_window == 0) continue;
    const bool is_medicine = line.category == "調剤";
    auto& same = rows[{line.person, line.provider, is_medicine}];
    if (same.empty() || same.back().paid + line.amounts.paid_at_window > limits::tax_form_yen_max)
      same.push_back({"", "", is_medicine, 0, 0});
    same.back().paid += line.amounts.paid_at_window;
    same.back().paid_back += paid_back(line);
  }
  Form form;
  for (auto& [key, same] : rows) {
    const std::string person =
        fitted(year.people[std::get<0>(key)].name, limits::tax_form_person_characters_max, form.shortened);
    const std::string provider = fitted(std::get<1>(key), limits::tax_form_provider_characters_max, form.shortened);
    for (const FormRow& row : same) form.rows.push_back({person, provider, row.is_medicine, row.paid, row.paid_back});
  }
  keep_what_fits(form);
  return form;
}

std::string csv_file(const Form& form) {
  std::string text;
  write_file(text, form);
  return text;
}

std::size_t csv_bytes(const Form& form) {
  csv::ByteCount count;
  write_file(count, form);
  return count.bytes();
}

}  // namespace portal::tax_year
