#include "domain/applications/limit_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <span>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/formats/toml_text.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/applications/limit_table.hpp"
#include "domain/imports/toml_line.hpp"

namespace portal::limit_file {
namespace {

using toml_text::Array;
using toml_text::Table;
using toml_text::Value;

constexpr std::array<std::string_view, 1> root_keys{"table"};
constexpr std::array<std::string_view, 4> table_keys{"title", "from", "until", "band"};
constexpr std::array<std::string_view, 5> band_keys{"age", "name", "who", "amount", "repeated"};
constexpr std::size_t title_characters_max = 100, name_characters_max = 50, words_characters_max = 200;

class Reader {
 public:
  explicit Reader(Content& content) : content_(content) {}

  void read(const Table& root) {
    check_keys(root, root_keys);
    const Array* tables = list(root, "table", 0, limits::limit_schedules_max);
    if (tables == nullptr) return;
    for (const Value& value : *tables) read_schedule(value);
    if (content_.faults.empty() && !limit_table::put_in_order(content_.schedules))
      fail(0, "from", "同じ診療年月の表が2つあります", "from と until が重ならないようにしてください");
  }

  void fail(std::size_t line, std::string_view key, std::string reason, std::string remedy) {
    content_.faults.push_back({line, std::string(key), std::move(reason), std::move(remedy)});
  }

 private:
  void read_schedule(const Value& value) {
    const Table* table = value.as<Table>();
    if (table == nullptr) return fail(value.line, "table", "表として読めません", "表ごとに [[table]] と書いてください");
    check_keys(*table, table_keys);
    auto& schedule = content_.schedules.emplace_back();
    schedule.title = words(*table, "title", value.line, title_characters_max, true);
    schedule.from = month(*table, "from");
    schedule.until = month(*table, "until");
    if (schedule.from && schedule.until && *schedule.until < *schedule.from)
      fail(table->find("until")->line, "until", "from より前の月です", "from と同じ月か、後の月にしてください");
    const Array* bands = list(*table, "band", value.line, limits::limit_bands_max);
    if (bands == nullptr) return;
    for (const Value& band : *bands) read_band(band, schedule);
  }

  void read_band(const Value& value, limit_bands::Schedule& schedule) {
    const Table* band = value.as<Table>();
    if (band == nullptr)
      return fail(value.line, "band", "区分として読めません", "区分ごとに [[table.band]] と書いてください");
    check_keys(*band, band_keys);
    schedule.bands.push_back({words(*band, "age", value.line, name_characters_max, true),
                              words(*band, "name", value.line, name_characters_max, true),
                              words(*band, "who", value.line, words_characters_max, true),
                              words(*band, "amount", value.line, words_characters_max, true),
                              words(*band, "repeated", value.line, words_characters_max, false)});
  }

  void check_keys(const Table& table, std::span<const std::string_view> known) {
    for (const auto& [key, value] : table.items)
      if (std::ranges::find(known, key) == known.end())
        fail(value.line, key, "知らない項目です", fmt::format("{} だけを書いてください", fmt::join(known, "、")));
  }

  const Array* list(const Table& table, const char* key, std::size_t line, int count_max) {
    const Value* value = table.find(key);
    const Array* items = value == nullptr ? nullptr : value->as<Array>();
    if (items == nullptr || items->empty())
      fail(line, key, "1つもありません",
           fmt::format("[[{}]] の下に書いてください", line == 0 ? "table" : "table.band"));
    else if (items->size() > static_cast<std::size_t>(count_max))
      fail(value->line, key, "多すぎます", fmt::format("{}個までにしてください", count_max));
    else
      return items;
    return nullptr;
  }

  std::string words(const Table& table, const char* key, std::size_t line, std::size_t characters_max, bool needed) {
    return toml_line::read({key, line, characters_max, !needed}, table.find(key), content_.faults);
  }

  std::optional<limit_bands::Month> month(const Table& table, const char* key) {
    const Value* value = table.find(key);
    if (value == nullptr) return {};
    const std::string* text = value->as<std::string>();
    const auto month = text == nullptr ? std::nullopt : calendar::parse_month(text::trim(*text));
    if (!month) fail(value->line, key, "年月として読めません", fmt::format("{} = \"2026-08\" の形にしてください", key));
    return month;
  }

  Content& content_;
};

}  // namespace

Content read(const std::filesystem::path& file) {
  std::string bytes(limits::limit_file_bytes_max + 1, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return parse(bytes);
}

Content parse(std::string_view bytes) {
  Content content;
  Reader reader(content);
  const auto text = bytes.size() > limits::limit_file_bytes_max ? std::nullopt : csv::to_utf8(bytes);
  if (!text) {
    reader.fail(0, "", "文字として読めないか、大きすぎます", "UTF-8で保存し直してください。256KBまでです");
    return content;
  }
  try {
    reader.read(toml_text::parse(*text));
  } catch (const toml_text::Unreadable& error) {
    content.faults.push_back(toml_line::fault_of(error));
  }
  return content;
}

}  // namespace portal::limit_file
