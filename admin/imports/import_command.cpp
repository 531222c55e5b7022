#include "admin/imports/import_command.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/money.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin::import_command {
namespace {

namespace fs = std::filesystem;

template <class Write>
void write_beside(const char* said, Write write) {
  try {
    fmt::print("{}：{}\n", said, write().string());
  } catch (const std::system_error& error) {
    tell("portalctl: the report can't be written: {}\n", error.what());
  }
}

Exit say_taken_already(const import_kinds::Taken& taken) {
  const std::string before =
      taken.import ? fmt::format("（前回は{}、取込番号{}）", calendar::japanese_date_time(taken.applied_at.value()),
                                 number(*taken.import))
                   : "";
  fmt::print("変更なし：このファイルの内容は、すべて取り込み済みです{}。何も変えていません。\n", before);
  return Exit::good;
}

// What a clerk is asked to look at (確認); the first of it by name. It stops nothing.
void say_odd(const fs::path& file, const import_kinds::Plan& plan) {
  constexpr std::size_t shown_max = 100;
  std::size_t shown = 0;
  for (const import_file::Outcome& odd : plan.outcomes) {
    if (odd.kind != std::string_view("確認")) continue;
    if (++shown > shown_max) break;
    fmt::print("確認：{}：{}行目 {}-{}-{}：{}\n", file.filename().string(), odd.line, odd.symbol, odd.number,
               odd.branch, odd.what);
  }
  if (plan.odd_count > 0)
    fmt::print("確かめてほしい行が{}件あります（取り込みは止めません）。\n",
               money::grouped(static_cast<std::int64_t>(plan.odd_count)));
}

void say_sample(const import_kinds::Plan& plan) {
  if (plan.sampled.empty()) return;
  for (const import_file::Outcome& one : plan.outcomes)
    if (one.kind == std::string_view("見本"))
      fmt::print("見本：{}：{}\n", member_roster::written(one.symbol, one.number, one.branch), one.what);
  fmt::print("見本の方の件数と合計を、基幹システムの画面と見くらべてください。\n");
}

// The operator, who sees how far it is, and what it would do before it does it.
class AtTheScreen : public import_kinds::Watcher {
 public:
  AtTheScreen(const Arriving& arriving, bool applying) : arriving_(arriving), applying_(applying) {
    progress_.emplace(arriving.file.filename().string(), 0);
  }

  void reading(std::size_t done) override { progress_->at(done); }
  void writing(std::size_t done) override { progress_->at(done); }
  // The import itself does not need the report: a folder that can't be written is said and no more.
  void planned(const import_kinds::Plan& plan, const std::string& figures) override {
    progress_.reset();
    fmt::print("{}", figures);
    say_odd(arriving_.table, plan);
    say_sample(plan);
    say_notices(plan.notices);
    write_beside("明細", [&] { return import_file::write_report(arriving_.table, plan.outcomes); });
    if (plan.objection)
      throw Failure(Exit::bad_data, plan.objection->reason + "。何も変えていません", plan.objection->remedy);
    if (applying_ && !plan.changes_nothing())
      progress_.emplace("取り込み中", plan.counts.added + plan.counts.changed + plan.counts.ended);
  }

 private:
  const Arriving& arriving_;
  bool applying_;
  std::optional<Progress> progress_;
};

import_kinds::Taken taken(const Changing<SocietyCall>& call, const Arriving& arriving) {
  std::optional<MailDesk> desk;
  const import_kinds::Order order{.database = call.database,
                                  .file = arriving.file,
                                  .documents = call.config.paths.documents,
                                  .applies = call.applies,
                                  .ending_allowed = arriving.ending_allowed,
                                  .mail_desk = [&] { return desk.emplace(call.config).desk(); }};
  AtTheScreen watcher(arriving, call.applies);
  return arriving.take_in(scene_of(call), order, watcher);
}

}  // namespace

fs::path the_file(const Arguments& arguments) { return admin::the_file(arguments.text("FILE")); }

void begin(const Changing<SocietyCall>& call) {
  if (call.applies && !imports::lock(call.db))
    throw Failure(Exit::try_later, "another import of this society is running", "wait until it has ended");
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

void say_notices(const std::vector<std::string>& notices) {
  for (const std::string& notice : notices) fmt::print("注意：{}\n", notice);
}

Exit say_nothing_changed() {
  fmt::print("まだ何も変えていません。取り込むには --apply を付けてください。\n");
  return Exit::good;
}

Exit take_in(const Changing<SocietyCall>& call, const Arriving& arriving) {
  begin(call);
  const import_kinds::Taken result = taken(call, arriving);
  switch (result.verdict) {
    case import_kinds::Verdict::refused:
      return say_faults(arriving.table, result.faults);
    case import_kinds::Verdict::taken_already:
      return say_taken_already(result);
    case import_kinds::Verdict::would_be_taken_in:
      return say_nothing_changed();
    case import_kinds::Verdict::taken_in:
      break;
  }
  fmt::print("取り込みました（取込番号{}）。\n", number(result.import.value()));
  return Exit::good;
}

Exit take_in(const Changing<SocietyCall>& call, import_kinds::TakeIn* take_in) {
  const fs::path file = the_file(call.arguments);
  return import_command::take_in(call, {.take_in = take_in, .file = file, .table = file});
}

}  // namespace portal::admin::import_command
