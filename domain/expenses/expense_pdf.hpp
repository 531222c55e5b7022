#pragma once
#include <string>

#include "base/papers/paper.hpp"
#include "domain/expenses/expense_year.hpp"

namespace portal::expenses {

// A year of 医療費通知 on paper: the six items that 医療費控除 asks of a notice (所得税法施行規則第47条の2第13項), the
// page's lines by person and month, and their sums. `recipient` is who asked for it. Marked 参考 unless the society
// says that the PDF is its notice. 記号・番号 stand nowhere: tax offices want them blackened.
struct PdfQuestion {
  const Society& society;
  std::string recipient;
  int year;
  Month published_through;
  Timestamp now;
};
paper::Document pdf_document(const Year& year, const YearGroups& groups, const PdfQuestion& question);

}  // namespace portal::expenses
