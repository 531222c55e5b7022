#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "domain/imports/import_file.hpp"
#include "domain/imports/roster.hpp"
#include "sql/documents/document_batches.hpp"

// A folder of documents (product.md §5): PDFs and an index that says whose each of them is.
namespace portal::document_file {

inline constexpr const char* index_name = "index.csv";

struct Line : document_batches::Line {
  std::size_t line = 0;  // of the index
  std::string found_as;  // the file, as the folder has it
  std::string symbol, number, branch;
};

struct Content {
  std::vector<Line> lines;  // the sound ones, in the index's order; only to be used when there are no faults
  import_file::Faults faults;
  std::vector<std::string> notices;       // of the folder as a whole; nothing here stops the import
  std::vector<import_file::Outcome> odd;  // of single lines, 確認; at most limits::import_faults_max
  std::size_t odd_count = 0;
  std::size_t rows_count = 0;
};

// `index` is the folder's (document_folder::find_index). Every row is looked at, and every PDF that a row names.
// `today` is the day it is in Japan: nothing was issued after it.
Content read(const std::filesystem::path& index, const roster::Roster& members, calendar::Date today,
             const import_file::Progress& progress);

// The bytes of one of the folder's files, symbolic links left out; throws std::system_error. Longer ones than
// limits::document_bytes_max are cut there, one byte too long.
std::string bytes_of(const std::filesystem::path& file);

}  // namespace portal::document_file
