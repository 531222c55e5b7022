#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "domain/expenses/expense_year.hpp"

// A year of expenses for 医療費控除: what goes into the 医療費控除の明細書, as far as a society can know it. A line
// without the provider's name lacks one of a notice's six items: it counts nowhere here. All of it as of a line's own
// amounts; when something was paid, only the member knows.
namespace portal::tax_year {

// The year that a member prepares: in January to March, when returns are due, the one before.
int prepared_on(expenses::Date today);

// What of the line's 窓口負担 is paid back (補填される金額): 付加給付, and 高額療養費 unless the line's sum shows that
// the window has taken it off already. Never more than was paid: the rest doesn't reduce other expenses
// (所得税基本通達73-8).
std::int64_t paid_back(const expenses::Line& line);

struct Summary {
  std::int64_t noticed = 0;    // (1) 医療費通知に記載された医療費の額
  std::int64_t paid = 0;       // (2) of it paid within the year: all of it, as nothing else is known
  std::int64_t paid_back = 0;  // (3) of (2)
  std::int64_t nameless = 0;   // 窓口負担 of what was left out
  std::vector<const expenses::Line*> paid_back_lines, nameless_lines;  // January first
};
Summary sum_up(const expenses::YearGroups& groups);

// Rows for 国税庁's 医療費集計フォーム: a person at a provider each, without those who paid nothing. Its bounds: names
// of 10 and 20 full-width characters, amounts of nine digits, 995 rows.
struct FormRow {
  std::string person, provider;
  bool is_medicine = false;  // 調剤: 医薬品購入; anything else: 診療・治療
  std::int64_t paid = 0, paid_back = 0;
};
struct Shortened {
  std::string full, kept;
};
struct Form {
  std::vector<FormRow> rows;
  std::vector<Shortened> shortened;
  std::size_t left_out_count = 0;  // rows beyond the last that the form takes
  std::int64_t left_out_paid = 0;
};
Form form(const expenses::Year& year);

// The form's columns in its order, from 医療を受けた人 to 支払年月日 (empty: the society doesn't know the day), under
// their names. UTF-8 with BOM: it is opened in Excel and pasted.
std::string csv_file(const Form& form);
std::size_t csv_bytes(const Form& form);  // of that file

}  // namespace portal::tax_year
