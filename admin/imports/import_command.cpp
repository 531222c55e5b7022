#include "admin/imports/import_command.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/money.hpp"

namespace portal::admin::import_command {
namespace {

namespace fs = std::filesystem;

template <class Write>
void write_beside(const char* said, Write write) {
  try {
    fmt::print("{}：{}\n", said, write().string());
  } catch (const std::system_error& error) {
    fmt::print(stderr, "portalctl: the report can't be written: {}\n", error.what());
  }
}

}  // namespace

fs::path the_file(const Arguments& arguments) {
  const fs::path file = arguments.text("FILE");
  std::error_code error;
  if (!fs::is_regular_file(file, error)) throw Failure(Exit::no_input, fmt::format("{}: no such file", file.string()));
  if (!std::ifstream(file)) throw Failure(Exit::no_permission, fmt::format("{}: may not be read", file.string()));
  return file;
}

bool begins_to_apply(const SocietyCall& call) {
  const bool applying = call.arguments.has("--apply");
  if (applying && call.dry_run) throw Failure(Exit::usage, "--apply and --dry-run contradict each other");
  if (applying && !imports::lock(call.db))
    throw Failure(Exit::try_later, "another import of this society is running", "wait until it has ended");
  return applying;
}

Exit say_faults(const fs::path& file, const std::vector<csv::Fault>& faults) {
  constexpr std::size_t shown_max = 100;
  for (std::size_t at = 0; at < std::min(faults.size(), shown_max); ++at) {
    const csv::Fault& fault = faults[at];
    const std::string place = fault.line == 0 ? "" : fmt::format("{}行目 ", fault.line);
    const std::string column = fault.column.empty() ? "" : fault.column + "：";
    fmt::print("{}：{}{}{} → {}\n", file.filename().string(), place, column, fault.reason, fault.remedy);
  }
  fmt::print("\n{}件{}の誤りがあります。何も変えていません。\n",
             money::grouped(static_cast<std::int64_t>(faults.size())),
             faults.size() < limits::import_faults_max ? "" : "以上");
  write_beside("すべての誤り", [&] { return import_file::write_faults(file, faults); });
  return Exit::bad_data;
}

Exit say_taken_already(const imports::Import& import) {
  fmt::print("このファイルは{}に取り込み済みです（取込番号{}）。何も変えていません。\n",
             calendar::japanese_date_time(import.applied_at), number(import.id));
  return Exit::good;
}

void say_odd(const fs::path& file, const std::vector<import_file::Outcome>& outcomes, std::size_t odd_count) {
  constexpr std::size_t shown_max = 100;
  std::size_t shown = 0;
  for (const import_file::Outcome& odd : outcomes) {
    if (odd.kind != std::string_view("確認")) continue;
    if (++shown > shown_max) break;
    fmt::print("確認：{}：{}行目 {}-{}-{}：{}\n", file.filename().string(), odd.line, odd.symbol, odd.number,
               odd.branch, odd.what);
  }
  if (odd_count > 0)
    fmt::print("確かめてほしい行が{}件あります（取り込みは止めません）。\n",
               money::grouped(static_cast<std::int64_t>(odd_count)));
}

void say_notices(const std::vector<std::string>& notices) {
  for (const std::string& notice : notices) fmt::print("注意：{}\n", notice);
}

void write_report(const fs::path& file, const std::vector<import_file::Outcome>& outcomes) {
  write_beside("明細", [&] { return import_file::write_report(file, outcomes); });
}

Exit say_taken_in(ImportId id) {
  fmt::print("取り込みました（取込番号{}）。\n", number(id));
  return Exit::good;
}

Exit say_nothing_changed() {
  fmt::print("まだ何も変えていません。取り込むには --apply を付けてください。\n");
  return Exit::good;
}

}  // namespace portal::admin::import_command
