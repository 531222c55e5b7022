#include "domain/member_import.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "base/calendar.hpp"
#include "base/limits.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

// 12,345: what a clerk reads.
std::string grouped(std::size_t number) {
  constexpr std::size_t thousand = 1000;
  return number < thousand ? std::to_string(number)
                           : fmt::format("{},{:03}", grouped(number / thousand), number % thousand);
}

// The import itself does not need the report: a folder that can't be written is said and no more.
template <class Write>
void write_beside(const char* said, Write write) {
  try {
    fmt::print("{}：{}\n", said, write().string());
  } catch (const std::system_error& error) {
    fmt::print(stderr, "portalctl: the report can't be written: {}\n", error.what());
  }
}

Exit say_faults(const fs::path& file, const std::vector<csv::Fault>& faults) {
  constexpr std::size_t shown_max = 100;
  for (std::size_t at = 0; at < std::min(faults.size(), shown_max); ++at) {
    const csv::Fault& fault = faults[at];
    const std::string place = fault.line == 0 ? "" : fmt::format("{}行目 ", fault.line);
    const std::string column = fault.column.empty() ? "" : fault.column + "：";
    fmt::print("{}：{}{}{} → {}\n", file.filename().string(), place, column, fault.reason, fault.remedy);
  }
  fmt::print("\n{}件{}の誤りがあります。何も変えていません。\n", grouped(faults.size()),
             faults.size() < limits::import_faults_max ? "" : "以上");
  write_beside("すべての誤り", [&] { return import_file::write_faults(file, faults); });
  return Exit::bad_data;
}

void say_plan(const member_import::Plan& plan) {
  const imports::Counts& counts = plan.counts;
  fmt::print("追加　　　{}人\n変更　　　{}人\n変更なし　{}人\n資格喪失　{}人（いまの加入者{}人のうち）\n",
             grouped(counts.added), grouped(counts.changed), grouped(counts.unchanged), grouped(counts.ended),
             grouped(plan.enrolled_before));
  for (const std::string& notice : plan.notices) fmt::print("注意：{}\n", notice);
}

void refuse_mass_ending(const member_import::Plan& plan, std::size_t allowed) {
  if (!plan.ends_too_many(allowed)) return;
  throw Failure(
      Exit::bad_data,
      fmt::format("資格喪失が{}人になり、いまの加入者の5%を超えます。何も変えていません", grouped(plan.counts.ended)),
      fmt::format("ファイルが正しいことを確かめたうえで、--allow-ending {} を付けてください", plan.counts.ended));
}

Exit say_taken_already(const imports::Import& import) {
  fmt::print("このファイルは{}に取り込み済みです（受付番号{}）。何も変えていません。\n",
             calendar::japanese_date_time(import.applied_at), number(import.id));
  return Exit::good;
}

fs::path the_file(const Arguments& arguments) {
  const fs::path file = arguments.text("FILE");
  std::error_code error;
  if (!fs::is_regular_file(file, error)) throw Failure(Exit::no_input, fmt::format("{}: no such file", file.string()));
  if (!std::ifstream(file)) throw Failure(Exit::no_permission, fmt::format("{}: may not be read", file.string()));
  return file;
}

member_import::Plan make_plan(const SocietyCall& call, const fs::path& file) {
  Progress progress(file.filename().string(), 0);
  return member_import::plan(call.db, file, call.arguments.has("--full"), calendar::date_in_japan(call.now),
                             [&progress](std::size_t done) { progress.at(done); });
}

Exit apply(const SocietyCall& call, const fs::path& file, const member_import::Plan& plan) {
  const ImportId id = [&] {
    const Progress progress("取り込み中", 0);
    return member_import::apply(call.database, call.db, plan, file, operator_name(), call.now);
  }();
  fmt::print("取り込みました（受付番号{}）。\n", number(id));
  return Exit::good;
}

}  // namespace

Exit member_import(const SocietyCall& call) {
  const Arguments& arguments = call.arguments;
  const bool applying = arguments.has("--apply");
  if (applying && call.dry_run) throw Failure(Exit::usage, "--apply and --dry-run contradict each other");
  constexpr int ending_max = 10'000'000;
  const auto allowed =
      static_cast<std::size_t>(arguments.integer_if_given("--allow-ending", 0, ending_max).value_or(0));
  const fs::path file = the_file(arguments);
  if (applying && !imports::lock(call.db))
    throw Failure(Exit::try_later, "another import of this society is running", "wait until it has ended");
  const member_import::Plan plan = make_plan(call, file);
  if (const auto before = member_import::taken_already(call.db, plan)) return say_taken_already(*before);
  if (!plan.faults.empty()) return say_faults(file, plan.faults);
  say_plan(plan);
  write_beside("明細", [&] { return import_file::write_report(file, plan.outcomes); });
  refuse_mass_ending(plan, allowed);
  if (applying) return apply(call, file, plan);
  fmt::print("まだ何も変えていません。取り込むには --apply を付けてください。\n");
  return Exit::good;
}

}  // namespace portal::admin
