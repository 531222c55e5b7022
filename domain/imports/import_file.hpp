#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/formats/csv.hpp"

// What every import from a society's core system shares: a file is checked whole, every fault is collected, and what
// was found is written beside the file in Japanese for the clerk who made it.
namespace portal::import_file {

// Called now and then with how many rows are done.
using Progress = std::function<void(std::size_t rows_done)>;

// Faults in the order in which they were found, as many as limits::import_faults_max.
class Faults {
 public:
  void add(std::size_t line, std::string column, std::string reason, std::string remedy);
  void add(const std::vector<csv::Fault>& found);
  bool full() const;
  // By line, so that a clerk goes through the file once.
  std::vector<csv::Fault> in_order() const;

 private:
  std::vector<csv::Fault> found_;
};

// A file that was being written while it was read, with `digest` before that.
void demand_unchanged(const std::filesystem::path& file, std::string_view digest, Faults& faults);

// What an import calls it, without its folder; `.` of a folder is that one's own name.
std::string name_of(const std::filesystem::path& file, bool is_folder);

// What becomes of one row, or of someone whom the file lacks (line 0).
struct Outcome {
  const char* kind;  // 追加, 変更, 資格喪失, 確認, 見本
  std::size_t line = 0;
  std::string symbol, number, branch;
  std::string what;  // which columns changed
};

// members.csv → members.faults.csv and members.report.csv: UTF-8 with BOM, readable by their owner alone, made whole or
// not at all. Throws std::system_error when the folder can't be written.
std::filesystem::path write_faults(const std::filesystem::path& file, const std::vector<csv::Fault>& faults);
std::filesystem::path write_report(const std::filesystem::path& file, const std::vector<Outcome>& outcomes);

}  // namespace portal::import_file
