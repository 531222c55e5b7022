#pragma once
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/formats/csv.hpp"
#include "sql/applications/limit_bands.hpp"

// The file from which a society's tables of 自己負担限度額 come, TOML: all of them in one file.
//   [[table]]
//   title = "…"
//   from  = "2026-08"                  # month of treatment; without it: no beginning
//   until = "2027-07"                  # without it: no end
//   [[table.band]]
//   age      = "70歳未満"
//   name     = "ア"
//   who      = "標準報酬月額83万円以上"
//   amount   = "…円＋（医療費－…円）×1%"
//   repeated = "…円"                   # 多数回該当; may be left out
namespace portal::limit_file {

struct Content {
  std::vector<limit_bands::Schedule> schedules;  // in order
  std::vector<csv::Fault> faults;                // any: nothing of it may be used
};
Content read(const std::filesystem::path& file);
Content parse(std::string_view text);

}  // namespace portal::limit_file
