#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/formats/csv.hpp"
#include "sql/applications/screenings.hpp"

// A screening programme as a clerk writes it (product.md §5): one TOML file each.
//   title         = "胃がん検診"
//   cancer        = "胃がん"
//   items         = ["胃部X線検査", "胃内視鏡検査"]
//   choose        = "one"                 # or "several"
//   who           = "all"                 # or "principals", "dependents"
//   women_only    = false
//   age_from      = 35
//   age_to        = 74
//   age_counted   = "fiscal-year-end"     # or "april-first", "on-the-day"
//   fiscal_year   = 2026
//   interval      = 2
//   enrolled_on   = 2026-04-01
//   from          = 2026-04-01
//   until         = 2026-11-30
//   capacity      = 100
//   fee           = 2000
//   no_show_fee   = 5000
//   venue         = "見本健診センター"
//   description   = """…Markdown…"""
//   consent       = """…Markdown…"""
namespace portal::screening_file {

struct Content {
  screenings::Programme programme;      // its name: the head's id, or the file's name without its extension
  std::vector<csv::Fault> faults;       // with any of them nothing may be imported
  std::vector<csv::Fault> doubts = {};  // of its texts (base/formats/markdown.hpp); it may be imported
};

// UTF-8 (BOM or not) or CP932. What is wrong is in `faults`, all of it, each with its line. Throws std::system_error
// when the file can't be read.
Content read(const std::filesystem::path& file);

// The same for a text that has been read.
Content parse(std::string_view bytes, const std::string& file_stem);

}  // namespace portal::screening_file
