// GET /{s}/expenses/{file}: a year of 医療費通知 as a CSV file, 2026.csv.
#include "domain/expense_csv.hpp"
#include "handlers/expense_pages.hpp"
#include "handlers/handlers.hpp"

namespace portal {
namespace {

constexpr std::string_view extension = ".csv";

csv::Encoding encoding_of(std::string_view name) {
  if (name == "cp932") return csv::Encoding::cp932;
  if (!name.empty() && name != "utf-8") not_found();
  return csv::Encoding::utf8;
}

}  // namespace

Response expenses_file(MemberVisit& visit) {
  const std::string& file = visit.names.front();
  if (!file.ends_with(extension) || file.size() == extension.size()) not_found();
  const csv::Encoding encoding = encoding_of(visit.request.query["encoding"]);
  const auto shown =
      expense_pages::read(visit, std::string_view(file).substr(0, file.size() - extension.size()), "expenses_saved");
  return {Download{"iryohi-" + file,
                   encoding == csv::Encoding::utf8 ? "text/csv; charset=utf-8" : "text/csv; charset=Shift_JIS",
                   expenses::csv_file(shown.year, shown.groups, encoding)}};
}

}  // namespace portal
