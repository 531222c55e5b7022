#include "base/papers/workbook.hpp"

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <xlsxwriter.h>

#include "base/text.hpp"

namespace portal::workbook {
namespace {

struct Formats {
  lxw_format *head, *number, *sum, *note;
};

Formats make_formats(lxw_workbook* book) {
  const Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book),
                        workbook_add_format(book)};
  format_set_bold(formats.head);
  format_set_text_wrap(formats.head);
  format_set_align(formats.head, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(formats.head, LXW_BORDER_THIN);
  format_set_num_format(formats.number, "#,##0");
  format_set_num_format(formats.sum, "#,##0");
  format_set_bold(formats.sum);
  format_set_top(formats.sum, LXW_BORDER_THIN);
  format_set_italic(formats.note);
  return formats;
}

void write_cell(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const Cell& cell, lxw_format* format) {
  if (const auto* text = std::get_if<std::string>(&cell))
    worksheet_write_string(page, row, column, text->c_str(), format);
  if (const auto* count = std::get_if<std::int64_t>(&cell))
    worksheet_write_number(page, row, column, static_cast<double>(*count), format);
}

// A full-width character is two of a spreadsheet's units wide; long heads are wrapped.
double width_of(const std::string& head) {
  constexpr double least = 9, most = 18;
  return std::clamp(2.0 * static_cast<double>(text::code_points(head)) + 2, least, most);
}

void write_sheet(lxw_workbook* book, const Sheet& sheet, const Formats& formats) {
  lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
  if (page == nullptr) throw std::runtime_error(sheet.name + " can't be the name of a sheet");
  for (lxw_col_t column = 0; const std::string& head : sheet.heads) {
    worksheet_set_column(page, column, column, width_of(head), nullptr);
    worksheet_write_string(page, 0, column++, head.c_str(), formats.head);
  }
  lxw_row_t row = 1;
  for (const std::vector<Cell>& cells : sheet.rows) {
    const bool is_sum = sheet.last_is_sum && row == sheet.rows.size();
    for (lxw_col_t column = 0; const Cell& cell : cells)
      write_cell(page, row, column++, cell, is_sum ? formats.sum : formats.number);
    ++row;
  }
  if (!sheet.note.empty()) worksheet_write_string(page, row + 1, 0, sheet.note.c_str(), formats.note);
  worksheet_freeze_panes(page, 1, 1);
  worksheet_repeat_rows(page, 0, 0);
  worksheet_set_landscape(page);
  worksheet_fit_to_pages(page, 1, 0);
}

// What the library was asked wrongly leaves errno at whatever it was.
bool is_of_the_disk(lxw_error error) {
  return error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE ||
         error == LXW_ERROR_READING_TMPFILE || error == LXW_ERROR_ZIP_FILE_OPERATION ||
         error == LXW_ERROR_ZIP_FILE_ADD || error == LXW_ERROR_ZIP_CLOSE || error == LXW_ERROR_ZIP_INTERNAL_ERROR;
}

}  // namespace

void write(const std::vector<Sheet>& sheets, Timestamp made_at, const std::filesystem::path& file) {
  lxw_workbook* book = workbook_new(file.c_str());
  if (book == nullptr) throw std::runtime_error("no memory for a workbook");
  lxw_doc_properties properties{};
  properties.created = std::chrono::system_clock::to_time_t(made_at);
  workbook_set_properties(book, &properties);
  const Formats formats = make_formats(book);
  for (const Sheet& sheet : sheets) write_sheet(book, sheet, formats);
  errno = 0;
  const lxw_error error = workbook_close(book);
  const int why = errno != 0 ? errno : EIO;
  if (is_of_the_disk(error))
    throw std::system_error(why, std::generic_category(), file.string() + ": " + lxw_strerror(error));
  if (error != LXW_NO_ERROR) throw std::runtime_error(file.string() + ": " + lxw_strerror(error));
}

}  // namespace portal::workbook
