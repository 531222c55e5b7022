// Whatever bytes a file of a core system has, its reader gives sound rows in their order; and what we write is what is
// read back.
#include "base/formats/csv.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

constexpr std::array<std::string_view, 3> names{"番号", "氏名", "金額"};
static const csv::Columns columns{names, {}};

static void read(std::string_view bytes) {
  static fuzz::MemoryFile file;
  csv::Reader rows(file.holding(bytes), columns);
  for (std::size_t before = 0; rows.next(); before = rows.line()) {
    demand(rows.line() > before && rows.line() <= bytes.size());
    for (const std::string_view name : names) demand(text::is_valid_utf8(rows.get(name)));
  }
  demand(rows.faults().size() <= limits::csv_faults_max + 1);
  fuzz::demand_told(rows.faults(), bytes.size());
}

static void write_and_read(std::span<const std::string> cells, csv::Encoding encoding) {
  static fuzz::MemoryFile file;
  csv::Writer writer(encoding, csv::Formulas::kept);
  writer.add(std::array<std::string, 3>{"番号", "氏名", "金額"});
  const bool is_whole = writer.add(cells);
  csv::Reader rows(file.holding(writer.bytes()), columns);
  const bool is_blank = std::ranges::all_of(cells, [](const auto& cell) { return text::trim(cell).empty(); });
  demand(rows.next() != is_blank && rows.faults().empty());
  for (std::size_t at = 0; at < cells.size() && !is_blank; ++at) {
    const std::string_view found = rows.get(names[at]);
    demand(!is_whole || csv::to_cp932(found).bytes == csv::to_cp932(cells[at]).bytes);
    demand(encoding == csv::Encoding::cp932 || found == cells[at]);
  }
}

// The bytes of a file; and three cells, ended by the separator that ASCII has for this, 0x1F.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fuzz::text_of(data, size);
  read(input);
  const auto text = csv::to_utf8(input);
  demand(!text || text::is_valid_utf8(*text));
  if (!text::is_valid_utf8(input) || input.find('\x1a') != input.npos) return 0;
  std::vector<std::string> cells;
  for (std::size_t at = 0; at < names.size(); ++at) cells.emplace_back(fuzz::take(input, '\x1f'));
  write_and_read(cells, csv::Encoding::utf8);
  write_and_read(cells, csv::Encoding::cp932);
  return 0;
}
