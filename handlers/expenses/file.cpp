// GET /{s}/expenses/{file}: a year of 医療費通知 as a file: 2026.csv, 2026.pdf.
#include "domain/expenses/expense_csv.hpp"
#include "domain/expenses/expense_pdf.hpp"
#include "fcgi/visit.hpp"
#include "handlers/expenses/pages.hpp"
#include "handlers/parts/file_size.hpp"

namespace portal {
namespace {

constexpr auto event = audit::Event::expenses_saved;

csv::Encoding encoding_of(std::string_view name) {
  if (name == "cp932") return csv::Encoding::cp932;
  if (!name.empty() && name != "utf-8") not_found();
  return csv::Encoding::utf8;
}

Download csv_download(const Recording<MemberVisit>& visit, const std::string& year) {
  const csv::Encoding encoding = encoding_of(visit.request.query["encoding"]);
  const auto shown = expense_pages::read_and_record(visit, year, event);
  return {{"iryohi-" + year + ".csv", "医療費通知_" + year + "年.csv"},
          encoding == csv::Encoding::utf8 ? "text/csv; charset=utf-8" : "text/csv; charset=Shift_JIS",
          expenses::csv_file(shown.year, shown.groups, encoding)};
}

Download pdf_download(const Recording<MemberVisit>& visit, const std::string& year) {
  const auto shown = expense_pages::read_and_record(visit, year, event);
  const auto& asked = shown.question;
  const paper::Document document = expenses::pdf_document(
      shown.year, shown.groups, {visit.society, visit.member.name, asked.year, asked.published_through, visit.now});
  return {{"iryohi-" + year + ".pdf", "医療費通知_" + year + "年.pdf"},
          "application/pdf",
          paper::pdf(document, visit.installation.config.paths.templates / "fonts.conf"),
          use_asked(visit.request.query)};
}

}  // namespace

Response expenses_file(Recording<MemberVisit>& visit) {
  const std::string& file = visit.names.front();
  const auto dot = file.find('.');
  if (dot == 0 || dot == file.npos) not_found();
  const std::string year = file.substr(0, dot);
  const std::string_view extension = std::string_view(file).substr(dot);
  if (extension == ".csv") return {csv_download(visit, year)};
  if (extension == ".pdf") return {pdf_download(visit, year)};
  not_found();
}

}  // namespace portal
